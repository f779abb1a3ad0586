package io.quarkiverse.nsexec.it.images;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.quarkiverse.nsexec.it.problems.Bodies;

@Path("/images")
@Tag(name = "Images")
class ImageResource {

    private final Thumbnailer thumbnailer;

    ImageResource(Thumbnailer thumbnailer) {
        this.thumbnailer = thumbnailer;
    }

    @POST
    @Path("/thumbnail")
    @Consumes({ "image/png", "image/jpeg", "image/gif" })
    @Produces("image/png")
    @Operation(summary = "Makes a small PNG of an image")
    @APIResponse(responseCode = "200", description = "The thumbnail", content = @Content(mediaType = "image/png", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "default", ref = "problem")
    public byte[] thumbnail(
            @Parameter(description = "Pixels of the longer edge, at the most; smaller images keep their size") @QueryParam("max-edge") MaxEdge maxEdge,
            byte[] image) throws UnreadableImageException {
        return thumbnailer.thumbnail(Bodies.notEmpty(image), MaxEdge.orUsual(maxEdge).pixels());
    }
}
