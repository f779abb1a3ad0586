package io.quarkiverse.nsexec.it.documents;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.quarkiverse.nsexec.it.problems.Bodies;

@Path("/documents")
@Tag(name = "Documents")
class DocumentResource {

    private final DocumentReader reader;

    DocumentResource(DocumentReader reader) {
        this.reader = reader;
    }

    @POST
    @Path("/text")
    @Consumes("application/pdf")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Reads the text and the metadata of a PDF")
    @APIResponse(responseCode = "200", description = "What was read")
    @APIResponse(responseCode = "default", ref = "problem")
    public DocumentText text(byte[] pdf) throws BrokenDocumentException {
        return reader.read(Bodies.notEmpty(pdf));
    }
}
