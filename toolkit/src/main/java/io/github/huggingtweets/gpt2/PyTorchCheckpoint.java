package io.github.huggingtweets.gpt2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.huggingtweets.gpt2.Unpickler.Storage;
import io.github.huggingtweets.gpt2.Unpickler.Tensor;
import java.lang.ref.Reference;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A file that {@code torch.save} wrote, such as {@code pytorch_model.bin}: a pickle that describes a dictionary of tensors, and
 * the numbers of these tensors. Since PyTorch 1.6 it is a ZIP file with an entry for the numbers of each storage; before, it was
 * a sequence of pickles, followed by the numbers of all storages.
 */
final class PyTorchCheckpoint implements StoredWeights {

    private static final int ZIP_SIGNATURE = 0x04034b50; // "PK" and two control characters
    private static final int PICKLE_START = 0x80;
    private static final BigInteger LEGACY_MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final long LEGACY_VERSION = 1001;
    /** The greatest number of elements of a tensor that repeats the numbers of its storage, with a stride of 0. */
    private static final long MOST_REPEATED = 100_000;

    private static final Map<String, Integer> ELEMENT_BYTES = Map.of(
            "DoubleStorage", 8, "FloatStorage", 4, "HalfStorage", 2, "BFloat16Storage", 2,
            "LongStorage", 8, "IntStorage", 4, "ShortStorage", 2, "CharStorage", 1, "ByteStorage", 1, "BoolStorage", 1);

    private final TensorFile file;
    private final Optional<PyTorchZip> zip;
    private final Map<String, Long> positions = new LinkedHashMap<>();
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    private PyTorchCheckpoint(TensorFile file) {
        this.file = file;
        file.check(file.size() >= Integer.BYTES, "is only %d bytes long", file.size());
        ByteBuffer start = file.map(0, Integer.BYTES);
        if (start.getInt(0) == ZIP_SIGNATURE) {
            PyTorchZip parts = PyTorchZip.of(file);
            zip = Optional.of(parts);
            keepTensors(Unpickler.read(file.toString(), parts.description()));
            storages().forEach(storage -> positions.put(storage.key(), parts.position(storage.key(), bytes(storage))));
        } else if (Byte.toUnsignedInt(start.get(0)) == PICKLE_START) {
            zip = Optional.empty();
            readLegacy();
        } else {
            throw new ModelException(file + " is no file of PyTorch; give a pytorch_model.bin or model.safetensors");
        }
    }

    /**
     * Opens a file and checks its description of the tensors. No function that it names is called.
     *
     * @param path the file
     * @return its tensors, which are read on demand
     * @throws ModelException if there is no such file, if it is broken, or if it names anything but tensors
     */
    static PyTorchCheckpoint open(Path path) {
        TensorFile file = TensorFile.open(path);
        try {
            return new PyTorchCheckpoint(file);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Reads five pickles: a magic number, a version, the machine, the tensors, and the order of the storages that follow. */
    private void readLegacy() {
        ByteBuffer bytes = file.map(0, Math.min(file.size(), Integer.MAX_VALUE));
        String place = file.toString();
        Object magic = Unpickler.read(place, bytes);
        if (!LEGACY_MAGIC.equals(magic)) {
            throw new ModelException(
                    place + " is a pickle, but not one of PyTorch's; give a pytorch_model.bin or model.safetensors");
        }
        Object version = Unpickler.read(place, bytes);
        file.check(version instanceof Long number && number == LEGACY_VERSION,
                "has another version than %d, the only one known", LEGACY_VERSION);
        Object machine = Unpickler.read(place, bytes);
        file.check(machine instanceof Map<?, ?> facts && !Boolean.FALSE.equals(facts.get("little_endian")),
                "was written on a machine with another order of bytes");
        keepTensors(Unpickler.read(place, bytes));
        Map<String, Storage> byKey = new LinkedHashMap<>();
        storages().forEach(storage -> byKey.put(storage.key(), storage));
        Object order = Unpickler.read(place, bytes);
        file.check(order instanceof List, "does not tell the order of its tensors");
        long position = bytes.position();
        for (Object key : (List<?>) order) {
            Storage storage = key instanceof String text ? byKey.get(text) : null;
            file.check(storage != null, "gives numbers to no tensor");
            file.check(position + Long.BYTES <= file.size(), "is cut off before the numbers of '%s'", key);
            long elements = file.map(position, Long.BYTES).getLong();
            long length = bytes(storage);
            position += Long.BYTES;
            file.check(elements == storage.elements() && length <= file.size() - position,
                    "is cut off in the numbers of '%s', or has others than it says", key);
            positions.put(storage.key(), position);
            position += length;
        }
        byKey.keySet().forEach(key -> file.check(positions.containsKey(key), "lacks the numbers of '%s'", key));
    }

    private void keepTensors(Object described) {
        if (!(described instanceof Map<?, ?> dictionary)) {
            throw new ModelException(file + " holds no dictionary of tensors; save the model's state_dict");
        }
        dictionary.forEach((name, value) -> {
            if (name instanceof String text && value instanceof Tensor tensor) {
                checkFits(text, tensor);
                tensors.put(text, tensor);
            }
        });
        file.check(!tensors.isEmpty(), "holds no tensors");
    }

    private List<Storage> storages() {
        return tensors.values().stream().map(Tensor::storage).distinct().toList();
    }

    private void checkFits(String name, Tensor tensor) {
        boolean fits = tensor.shape().length == tensor.strides().length && tensor.offset() >= 0 && tensor.storage().start() >= 0
                && Arrays.stream(tensor.shape()).allMatch(size -> size >= 0)
                && Arrays.stream(tensor.strides()).allMatch(stride -> stride >= 0);
        try {
            fits = fits && end(tensor) <= tensor.storage().elements() && elements(tensor) >= 0;
        } catch (ArithmeticException moreThanAnyFileHolds) {
            fits = false;
        }
        file.check(fits, "gives '%s' numbers that do not fit its shape %s", name, Arrays.toString(tensor.shape()));
    }

    /** {@return the number of elements} */
    private static long elements(Tensor tensor) {
        return Arrays.stream(tensor.shape()).reduce(1, Math::multiplyExact);
    }

    /** {@return the place in the storage after the last element of the tensor} */
    private static long end(Tensor tensor) {
        if (elements(tensor) == 0) {
            return 0;
        }
        long last = Math.addExact(tensor.storage().start(), tensor.offset());
        for (int i = 0; i < tensor.shape().length; i++) {
            last = Math.addExact(last, Math.multiplyExact(tensor.shape()[i] - 1, tensor.strides()[i]));
        }
        return Math.addExact(last, 1);
    }

    private long bytes(Storage storage) {
        Integer bytes = ELEMENT_BYTES.get(storage.type());
        if (bytes == null) {
            throw new ModelException("%s holds numbers as %s, which are not known; save the model's weights as float32"
                    .formatted(file, storage.type()));
        }
        file.check(storage.elements() >= 0 && storage.elements() <= file.size() / bytes,
                "claims more numbers than it has room for");
        return storage.elements() * bytes;
    }

    @Override
    public Set<String> names() {
        return tensors.keySet();
    }

    @Override
    public Shape shape(String name) {
        return new Shape(tensors.get(name).shape());
    }

    @Override
    public NDArray read(String name, NDManager manager) {
        try {
            return read(name, tensors.get(name), manager);
        } finally {
            Reference.reachabilityFence(zip);
        }
    }

    private NDArray read(String name, Tensor tensor, NDManager manager) {
        ElementType type = ElementType.named(tensor.storage().type());
        if (type == null) {
            throw new ModelException("%s holds '%s' as %s; save the model's weights as floating-point numbers"
                    .formatted(file, name, tensor.storage().type()));
        }
        long first = tensor.storage().start() + tensor.offset();
        long position = positions.get(tensor.storage().key()) + first * type.bytes();
        if (isContiguous(tensor)) {
            return file.tensor(name, type, position, shape(name), manager);
        }
        file.check(elements(tensor) <= Math.max(tensor.storage().elements(), MOST_REPEATED),
                "gives '%s' of shape %s, but stores only %d numbers for it", name, shape(name), tensor.storage().elements());
        try (NDManager temporary = manager.newSubManager()) {
            float[] span = file.tensor(name, type, position, new Shape(end(tensor) - first), temporary).toFloatArray();
            return manager.create(gathered(span, tensor), shape(name));
        }
    }

    private static boolean isContiguous(Tensor tensor) {
        long expected = 1;
        for (int i = tensor.shape().length - 1; i >= 0; i--) {
            if (tensor.shape()[i] != 1 && tensor.strides()[i] != expected) {
                return false;
            }
            expected *= tensor.shape()[i];
        }
        return true;
    }

    /** {@return the elements in row-major order} */
    private static float[] gathered(float[] span, Tensor tensor) {
        float[] elements = new float[Math.toIntExact(elements(tensor))];
        for (int element = 0; element < elements.length; element++) {
            long rest = element;
            long place = 0;
            for (int i = tensor.shape().length - 1; i >= 0; i--) {
                place += rest % tensor.shape()[i] * tensor.strides()[i];
                rest /= tensor.shape()[i];
            }
            elements[element] = span[(int) place];
        }
        return elements;
    }

    @Override
    public void close() {
        file.close();
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
