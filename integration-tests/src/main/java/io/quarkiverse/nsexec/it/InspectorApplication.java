package io.quarkiverse.nsexec.it;

import jakarta.ws.rs.core.Application;

import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

import io.quarkiverse.nsexec.it.problems.Problem;

/**
 * What the resources have in common in their description.
 */
@OpenAPIDefinition(info = @Info(title = "Upload inspector", version = "1", description = InspectorApplication.PURPOSE), components = @Components(responses = @APIResponse(name = "problem", description = InspectorApplication.PROBLEM, content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))))
public class InspectorApplication extends Application {

    static final String PURPOSE = "Opens files and runs scripts of strangers, "
            + "each in a process of its own inside Linux namespaces.";

    static final String PROBLEM = "What went wrong: 400 the request is malformed, 403 another site made it, 413 the content is too large, "
            + "415 it is of another type, 422 it cannot be used or broke the task that opened it, "
            + "429 too many tasks are waiting, 503 the host cannot isolate tasks, 504 the task took too long.";
}
