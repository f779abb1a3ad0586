package io.quarkiverse.nsexec.it.archives;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.quarkiverse.nsexec.it.problems.Bodies;

@Path("/archives")
@Tag(name = "Archives")
class ArchiveResource {

    private final ArchiveLister lister;

    ArchiveResource(ArchiveLister lister) {
        this.lister = lister;
    }

    @POST
    @Path("/listing")
    @Consumes({ "application/zip", "application/java-archive", "application/x-zip-compressed" })
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Lists the entries of a zip or jar", description = "Every entry is unpacked and measured; what the archive says of its sizes is not believed.")
    @APIResponse(responseCode = "200", description = "The entries, in the order of the archive")
    @APIResponse(responseCode = "default", ref = "problem")
    public ArchiveListing listing(byte[] archive) throws BrokenArchiveException {
        return lister.list(Bodies.notEmpty(archive));
    }
}
