package io.github.huggingtweets.gpt2;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Dot products and sums over native memory, by the processor's vector instructions (JEP 338 and its successors). It may be used where
 * {@link VectorModule} finds them.
 */
final class Vectors {

    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Float> FLOATS = INTS.withLanes(float.class).check(float.class);

    /** How many numbers an instruction takes. The number of summands must be a multiple of it. */
    static final int LANES = INTS.length();

    private static final int UPPER_HALF = 0xFFFF0000;

    // vectors are loaded from buffers up to JDK 18, and later from segments, which JDK 17 does not know
    private static final MethodHandle LOAD;
    private static final MethodHandle OPEN;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            MethodHandle load;
            if (Runtime.version().feature() < 19) {
                load = lookup.findStatic(IntVector.class, "fromByteBuffer", MethodType.methodType(
                        IntVector.class, VectorSpecies.class, ByteBuffer.class, int.class, ByteOrder.class));
                OPEN = MethodHandles.identity(Object.class);
            } else {
                Class<?> segment = Class.forName("java.lang.foreign.MemorySegment");
                load = lookup.findStatic(IntVector.class, "fromMemorySegment", MethodType.methodType(
                        IntVector.class, VectorSpecies.class, segment, long.class, ByteOrder.class));
                OPEN = lookup.findStatic(segment, "ofBuffer", MethodType.methodType(segment, Buffer.class))
                        .asType(MethodType.methodType(Object.class, Object.class));
            }
            LOAD = MethodHandles.insertArguments(load, 3, ByteOrder.nativeOrder()).bindTo(INTS)
                    .asType(MethodType.methodType(IntVector.class, Object.class, int.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Vectors() {}

    /** {@return the memory of a direct buffer, as the other methods take it} */
    static Object memory(ByteBuffer buffer) {
        try {
            return (Object) OPEN.invokeExact((Object) buffer);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e); // these methods declare no exception
        }
    }

    private static IntVector ints(Object memory, int place) {
        try {
            return (IntVector) LOAD.invokeExact(memory, place);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e); // these methods declare no exception
        }
    }

    private static FloatVector floats(Object memory, int place) {
        return ints(memory, place).reinterpretAsFloats();
    }

    /**
     * Computes a dot product of float32 numbers. Four sums are under way at once, since each addition waits for the one before it.
     *
     * @param memory holds the numbers
     * @param place the place of the first one, in bytes
     * @param x what they are multiplied by
     * @param from the place of the first one of these
     * @param count how many
     * @param lanes room for {@link #LANES} numbers
     * @return the sum of the products
     */
    static float dot(Object memory, int place, float[] x, int from, int count, float[] lanes) {
        FloatVector a = FloatVector.zero(FLOATS);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        int i = 0;
        for (; i <= count - 4 * LANES; i += 4 * LANES) {
            int at = place + Float.BYTES * i;
            a = floats(memory, at).fma(FloatVector.fromArray(FLOATS, x, from + i), a);
            b = floats(memory, at + Float.BYTES * LANES).fma(FloatVector.fromArray(FLOATS, x, from + i + LANES), b);
            c = floats(memory, at + 2 * Float.BYTES * LANES).fma(FloatVector.fromArray(FLOATS, x, from + i + 2 * LANES), c);
            d = floats(memory, at + 3 * Float.BYTES * LANES).fma(FloatVector.fromArray(FLOATS, x, from + i + 3 * LANES), d);
        }
        for (; i < count; i += LANES) {
            a = floats(memory, place + Float.BYTES * i).fma(FloatVector.fromArray(FLOATS, x, from + i), a);
        }
        return sum(a.add(b).add(c.add(d)), lanes);
    }

    /** In an order that is always the same: that of {@code reduceLanes} changes when newer JVMs compile a method. */
    private static float sum(FloatVector numbers, float[] lanes) {
        numbers.intoArray(lanes, 0);
        for (int half = LANES / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                lanes[i] += lanes[half + i];
            }
        }
        return lanes[0];
    }

    /**
     * Computes a dot product of bfloat16 numbers and float32 ones. A bfloat16 number is the upper half of a float32 number, and two of
     * them are an int, of which the first number is the lower half.
     *
     * @param memory holds the bfloat16 numbers
     * @param place the place of the first one, in bytes
     * @param x what they are multiplied by: first what the numbers with even places are multiplied by, then the others
     * @param count how many; half of it must be a multiple of {@link #LANES}
     * @param lanes room for {@link #LANES} numbers
     * @return the sum of the products
     */
    static float dotBfloat16(Object memory, int place, float[] x, int count, float[] lanes) {
        int pairs = count / 2;
        FloatVector a = FloatVector.zero(FLOATS);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        int i = 0;
        for (; i <= pairs - 2 * LANES; i += 2 * LANES) {
            IntVector first = ints(memory, place + Integer.BYTES * i);
            IntVector second = ints(memory, place + Integer.BYTES * (i + LANES));
            a = lower(first).fma(FloatVector.fromArray(FLOATS, x, i), a);
            b = upper(first).fma(FloatVector.fromArray(FLOATS, x, pairs + i), b);
            c = lower(second).fma(FloatVector.fromArray(FLOATS, x, i + LANES), c);
            d = upper(second).fma(FloatVector.fromArray(FLOATS, x, pairs + i + LANES), d);
        }
        if (i < pairs) {
            IntVector last = ints(memory, place + Integer.BYTES * i);
            a = lower(last).fma(FloatVector.fromArray(FLOATS, x, i), a);
            b = upper(last).fma(FloatVector.fromArray(FLOATS, x, pairs + i), b);
        }
        return sum(a.add(b).add(c.add(d)), lanes);
    }

    private static FloatVector lower(IntVector pairs) {
        return pairs.lanewise(LSHL, Short.SIZE).reinterpretAsFloats();
    }

    private static FloatVector upper(IntVector pairs) {
        return pairs.lanewise(AND, UPPER_HALF).reinterpretAsFloats();
    }

    /**
     * Computes a dot product of int8 numbers and float32 ones. Four int8 numbers are an int, of which the first one is the lowest byte.
     *
     * @param memory holds the int8 numbers
     * @param place the place of the first one
     * @param x what they are multiplied by: first what the numbers with places 0, 4, 8 and so on are multiplied by, then what those with
     *         places 1, 5, 9 and so on are multiplied by, and so on
     * @param count how many; a quarter of it must be a multiple of {@link #LANES}
     * @param lanes room for {@link #LANES} numbers
     * @return the sum of the products
     */
    static float dotInt8(Object memory, int place, float[] x, int count, float[] lanes) {
        int fours = count / 4;
        FloatVector a = FloatVector.zero(FLOATS);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        for (int i = 0; i < fours; i += LANES) {
            IntVector next = ints(memory, place + Integer.BYTES * i);
            a = highest(next.lanewise(LSHL, 3 * Byte.SIZE)).fma(FloatVector.fromArray(FLOATS, x, i), a);
            b = highest(next.lanewise(LSHL, 2 * Byte.SIZE)).fma(FloatVector.fromArray(FLOATS, x, fours + i), b);
            c = highest(next.lanewise(LSHL, Byte.SIZE)).fma(FloatVector.fromArray(FLOATS, x, 2 * fours + i), c);
            d = highest(next).fma(FloatVector.fromArray(FLOATS, x, 3 * fours + i), d);
        }
        return sum(a.add(b).add(c.add(d)), lanes);
    }

    private static FloatVector highest(IntVector fours) {
        return (FloatVector) fours.lanewise(ASHR, 3 * Byte.SIZE).convert(I2F, 0);
    }

    /**
     * Multiplies rows of float32 numbers by a factor each, and adds up the rows.
     *
     * @param memory holds the rows, one after the other
     * @param place the place of the first row, in bytes
     * @param factors what the rows are multiplied by
     * @param y receives the sum
     * @param from the place of its first number
     * @param count how many numbers a row has
     */
    static void sumOfRows(Object memory, int place, float[] factors, float[] y, int from, int count) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector sum = FloatVector.zero(FLOATS);
            for (int row = 0; row < factors.length; row++) {
                sum = floats(memory, place + Float.BYTES * (row * count + i))
                        .fma(FloatVector.broadcast(FLOATS, factors[row]), sum);
            }
            sum.intoArray(y, from + i);
        }
    }
}
