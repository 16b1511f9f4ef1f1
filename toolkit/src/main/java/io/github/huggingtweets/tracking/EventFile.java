package io.github.huggingtweets.tracking;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/**
 * An event file, which TensorBoard reads: the scalars, texts and hyper-parameters of one run, in the order in which they are added.
 * TensorBoard shows the folders that hold event files as runs.
 *
 * <p>The file is a sequence of records as TensorFlow's {@code TFRecordWriter} writes them: the length of the message as eight bytes,
 * a checksum of these bytes, the message, and a checksum of the message, all little-endian. The messages are those of
 * {@code event.proto}, {@code summary.proto}, {@code tensor.proto} and the {@code plugin_data.proto} of the plugin <i>hparams</i> in
 * TensorBoard's repository, whose names the comments give. Scalars are {@code simple_value}s, which all readers know.
 */
public final class EventFile implements AutoCloseable {

    /** How the names of the event files begin that this toolkit writes. */
    private static final String PREFIX = "events.out.tfevents.";

    /** In the place of the machine's name, which TensorFlow writes there and which is nobody's business. */
    private static final String WRITER = "huggingtweets";

    private static final Pattern NAME = Pattern.compile(Pattern.quote(PREFIX) + "-?\\d+\\." + WRITER);

    private static final int DT_FLOAT = 1;
    private static final int DT_STRING = 7;
    private static final int STATUS_SUCCESS = 1;

    /** The characters to which Markdown or HTML may give a meaning within a line. */
    private static final Pattern MARKUP = Pattern.compile("[\\\\`*_{}\\[\\]()<>#!|~&:@]");

    private final OutputStream out;

    /**
     * Begins a file.
     *
     * @param file the file, which is replaced if it exists
     * @param started when the run began
     * @throws IOException if it cannot be written
     */
    public EventFile(Path file, Instant started) throws IOException {
        out = new BufferedOutputStream(Files.newOutputStream(file));
        write(event(started, 0).text(3, "brain.Event:2")); // Event.file_version
    }

    /**
     * {@return the name of the event file of a run; TensorBoard expects names of this form}
     *
     * @param started when the run began
     */
    public static String name(Instant started) {
        return PREFIX + started.getEpochSecond() + "." + WRITER;
    }

    /**
     * {@return whether a file has a name that {@link #name} gives, rather than one that another program gives}
     *
     * @param file the file
     */
    public static boolean isNamed(Path file) {
        return NAME.matcher(file.getFileName().toString()).matches();
    }

    /**
     * Adds a number to the curve of a name.
     *
     * @param time when it was measured
     * @param step after which step
     * @param tag the name of the curve; curves with the same text before a slash are shown together
     * @param value the number, which is kept in single precision
     * @throws IOException if it cannot be written
     */
    public void scalar(Instant time, int step, String tag, double value) throws IOException {
        summary(time, step, new ProtobufMessage()
                .text(1, tag) // Value.tag
                .real(2, (float) value)); // Value.simple_value
    }

    /**
     * Adds a table of two columns, which TensorBoard shows below <i>Text</i>. It reads texts as Markdown; nothing in the table is
     * taken for such.
     *
     * @param time when it was true
     * @param tag the name of the table
     * @param rows what each row says, by its name
     * @throws IOException if it cannot be written
     */
    public void table(Instant time, String tag, Map<String, String> rows) throws IOException {
        String markdown = rows.entrySet().stream()
                .map(row -> "| %s | %s |\n".formatted(plain(row.getKey()), plain(row.getValue())))
                .collect(Collectors.joining("", "| | |\n| --- | --- |\n", ""));
        summary(time, 0, new ProtobufMessage()
                .text(1, tag) // Value.tag
                .message(8, new ProtobufMessage() // Value.tensor
                        .integer(1, DT_STRING) // TensorProto.dtype
                        .message(2, new ProtobufMessage()) // TensorProto.tensor_shape, that of a single value
                        .text(8, markdown)) // TensorProto.string_val
                .message(9, metadata(plugin("text")))); // Value.metadata
    }

    /**
     * Adds the hyper-parameters, by which TensorBoard compares runs below <i>HParams</i>. It compares the last number of each curve.
     *
     * @param started when the run began
     * @param hyperParameters numbers, truth values, and texts, as which all other values are shown
     * @throws IOException if it cannot be written
     */
    public void hyperParameters(Instant started, Map<String, ?> hyperParameters) throws IOException {
        ProtobufMessage session = new ProtobufMessage();
        hyperParameters.forEach((name, value) -> session.message(1, new ProtobufMessage() // SessionStartInfo.hparams
                .text(1, name)
                .message(2, value(value))));
        session.real(5, seconds(started)); // SessionStartInfo.start_time_secs
        session("_hparams_/session_start_info", started, new ProtobufMessage().message(3, session));
    }

    /**
     * Says that the run has ended.
     *
     * @param ended when
     * @throws IOException if it cannot be written
     */
    public void end(Instant ended) throws IOException {
        session("_hparams_/session_end_info", ended, new ProtobufMessage().message(4, new ProtobufMessage()
                .integer(1, STATUS_SUCCESS) // SessionEndInfo.status
                .real(2, seconds(ended)))); // SessionEndInfo.end_time_secs
    }

    /** {@return a {@code google.protobuf.Value}; TensorBoard cannot show a number there that is not finite} */
    private static ProtobufMessage value(Object value) {
        if (value instanceof Boolean truth) {
            return new ProtobufMessage().truth(4, truth);
        }
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return new ProtobufMessage().real(2, number.doubleValue());
        }
        return new ProtobufMessage().text(3, String.valueOf(value));
    }

    /** Adds what the plugin <i>hparams</i> reads, which is all in the metadata; the value itself is empty. */
    private void session(String tag, Instant time, ProtobufMessage data) throws IOException {
        summary(time, 0, new ProtobufMessage()
                .text(1, tag) // Value.tag
                .message(8, new ProtobufMessage() // Value.tensor
                        .integer(1, DT_FLOAT) // TensorProto.dtype
                        .message(2, new ProtobufMessage().message(2, new ProtobufMessage()))) // of a shape of one dimension, 0
                .message(9, metadata(plugin("hparams").message(2, data)))); // Value.metadata, PluginData.content
    }

    /** {@return a {@code SummaryMetadata}, which says what shows a value} */
    private static ProtobufMessage metadata(ProtobufMessage plugin) {
        return new ProtobufMessage().message(1, plugin); // SummaryMetadata.plugin_data
    }

    private static ProtobufMessage plugin(String name) {
        return new ProtobufMessage().text(1, name); // PluginData.plugin_name
    }

    private void summary(Instant time, int step, ProtobufMessage value) throws IOException {
        write(event(time, step).message(5, new ProtobufMessage().message(1, value))); // Event.summary, Summary.value
    }

    private static ProtobufMessage event(Instant time, int step) {
        return new ProtobufMessage().real(1, seconds(time)).integer(2, step); // Event.wall_time, Event.step
    }

    private static double seconds(Instant time) {
        return time.getEpochSecond() + time.getNano() / 1e9;
    }

    private static String plain(String text) {
        return MARKUP.matcher(text.replaceAll("\\s+", " ")).replaceAll(match -> "&#%d;".formatted((int) match.group().charAt(0)));
    }

    private void write(ProtobufMessage event) throws IOException {
        byte[] message = event.toBytes();
        byte[] length = littleEndian(Long.BYTES).putLong(message.length).array();
        out.write(length);
        out.write(checksum(length));
        out.write(message);
        out.write(checksum(message));
    }

    /** {@return the masked CRC32C of TFRecord: rotated right by 15 bits, plus a constant} */
    private static byte[] checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return littleEndian(Integer.BYTES).putInt(Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8).array();
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Writes what is left, and closes the file. */
    @Override
    public void close() throws IOException {
        out.close();
    }
}
