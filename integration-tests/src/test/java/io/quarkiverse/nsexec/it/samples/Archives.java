package io.quarkiverse.nsexec.it.samples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Archives, made when they are needed.
 */
public final class Archives {

    /** Even: the classic time of a zip has steps of two seconds. */
    public static final Instant CHANGED = Instant.parse("2024-02-29T12:34:56Z");

    /** What the first header of the central directory begins with (APPNOTE.TXT 4.3.12). */
    private static final byte[] CENTRAL_DIRECTORY = { 'P', 'K', 1, 2 };

    private Archives() {
    }

    /** A zip with one text file a name, whose content is its name. */
    public static byte[] zip(String... names) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : names) {
                put(zip, name, name.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** One entry of zeros that unpacks to a thousand times its size; small enough for time and memory of a task. */
    public static byte[] bomb(int megabytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            put(zip, "bomb", new byte[megabytes << 20]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /**
     * The same bomb over and over: eight gigabytes in eight megabytes. There is no table of contents at its end; few readers
     * mind.
     */
    public static byte[] endlessBomb() {
        byte[] zip = bomb(64);
        int entry = indexOf(zip, CENTRAL_DIRECTORY);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < 128; i++) {
            out.write(zip, 0, entry);
        }
        return out.toByteArray();
    }

    /** Many names that take six times their length as JSON. */
    public static byte[] namesThatSwell() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setMethod(ZipOutputStream.STORED);
            for (int i = 0; i < 50_000; i++) {
                ZipEntry entry = new ZipEntry("\u0001".repeat(100) + i);
                entry.setSize(0);
                entry.setCrc(0);
                zip.putNextEntry(entry);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static int indexOf(byte[] content, byte[] part) {
        for (int at = 0;; at++) {
            if (Arrays.equals(content, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
    }

    public static byte[] truncated() {
        byte[] zip = bomb(1);
        return Arrays.copyOf(zip, zip.length / 2);
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        // sets the extended time stamp too, which unlike the classic one is in UTC
        entry.setLastModifiedTime(FileTime.from(CHANGED));
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
