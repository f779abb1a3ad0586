package io.quarkiverse.nsexec.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class LauncherLogTest {

    private final List<String> lines = new ArrayList<>();
    private final LauncherLog log = new LauncherLog((level, message) -> lines.add(level + " " + message));

    @Test
    void linesKeepTheirLevel() {
        take("{\"level\":\"debug\",\"msg\":\"nsexec-1[4711]: a \\\"b\\\"\"}\n{\"level\":\"warning\",\"msg\":\"w\"}\n"
                + "{\"level\":\"error\",\"msg\":\"e\"}\n{\"level\":\"fatal\",\"msg\":\"f\"}\n");
        assertThat(lines).containsExactly("DEBUG nsexec-1[4711]: a \"b\"", "WARN w", "ERROR e", "ERROR f");
    }

    @Test
    void aMessageCannotForgeAnotherLine() {
        take("{\"level\":\"info\",\"msg\":\"a\\nERROR b\\u001b[31m\"}\n");
        assertThat(lines).containsExactly("INFO a?ERROR b?[31m");
    }

    @Test
    void whatIsTooLongOrMalformedIsDroppedAndCounted() {
        take("{\"level\":\"info\",\"msg\":\"" + "x".repeat(LauncherLog.MAX_LINE) + "\"}\n");
        take("no json\n{\"level\":1,\"msg\":\"a\"}\n[\"level\"]\n{\"level\":\"info\"}\n{\"level\":\"info\",\"msg\":{\"a\":1}}\n");
        take("{\"level\":\"info\",\"msg\":\"fine\"}\n");
        assertThat(lines).hasSize(4).last().isEqualTo("INFO fine");
        assertThat(lines.get(0)).startsWith("WARN 1 lines");
        assertThat(lines.get(2)).startsWith("WARN 4 lines");
    }

    private void take(String text) {
        log.take(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
}
