package io.quarkiverse.nsexec.it.inspect;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/inspect")
@Tag(name = "Inspect")
@Produces(MediaType.APPLICATION_JSON)
class InspectResource {

    private final SelfInspector service;
    private final IsolatedInspector task;
    private final LauncherInspector launcher;
    private final boolean searchable;

    InspectResource(SelfInspector service, IsolatedInspector task, LauncherInspector launcher,
            @ConfigProperty(name = "inspect.traces") boolean searchable) {
        this.service = service;
        this.task = task;
        this.launcher = launcher;
        this.searchable = searchable;
    }

    @GET
    @Operation(summary = "What a task sees of itself, beside what the service and the launcher see")
    @APIResponse(responseCode = "200", description = "The facts of the kernel, by its own names")
    @APIResponse(responseCode = "default", ref = "problem")
    public Inspection inspect() {
        return new Inspection(task.facts(), service.facts(), launcher.facts());
    }

    @POST
    @Path("/traces")
    @Consumes(MediaType.TEXT_PLAIN)
    @Operation(summary = "Where a text is found by a task, beside where the service finds it", description = "For a value of the service's configuration: shows whether it came along into the sandbox. The places are told, not their content; still, who can ask can guess, so it is there only if inspect.traces is set.")
    @APIResponse(responseCode = "200", description = "The places")
    @APIResponse(responseCode = "default", ref = "problem")
    public Traces traces(String text) {
        if (!searchable) {
            throw new NotFoundException();
        }
        if (text.isBlank()) {
            throw new BadRequestException("The request has no body.");
        }
        return new Traces(task.traces(text), service.traces(text));
    }
}
