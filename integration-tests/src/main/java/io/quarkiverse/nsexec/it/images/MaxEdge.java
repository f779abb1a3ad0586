package io.quarkiverse.nsexec.it.images;

import jakarta.ws.rs.BadRequestException;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How long the longer edge of a thumbnail may be.
 *
 * @param pixels {@value #SHORTEST}..{@value #LONGEST}
 */
@Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "2048", defaultValue = MaxEdge.USUAL)
record MaxEdge(int pixels) {

    static final int SHORTEST = 1;
    static final int LONGEST = 2048;
    static final String USUAL = "256";

    /** Not by {@code @DefaultValue}, which the description would repeat as a text. */
    static MaxEdge orUsual(MaxEdge asked) {
        return asked == null ? fromString(USUAL) : asked;
    }

    /** Jakarta REST calls it for a query parameter. */
    public static MaxEdge fromString(String text) {
        try {
            int pixels = Integer.parseInt(text);
            if (pixels >= SHORTEST && pixels <= LONGEST) {
                return new MaxEdge(pixels);
            }
        } catch (NumberFormatException e) {
            // is told below
        }
        throw new BadRequestException(
                "The query parameter max-edge must be a number from " + SHORTEST + " to " + LONGEST + ".");
    }
}
