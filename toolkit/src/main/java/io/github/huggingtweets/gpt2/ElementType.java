package io.github.huggingtweets.gpt2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.util.Map;

/** The kinds of floating-point numbers that weights are stored as. Other numbers are never asked for. */
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
     * {@return the type of this name in safetensors or PyTorch files; null for one that is not of floating-point numbers}
     *
     * @param name such as {@code BF16} or {@code BFloat16Storage}
     */
    static ElementType named(String name) {
        return BY_NAME.get(name);
    }

    /** {@return the bytes that one number takes} */
    int bytes() {
        return bytes;
    }

    /**
     * Copies numbers out of mapped memory, which is gone with its buffer.
     *
     * @param mapped as many numbers as the shape has elements
     * @param shape the shape of the result
     * @param manager owns the result, and what is made on the way to it
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

    /** DJL knows no BF16 on PyTorch. Its numbers are the upper halves of float32 ones. */
    private static float[] widened(ShortBuffer halves) {
        float[] numbers = new float[halves.remaining()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Float.intBitsToFloat(halves.get(i) << Short.SIZE);
        }
        return numbers;
    }
}
