package io.github.huggingtweets.tracking;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A message in the encoding of protocol buffers (<a href="https://protobuf.dev/programming-guides/encoding/">its description</a>):
 * each field is its number with its wire type, and then its value. Each method returns this message.
 */
final class ProtobufMessage {

    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int WITH_LENGTH = 2;
    private static final int FOUR_BYTES = 5;
    private static final int WIRE_TYPE_BITS = 3;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Adds a whole number; as in protobuf's own writers, 0 is what a field has that is not there. */
    ProtobufMessage integer(int field, long value) {
        if (value != 0) {
            key(field, VARINT);
            varint(value);
        }
        return this;
    }

    /** Adds a truth value of a group of fields of which one is there, so that {@code false} is written, too. */
    ProtobufMessage truth(int field, boolean value) {
        key(field, VARINT);
        varint(value ? 1 : 0);
        return this;
    }

    ProtobufMessage real(int field, float value) {
        key(field, FOUR_BYTES);
        bytes.writeBytes(littleEndian(Float.BYTES).putFloat(value).array());
        return this;
    }

    ProtobufMessage real(int field, double value) {
        key(field, EIGHT_BYTES);
        bytes.writeBytes(littleEndian(Double.BYTES).putDouble(value).array());
        return this;
    }

    ProtobufMessage text(int field, String value) {
        return content(field, value.getBytes(StandardCharsets.UTF_8));
    }

    ProtobufMessage message(int field, ProtobufMessage value) {
        return content(field, value.toBytes());
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }

    private ProtobufMessage content(int field, byte[] value) {
        key(field, WITH_LENGTH);
        varint(value.length);
        bytes.writeBytes(value);
        return this;
    }

    private void key(int field, int wireType) {
        varint((long) field << WIRE_TYPE_BITS | wireType);
    }

    /** Writes seven bits in each byte, the lowest ones first; the highest bit says whether another byte follows. */
    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
