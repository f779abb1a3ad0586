package io.quarkiverse.nsexec.runtime.payload;

import java.nio.charset.StandardCharsets;

import io.quarkiverse.nsexec.PayloadException;

/**
 * One value: a tag, then the value. Primitives, their boxes, String, byte[] and null are written without any library; all
 * else is JSON, bound to the declared type. The tag must be one that the declared type can have, so that the sender chooses
 * nothing.
 */
final class PayloadCodec {

    static final int NULL = 0;
    static final int VOID = 1;
    static final int BOOLEAN = 2;
    static final int BYTE = 3;
    static final int SHORT = 4;
    static final int CHAR = 5;
    static final int INT = 6;
    static final int LONG = 7;
    static final int FLOAT = 8;
    static final int DOUBLE = 9;
    static final int STRING = 10;
    /** A string with unpaired surrogates, which UTF-8 has no form for: u16 a char. */
    static final int STRING_UTF16 = 11;
    static final int BYTES = 12;
    static final int JSON = 13;

    private static final String[] TAG_NAMES = { "null", "void", "boolean", "byte", "short", "char", "int", "long", "float",
            "double", "String", "String", "byte[]", "JSON" };

    private PayloadCodec() {
    }

    static void encode(PayloadOutput out, Slot slot, Object value) {
        Slot.Form form = slot.form();
        if (form == Slot.Form.VOID) {
            out.write(VOID);
            return;
        }
        if (value == null) {
            if (slot.isPrimitive()) {
                throw new PayloadException(slot.what() + " is null, but its type is the primitive " + slot.typeName());
            }
            out.write(NULL);
            return;
        }
        switch (form) {
            case BOOLEAN:
                out.write(BOOLEAN);
                out.write((Boolean) value ? 1 : 0);
                break;
            case BYTE:
                out.write(BYTE);
                out.write((Byte) value);
                break;
            case SHORT:
                out.write(SHORT);
                out.writeShort((Short) value);
                break;
            case CHAR:
                out.write(CHAR);
                out.writeShort((Character) value);
                break;
            case INT:
                out.write(INT);
                out.writeInt((Integer) value);
                break;
            case LONG:
                out.write(LONG);
                out.writeLong((Long) value);
                break;
            case FLOAT:
                out.write(FLOAT);
                out.writeInt(Float.floatToRawIntBits((Float) value));
                break;
            case DOUBLE:
                out.write(DOUBLE);
                out.writeLong(Double.doubleToRawLongBits((Double) value));
                break;
            case STRING:
                encodeString(out, (String) value);
                break;
            case BYTES:
                out.write(BYTES);
                out.writeBytes((byte[]) value);
                break;
            default:
                out.write(JSON);
                encodeJson(out, slot, value);
        }
    }

    /** @throws PayloadException what is there does not fit the slot's type */
    static Object decode(PayloadInput in, Slot slot) {
        String what = slot.what();
        int tag = in.readByte(what);
        Slot.Form form = slot.form();
        if (form == Slot.Form.VOID) {
            require(tag == VOID, slot, tag);
            return null;
        }
        if (tag == NULL) {
            require(!slot.isPrimitive(), slot, tag);
            return null;
        }
        switch (form) {
            case BOOLEAN:
                require(tag == BOOLEAN, slot, tag);
                return decodeBoolean(in, slot);
            case BYTE:
                require(tag == BYTE, slot, tag);
                return (byte) in.readByte(what);
            case SHORT:
                require(tag == SHORT, slot, tag);
                return (short) in.readShort(what);
            case CHAR:
                require(tag == CHAR, slot, tag);
                return (char) in.readShort(what);
            case INT:
                require(tag == INT, slot, tag);
                return in.readInt(what);
            case LONG:
                require(tag == LONG, slot, tag);
                return in.readLong(what);
            case FLOAT:
                require(tag == FLOAT, slot, tag);
                return Float.intBitsToFloat(in.readInt(what));
            case DOUBLE:
                require(tag == DOUBLE, slot, tag);
                return Double.longBitsToDouble(in.readLong(what));
            case STRING:
                require(tag == STRING || tag == STRING_UTF16, slot, tag);
                return tag == STRING ? in.readString(what, PayloadCap.MAX_ARRAY) : decodeChars(in, what);
            case BYTES:
                require(tag == BYTES, slot, tag);
                return in.readBytes(what, PayloadCap.MAX_ARRAY);
            default:
                require(tag == JSON, slot, tag);
                return decodeJson(in, slot);
        }
    }

    private static void encodeString(PayloadOutput out, String text) {
        if (hasUnpairedSurrogate(text)) {
            out.write(STRING_UTF16);
            out.writeInt(text.length());
            for (int i = 0; i < text.length(); i++) {
                out.writeShort(text.charAt(i));
            }
            return;
        }
        out.write(STRING);
        // UTF-8 is never shorter than the text: no need to encode what cannot fit
        out.ensureFits(text.length());
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean hasUnpairedSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c) || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    private static String decodeChars(PayloadInput in, String what) {
        int count = in.readInt(what);
        if (count < 0 || count > in.remaining() / 2) {
            throw new PayloadException("Cut off in " + what + ": " + (count & 0xffffffffL) + " characters announced, "
                    + in.remaining() + " bytes are there");
        }
        char[] chars = new char[count];
        for (int i = 0; i < count; i++) {
            chars[i] = (char) in.readShort(what);
        }
        return new String(chars);
    }

    private static Boolean decodeBoolean(PayloadInput in, Slot slot) {
        int value = in.readByte(slot.what());
        if (value > 1) {
            throw new PayloadException(slot.what() + " must be a boolean, 0 or 1, but " + value + " came");
        }
        return value == 1;
    }

    private static void encodeJson(PayloadOutput out, Slot slot, Object value) {
        int at = out.size();
        out.writeInt(0);
        Json.write(out, slot.javaType(), value, slot.what());
        out.putInt(at, out.size() - at - Integer.BYTES);
    }

    private static Object decodeJson(PayloadInput in, Slot slot) {
        int length = in.readLength(slot.what(), PayloadCap.MAX_ARRAY);
        int position = in.position();
        in.skip(length, slot.what());
        return Json.read(in.array(), position, length, slot.javaType(), slot.what());
    }

    private static void require(boolean fits, Slot slot, int tag) {
        if (!fits) {
            throw new PayloadException(slot.what() + " must be a " + slot.typeName() + ", but "
                    + (tag < TAG_NAMES.length ? TAG_NAMES[tag] : "the unknown tag " + tag) + " came");
        }
    }
}
