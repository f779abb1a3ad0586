package io.quarkiverse.nsexec.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class LineCutterTest {

    private final List<String> lines = new ArrayList<>();
    private final LineCutter cutter = new LineCutter(5, (line, dropped) -> lines.add(line + "|" + dropped));

    @Test
    void cutsAtNewlinesHoweverTheBytesArrive() {
        take("a\nb");
        take("c\r\n\n");
        assertThat(lines).containsExactly("a|0", "bc|0", "|0");
    }

    @Test
    void aLineAtTheBoundIsWholeAndWhatIsBeyondIsCounted() {
        take("12345\n123456\n" + "x".repeat(1000) + "\nok\n");
        assertThat(lines).containsExactly("12345|0", "12345|1", "xxxxx|995", "ok|0");
    }

    @Test
    void theLastLineNeedsNoNewline() {
        take("a");
        assertThat(lines).isEmpty();
        cutter.end();
        assertThat(lines).containsExactly("a|0");
    }

    private void take(String text) {
        cutter.take(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
}
