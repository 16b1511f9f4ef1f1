package io.github.huggingtweets.gpt2;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads the pickles in which {@code torch.save} describes tensors. A pickle is a program for a stack machine. This machine builds
 * dictionaries, lists, numbers, strings and descriptions of tensors, and refuses a pickle that names any other class or function.
 *
 * <p>A pickle can hand the same list to a function again and again, so that a small one makes much work. This machine counts its
 * operations and the elements that they handle, and refuses a pickle that does more than any file of weights needs.
 *
 * <p>Dictionaries become maps, lists and tuples become lists, integers become {@link Long} or {@link BigInteger}, and
 * {@code None} becomes null. The operations are documented in Python's module {@code pickletools}. This machine knows those of
 * protocols up to 4 that files of weights contain.
 */
final class Unpickler {

    /**
     * An array of numbers that tensors refer to.
     *
     * @param type its type, such as {@code FloatStorage}
     * @param key its name
     * @param elements the number of its elements
     * @param start the element at which a view of it begins
     */
    record Storage(String type, String key, long elements, long start) {}

    /**
     * A tensor whose numbers lie in a storage.
     *
     * @param storage the storage
     * @param offset the place of its first element in the storage
     * @param shape its shape
     * @param strides for each dimension, the distance between neighbours in the storage, in elements
     */
    record Tensor(Storage storage, long offset, long[] shape, long[] strides) {}

    /** A class or function that a pickle names. */
    private record Global(String module, String name) {

        boolean isStorage() {
            return module.equals("torch") && name.endsWith("Storage");
        }

        @Override
        public String toString() {
            return module + "." + name;
        }
    }

    private static final Global ORDERED_DICTIONARY = new Global("collections", "OrderedDict");
    private static final Global TENSOR = new Global("torch._utils", "_rebuild_tensor_v2");
    private static final Global OLD_TENSOR = new Global("torch._utils", "_rebuild_tensor");
    private static final Global PARAMETER = new Global("torch._utils", "_rebuild_parameter");
    private static final List<Global> KNOWN = List.of(ORDERED_DICTIONARY, TENSOR, OLD_TENSOR, PARAMETER);
    private static final Object MARK = new Object();

    /** The number of bytes that are read at most. The description of GPT-2 XL, with 580 tensors, takes 100,000 bytes. */
    static final int LONGEST = 10_000_000;
    private static final int MOST_WORK = 2_000_000; // GPT-2 XL takes about 50,000
    private static final int DEEPEST_STACK = 100_000; // Python's pickler stacks at most 2,000 entries of a dictionary
    private static final int MOST_DIMENSIONS = 64; // of a tensor in PyTorch

    private final String place;
    private final ByteBuffer bytes; // little-endian
    private final List<Object> stack = new ArrayList<>();
    private final Map<Long, Object> memo = new HashMap<>();
    private int work;

    private Unpickler(String place, ByteBuffer bytes) {
        this.place = place;
        this.bytes = bytes;
    }

    /**
     * Reads one pickle.
     *
     * @param place the name of the file in messages
     * @param bytes little-endian, positioned at the pickle; afterwards they are positioned after it
     * @return the object that it describes
     * @throws ModelException if it is broken, names a class or function that descriptions of tensors do not need, or is larger or
     *         makes more work than they do
     */
    static Object read(String place, ByteBuffer bytes) {
        int end = bytes.limit();
        boolean isLong = bytes.remaining() > LONGEST;
        try {
            if (isLong) {
                bytes.limit(bytes.position() + LONGEST);
            }
            Object read = new Unpickler(place, bytes).run();
            bytes.limit(end);
            return read;
        } catch (BufferUnderflowException e) {
            throw isLong ? tooMuch(place) : damaged(place, e);
        } catch (ClassCastException | IndexOutOfBoundsException | NegativeArraySizeException
                | NullPointerException | ArithmeticException e) {
            throw damaged(place, e);
        }
    }

    private static ModelException damaged(String place, RuntimeException cause) {
        return new ModelException(place + " holds a pickle that is damaged or cut off; fetch it again", cause);
    }

    private static ModelException tooMuch(String place) {
        return new ModelException(
                place + " holds a description of tensors that is larger than that of any GPT-2; do not use it");
    }

    private void count(int elements) {
        work += elements;
        if (work > MOST_WORK) {
            throw tooMuch(place);
        }
    }

    private Object run() {
        while (true) {
            count(1);
            int operation = Byte.toUnsignedInt(bytes.get());
            switch (operation) {
                case '.' -> { // STOP
                    return pop();
                }
                case 0x80 -> bytes.get(); // PROTO
                case 0x95 -> bytes.getLong(); // FRAME
                case '(' -> push(MARK);
                case '0' -> pop();
                case 'N' -> push(null);
                case 0x88 -> push(true);
                case 0x89 -> push(false);
                case 'J' -> push((long) bytes.getInt());
                case 'K' -> push((long) Byte.toUnsignedInt(bytes.get()));
                case 'M' -> push((long) Short.toUnsignedInt(bytes.getShort()));
                case 0x8a -> push(wholeNumber(take(Byte.toUnsignedInt(bytes.get()))));
                case 'G' -> push(Double.longBitsToDouble(Long.reverseBytes(bytes.getLong())));
                case 'X' -> push(text(bytes.getInt()));
                case 0x8c, 'U' -> push(text(Byte.toUnsignedInt(bytes.get())));
                case '}' -> push(new LinkedHashMap<>());
                case ']', ')' -> push(new ArrayList<>());
                case 0x85, 0x86, 0x87 -> push(popLast(operation - 0x84)); // TUPLE1, TUPLE2, TUPLE3
                case 't', 'l' -> push(popToMark());
                case 'a' -> append(popLast(1));
                case 'e' -> append(popToMark());
                case 's' -> put(popLast(2));
                case 'u' -> put(popToMark());
                case 'q' -> memo.put((long) Byte.toUnsignedInt(bytes.get()), top());
                case 'r' -> memo.put(Integer.toUnsignedLong(bytes.getInt()), top());
                case 0x94 -> memo.put((long) memo.size(), top());
                case 'h' -> push(remembered(Byte.toUnsignedLong(bytes.get())));
                case 'j' -> push(remembered(Integer.toUnsignedLong(bytes.getInt())));
                case 'c' -> push(known(new Global(line(), line())));
                case 0x93 -> { // STACK_GLOBAL
                    List<Object> names = popLast(2);
                    push(known(new Global((String) names.get(0), (String) names.get(1))));
                }
                case 'Q' -> push(storage((List<?>) pop()));
                case 'R' -> {
                    List<Object> call = popLast(2);
                    push(made((Global) call.get(0), (List<?>) call.get(1)));
                }
                case 'b' -> build(pop());
                default -> throw new ModelException(
                        "%s holds a pickle with the operation 0x%02x, which no file of weights needs; do not use it"
                                .formatted(place, operation));
            }
        }
    }

    private Global known(Global global) {
        if (!KNOWN.contains(global) && !global.isStorage()) {
            throw new ModelException("%s would run %s, which no file of weights needs; do not use it, since it may do harm"
                    .formatted(place, TensorFile.legible(global.toString())));
        }
        return global;
    }

    private Object made(Global function, List<?> arguments) {
        if (function.equals(ORDERED_DICTIONARY)) {
            Map<Object, Object> map = new LinkedHashMap<>();
            if (!arguments.isEmpty()) {
                List<?> pairs = (List<?>) arguments.get(0);
                count(pairs.size());
                pairs.forEach(pair -> map.put(key(((List<?>) pair).get(0)), ((List<?>) pair).get(1)));
            }
            return map;
        }
        if (function.equals(PARAMETER)) {
            return (Tensor) arguments.get(0);
        }
        if (function.isStorage()) {
            throw new ClassCastException("a storage is referred to, not made");
        }
        Storage storage = (Storage) Objects.requireNonNull(arguments.get(0));
        return new Tensor(storage, (Long) arguments.get(1), longs(arguments.get(2)), longs(arguments.get(3)));
    }

    /**
     * {@return the storage with an ID} It is {@code ('storage', type, key, location, elements)}; before PyTorch 1.6, a view
     * {@code (key, offset, elements)} may follow.
     */
    private static Storage storage(List<?> id) {
        List<?> view = id.size() > 5 ? (List<?>) id.get(5) : null;
        String key = (String) Objects.requireNonNull(id.get(2));
        return new Storage(((Global) id.get(1)).name(), key, (Long) id.get(4),
                view == null ? 0 : (Long) view.get(1));
    }

    private static long[] longs(Object numbers) {
        List<?> list = (List<?>) numbers;
        if (list.size() > MOST_DIMENSIONS) {
            throw new IndexOutOfBoundsException("a tensor has at most %d dimensions".formatted(MOST_DIMENSIONS));
        }
        return list.stream().mapToLong(number -> (Long) number).toArray();
    }

    /** Ignores the attributes of a dictionary, such as {@code _metadata}. */
    private void build(Object state) {
        if (!(top() instanceof Map) || !(state instanceof Map)) {
            throw new ClassCastException("only dictionaries have attributes");
        }
    }

    private void append(List<Object> elements) {
        @SuppressWarnings("unchecked")
        List<Object> list = (List<Object>) top();
        list.addAll(elements);
    }

    private void put(List<Object> entries) {
        @SuppressWarnings("unchecked")
        Map<Object, Object> map = (Map<Object, Object>) top();
        for (int i = 0; i < entries.size(); i += 2) {
            map.put(key(entries.get(i)), entries.get(i + 1));
        }
    }

    /** {@return a key, which must be a number or a string: the hash code of a list that contains itself would not terminate} */
    private static Object key(Object value) {
        return value instanceof Long ? value : (String) value;
    }

    private Object remembered(long key) {
        if (!memo.containsKey(key)) {
            throw new IndexOutOfBoundsException("nothing is remembered as " + key);
        }
        return memo.get(key);
    }

    private void push(Object value) {
        if (stack.size() == DEEPEST_STACK) {
            throw tooMuch(place);
        }
        stack.add(value);
    }

    private Object top() {
        return stack.get(stack.size() - 1);
    }

    private Object pop() {
        return stack.remove(stack.size() - 1);
    }

    private List<Object> popLast(int count) {
        count(count);
        List<Object> last = stack.subList(stack.size() - count, stack.size());
        List<Object> copy = new ArrayList<>(last);
        last.clear();
        return copy;
    }

    private List<Object> popToMark() {
        List<Object> elements = popLast(stack.size() - 1 - stack.lastIndexOf(MARK));
        pop();
        return elements;
    }

    private String line() {
        ByteBuffer rest = bytes.slice();
        int length = 0;
        while (rest.get() != '\n') {
            length++;
        }
        String line = text(length);
        bytes.get();
        return line;
    }

    private String text(int length) {
        return new String(take(length), StandardCharsets.UTF_8);
    }

    private byte[] take(int length) {
        if (length > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] taken = new byte[length];
        bytes.get(taken);
        return taken;
    }

    /** {@return a number in two's complement, whose lowest byte comes first} */
    private static Object wholeNumber(byte[] lowestFirst) {
        byte[] highestFirst = new byte[lowestFirst.length + 1];
        Arrays.fill(highestFirst, lowestFirst.length > 0 ? (byte) (lowestFirst[lowestFirst.length - 1] >> 7) : 0);
        for (int i = 0; i < lowestFirst.length; i++) {
            highestFirst[lowestFirst.length - i] = lowestFirst[i];
        }
        BigInteger number = new BigInteger(highestFirst);
        return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
    }
}
