package io.quarkiverse.nsexec.it.images;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;

import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.nsexec.Isolated;

/**
 * Decodes images of strangers, each in a process of its own. Nothing is injected here, so the sandbox does without beans.
 */
@ApplicationScoped
class Thumbnailer {

    /** Beyond this the numbers of a header are a joke or an attack: 2^29 pixels are a square of 23,000 by 23,000. */
    private static final long MAX_PIXELS = 1L << 29;

    /**
     * @param image PNG, JPEG or GIF; of a moving one, the first picture
     * @param maxEdge pixels of the longer edge, at the most
     * @return PNG
     */
    @Isolated("images")
    byte[] thumbnail(byte[] image, int maxEdge) throws UnreadableImageException {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(image))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new UnreadableImageException("This is none of the image formats known here.");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return png(scale(read(reader, maxEdge), maxEdge));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            // on damaged files the decoders throw nearly anything
            throw new UnreadableImageException("The image is damaged: " + e.getMessage());
        }
    }

    /** Skips pixels while reading, so that the memory needed follows from the thumbnail rather than from the image. */
    private static BufferedImage read(ImageReader reader, int maxEdge) throws IOException, UnreadableImageException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if ((long) width * height > MAX_PIXELS) {
            throw new UnreadableImageException("An image of " + width + " by " + height + " pixels is too large.");
        }
        // twice the size needed, so that there is something left to smooth
        int every = Math.max(1, Math.max(width, height) / (2 * maxEdge));
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceSubsampling(every, every, 0, 0);
        return reader.read(0, param);
    }

    private static BufferedImage scale(BufferedImage image, int maxEdge) {
        double factor = Math.min(1, (double) maxEdge / Math.max(image.getWidth(), image.getHeight()));
        int width = (int) Math.max(1, Math.round(image.getWidth() * factor));
        int height = (int) Math.max(1, Math.round(image.getHeight() * factor));
        BufferedImage thumbnail = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = thumbnail.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(image, 0, 0, width, height, null);
        } finally {
            graphics.dispose();
        }
        return thumbnail;
    }

    private static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.setUseCache(false);
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }
}
