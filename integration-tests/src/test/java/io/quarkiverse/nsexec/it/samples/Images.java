package io.quarkiverse.nsexec.it.samples;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;

import javax.imageio.ImageIO;

/**
 * Images, made when they are needed: red on the left, blue on the right.
 */
public final class Images {

    /** Where IHDR begins in a PNG: after the signature and the chunk's length (PNG specification, section 5). */
    private static final int IHDR = 12;

    private Images() {
    }

    /**
     * @param format {@code png}, {@code jpeg} or {@code gif}
     */
    public static byte[] encode(String format, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, width / 2, height);
        graphics.setColor(Color.BLUE);
        graphics.fillRect(width / 2, 0, width, height);
        graphics.dispose();
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, format, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A PNG of a hundred bytes whose header announces the largest image that the format knows. */
    public static byte[] absurdDimensions() {
        byte[] png = encode("png", 8, 8);
        ByteBuffer header = ByteBuffer.wrap(png);
        header.putInt(IHDR + 4, Integer.MAX_VALUE);
        header.putInt(IHDR + 8, Integer.MAX_VALUE);
        CRC32 crc = new CRC32();
        crc.update(png, IHDR, 4 + 13);
        header.putInt(IHDR + 4 + 13, (int) crc.getValue());
        return png;
    }

    public static byte[] truncated() {
        byte[] png = encode("png", 640, 480);
        return Arrays.copyOf(png, png.length / 2);
    }

    public static BufferedImage decode(byte[] image) {
        try {
            return ImageIO.read(new ByteArrayInputStream(image));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
