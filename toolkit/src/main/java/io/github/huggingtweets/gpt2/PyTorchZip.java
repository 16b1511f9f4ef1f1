package io.github.huggingtweets.gpt2;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * The ZIP file that {@code torch.save} has written since PyTorch 1.6. All its entries are in one folder, uncompressed, so that
 * they can be mapped.
 */
final class PyTorchZip {

    private static final String DESCRIPTION = "/data.pkl";

    private final TensorFile file;
    /** Must stay reachable as long as the tensors are read: its finalizer closes the channel. */
    private final ZipFile zip;
    private final Map<String, ZipArchiveEntry> entries = new HashMap<>();
    private final String folder;
    private final ByteBuffer description;

    private PyTorchZip(TensorFile file, ZipFile zip) throws IOException {
        this.file = file;
        this.zip = zip;
        zip.getEntries().asIterator().forEachRemaining(entry -> entries.putIfAbsent(entry.getName(), entry));
        List<String> descriptions = entries.keySet().stream().filter(name -> name.endsWith(DESCRIPTION)).toList();
        file.check(descriptions.size() == 1, "is a ZIP, but not one of PyTorch's");
        folder = descriptions.get(0).substring(0, descriptions.get(0).length() - DESCRIPTION.length());
        description = ByteBuffer.wrap(content("data.pkl")).order(ByteOrder.LITTLE_ENDIAN);
        if (zip.getEntry(folder + "/byteorder") != null) {
            String order = new String(content("byteorder"), StandardCharsets.UTF_8);
            file.check(order.equals("little"), "was written on a machine with another order of bytes");
        }
    }

    static PyTorchZip of(TensorFile file) {
        // the channel stays open: the tensors are mapped later
        try {
            return new PyTorchZip(file, ZipFile.builder().setSeekableByteChannel(file.channel()).get());
        } catch (ClosedByInterruptException e) {
            throw file.unreadable(e);
        } catch (IOException | IllegalArgumentException e) { // the latter for positions outside of the file
            throw file.broken("is a ZIP whose parts cannot be found");
        }
    }

    /** {@return the pickle that describes the tensors} */
    ByteBuffer description() {
        return description;
    }

    /**
     * {@return the position in the file at which the numbers of a storage begin}
     *
     * @param key the name of the storage
     * @param length the number of bytes that it must have
     */
    long position(String key, long length) {
        ZipArchiveEntry entry = entry("data/" + key);
        file.check(entry.getMethod() == ZipEntry.STORED, "holds '%s' compressed, as PyTorch never does", entry.getName());
        file.check(entry.getSize() == length && entry.getDataOffset() >= 0 && entry.getDataOffset() + length <= file.size(),
                "holds %d bytes as '%s', not %d as it describes", entry.getSize(), entry.getName(), length);
        return entry.getDataOffset();
    }

    private byte[] content(String name) throws IOException {
        ZipArchiveEntry entry = entry(name);
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] content = in.readNBytes(Unpickler.LONGEST);
            file.check(in.read() < 0, "holds more than %d bytes as '%s'", Unpickler.LONGEST, entry.getName());
            return content;
        }
    }

    private ZipArchiveEntry entry(String name) {
        String path = folder + "/" + name;
        ZipArchiveEntry entry = entries.get(path);
        file.check(entry != null, "has no entry '%s'", path);
        return entry;
    }
}
