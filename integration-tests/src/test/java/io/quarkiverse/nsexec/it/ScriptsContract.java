package io.quarkiverse.nsexec.it;

import static io.quarkiverse.nsexec.it.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkiverse.nsexec.it.samples.Scripts;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;

/**
 * What holds for scripts, whichever way the service was started; their timeout must be set to a second or two.
 */
public interface ScriptsContract {

    Client client();

    @Test
    default void runsAScript() {
        Response response = client().runScript("echo out; echo err >&2; exit 3");

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        JsonPath json = response.jsonPath();
        assertThat(json.getInt("exitCode")).isEqualTo(3);
        assertThat(json.getString("stdout")).isEqualTo("out\n");
        assertThat(json.getString("stderr")).isEqualTo("err\n");
        assertThat(json.getBoolean("stdoutTruncated")).isFalse();
        assertThat(json.getBoolean("stderrTruncated")).isFalse();
    }

    @Test
    default void tellsWhatAScriptUsed() {
        JsonPath json = client().runScript("i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done").jsonPath();

        assertThat(json.getDouble("usage.wallMillis")).isPositive();
        assertThat(json.getDouble("usage.userCpuMillis") + json.getDouble("usage.systemCpuMillis")).isPositive();
        assertThat(json.getLong("usage.peakMemoryBytes")).isGreaterThan(100_000);
    }

    @Test
    default void aScriptHasTheEnvironmentAndTheFolderOfItsProfileOnly() {
        JsonPath json = client().runScript("pwd; env | cut -d= -f1 | sort").jsonPath();

        assertThat(json.getString("stdout").lines()).startsWith("/tmp").contains("LANG", "PATH")
                .isSubsetOf("/tmp", "LANG", "PATH", "PWD", "OLDPWD", "_", "SHLVL");
    }

    @Test
    default void aScriptThatKillsItselfHasTheSignalInItsExitCode() {
        assertThat(client().runScript("kill -9 $$").jsonPath().getInt("exitCode")).isEqualTo(128 + 9);
    }

    @Test
    default void anEndlessScriptIsEnded() {
        assertProblem(client().runScript(Scripts.ENDLESS), 504, "timeout");
    }

    @Test
    default void aDaemonThatAScriptLeavesBehindEndsWithIt() {
        String mark = Scripts.mark();

        Response response = client().runScript(Scripts.daemon(mark));

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(response.jsonPath().getString("stdout")).isEqualTo("left\n");
        Processes.awaitNoneWith(mark);
    }

    @Test
    default void hugeOutputIsCutOff() {
        Response response = client().runScript(Scripts.output(50_000_000));

        assertThat(response.statusCode()).isEqualTo(200);
        JsonPath json = response.jsonPath();
        assertThat(json.getString("stdout")).hasSize(64 << 10);
        assertThat(json.getBoolean("stdoutTruncated")).isTrue();
        assertThat(json.getBoolean("stderrTruncated")).isFalse();
    }

    @Test
    default void aScriptLargerThanAPipeArrivesWhole() {
        String script = ("# " + "x".repeat(97) + "\n").repeat(3000) + "echo arrived\n";

        assertThat(client().runScript(script).jsonPath().getString("stdout")).isEqualTo("arrived\n");
    }
}
