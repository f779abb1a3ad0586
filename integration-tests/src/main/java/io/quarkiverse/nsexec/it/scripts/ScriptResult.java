package io.quarkiverse.nsexec.it.scripts;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import io.quarkiverse.nsexec.CommandResult;

/**
 * How a script ended.
 */
record ScriptResult(
        @Schema(description = "Exit status, or 128 and the number of the signal that ended it") int exitCode,
        @Schema(description = "Standard output, as UTF-8") String stdout,
        @Schema(description = "Standard error, as UTF-8") String stderr,
        @Schema(description = "Whether it wrote more to standard output than is kept") boolean stdoutTruncated,
        @Schema(description = "Whether it wrote more to standard error than is kept") boolean stderrTruncated,
        @Schema(description = "Missing where the sandbox was ended before it could tell") Optional<ScriptUsage> usage) {

    static ScriptResult of(CommandResult result) {
        return new ScriptResult(
                result.exitCode(),
                new String(result.stdout(), StandardCharsets.UTF_8),
                new String(result.stderr(), StandardCharsets.UTF_8),
                result.stdoutSize() > result.stdout().length,
                result.stderrSize() > result.stderr().length,
                result.usage().map(ScriptUsage::of));
    }
}
