package io.quarkiverse.nsexec.it.scripts;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.quarkiverse.nsexec.it.problems.Bodies;

@Path("/scripts")
@Tag(name = "Scripts")
class ScriptResource {

    private final ScriptRunner runner;

    ScriptResource(ScriptRunner runner) {
        this.runner = runner;
    }

    @POST
    @Path("/run")
    @Consumes({ "text/x-shellscript", "application/x-sh", MediaType.TEXT_PLAIN })
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Runs a shell script", description = "The script is the standard input of /bin/sh. A script that fails is an answer like any other: see its exit code.")
    @APIResponse(responseCode = "200", description = "How it ended, what it wrote and what it used")
    @APIResponse(responseCode = "default", ref = "problem")
    public ScriptResult run(byte[] script) throws InterruptedException {
        return runner.run(Bodies.notEmpty(script));
    }
}
