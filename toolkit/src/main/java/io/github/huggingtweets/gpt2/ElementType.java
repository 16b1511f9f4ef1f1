package io.github.huggingtweets.gpt2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.util.Map;

/** The types of floating-point numbers that weights can be stored as. */
enum ElementType {
    F32(4),
    F16(2),
    BF16(2),
    F64(8);

    private static final Map<String, ElementType> BY_NAME = Map.of(
            "F32", F32, "F16", F16, "BF16", BF16, "F64", F64,
            "FloatStorage", F32, "HalfStorage", F16, "BFloat16Storage", BF16, "DoubleStorage", F64);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /**
     * {@return the type with a name in safetensors or PyTorch files; null if it is no type of floating-point numbers}
     *
     * @param name such as {@code BF16} or {@code BFloat16Storage}
     */
    static ElementType named(String name) {
        return BY_NAME.get(name);
    }

    /** {@return the size of one number in bytes} */
    int bytes() {
        return bytes;
    }

    /**
     * Copies numbers out of mapped memory, which is unmapped when its buffer is garbage-collected.
     *
     * @param mapped as many numbers as the shape has elements
     * @param shape the shape of the result
     * @param manager owns the result and the intermediate arrays
     * @return the numbers as float32
     */
    NDArray float32(ByteBuffer mapped, Shape shape, NDManager manager) {
        return switch (this) {
            case F32 -> manager.create(mapped, shape, DataType.FLOAT32).duplicate();
            case F16 -> manager.create(mapped, shape, DataType.FLOAT16).toType(DataType.FLOAT32, true);
            case BF16 -> manager.create(widened(mapped.asShortBuffer()), shape);
            case F64 -> manager.create(mapped, shape, DataType.FLOAT64).toType(DataType.FLOAT32, true);
        };
    }

    /** DJL does not support BF16 with PyTorch. A BF16 number is the upper half of a float32 number. */
    private static float[] widened(ShortBuffer halves) {
        float[] numbers = new float[halves.remaining()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Float.intBitsToFloat(halves.get(i) << Short.SIZE);
        }
        return numbers;
    }
}
