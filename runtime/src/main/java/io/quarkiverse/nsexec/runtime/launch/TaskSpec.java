package io.quarkiverse.nsexec.runtime.launch;

import java.util.List;
import java.util.Map;

/**
 * What to run in a sandbox.
 *
 * @param arguments the program and its arguments, each of at most 131,071 bytes in UTF-8; a program without {@code /} is
 *        looked up in the {@code PATH} that the task gets
 * @param environment variables beside those of the profile, which they override
 * @param workingDirectory an absolute path inside the sandbox; null: the profile's
 */
public record TaskSpec(List<String> arguments, Map<String, String> environment, String workingDirectory) {

    public TaskSpec {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /** A program and its arguments, with the profile's environment and working directory. */
    public static TaskSpec of(String... arguments) {
        return new TaskSpec(List.of(arguments), Map.of(), null);
    }
}
