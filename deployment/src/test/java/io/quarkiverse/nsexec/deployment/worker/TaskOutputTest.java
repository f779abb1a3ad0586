package io.quarkiverse.nsexec.deployment.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.jboss.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.nsexec.Isolated;
import io.quarkus.test.QuarkusUnitTest;

class TaskOutputTest {

    private static final java.util.logging.Logger OUTPUT = java.util.logging.Logger
            .getLogger("io.quarkiverse.nsexec.output");

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Talker.class, PlainTalker.class, TaskOutputTest.class, Recorder.class));

    @Inject
    Talker talker;
    @Inject
    PlainTalker plainTalker;

    private final Recorder recorder = new Recorder();

    @BeforeEach
    void listen() {
        OUTPUT.addHandler(recorder);
        OUTPUT.setUseParentHandlers(false); // a flood of it is no use in the log of the tests
    }

    @AfterEach
    void stopListening() {
        OUTPUT.removeHandler(recorder);
        OUTPUT.setUseParentHandlers(true);
    }

    @Test
    void goesToTheLogLineByLineWithTheTasksName() {
        talker.say("line one\nline two \u00fc\nline without an end");
        await().until(() -> recorder.messages(Level.INFO, "line ").size() == 3);
        assertThat(recorder.messages(Level.INFO, "line "))
                .allMatch(line -> line.startsWith("[" + Talker.class.getName() + "#say("))
                .extracting(line -> line.substring(line.indexOf(']') + 2))
                .containsExactly("line one", "line two \u00fc", "line without an end");
    }

    @Test
    void ofStandardErrorAndTheLogIsAWarning() {
        talker.complain();
        await().until(() -> recorder.messages(Level.WARNING, "complaint ").size() == 2);
        assertThat(recorder.messages(Level.WARNING, "complaint ").get(0)).endsWith("complaint to standard error");
        assertThat(recorder.messages(Level.WARNING, "complaint ").get(1)).contains("INFO").endsWith("complaint to the log");
    }

    @Test
    void ofTheLogOfABeanWithoutInjectionIsAWarningToo() {
        plainTalker.log();
        await().until(() -> recorder.messages(Level.WARNING, "plain ").size() == 2);
        assertThat(recorder.messages(Level.WARNING, "plain ").get(0)).contains("ERROR").endsWith("plain by JBoss Logging");
        assertThat(recorder.messages(Level.WARNING, "plain ").get(1)).contains("INFO").endsWith("plain by java.util.logging");
    }

    @Test
    void cannotPassForAnotherRecord() {
        talker.say("forged\u001b[2Jb\rc\u202ed\n");
        await().until(() -> !recorder.messages(Level.INFO, "forged").isEmpty());
        assertThat(recorder.messages(Level.INFO, "forged").get(0)).endsWith("forged\\u001b[2Jb\\u000dc\\u202ed");
    }

    @Test
    void isCutWhereALineIsTooLong() {
        talker.say("long".repeat(1250) + "\nafter it\n");
        await().until(() -> !recorder.messages(Level.INFO, "after it").isEmpty());
        assertThat(recorder.messages(Level.INFO, "longlong").get(0)).endsWith("long ... (904 more bytes)");
    }

    @Test
    void endsAtABoundAndSaysSo() {
        talker.flood(3000, 1000);
        await().until(() -> !recorder.messages(Level.WARNING, "more bytes of output were not logged").isEmpty());
        assertThat(recorder.messages(Level.INFO, "xxx")).hasSizeBetween(1000, 1100);
    }

    @ApplicationScoped
    static class Talker {

        private static final Logger LOG = Logger.getLogger(Talker.class);

        @Inject
        Logger injected;

        @Isolated
        public void say(String text) {
            System.out.print(text);
        }

        @Isolated
        public void complain() {
            System.err.println("complaint to standard error");
            LOG.info("complaint to the log");
        }

        @Isolated
        public void flood(int lines, int length) {
            String line = "x".repeat(length);
            for (int i = 0; i < lines; i++) {
                System.out.println(line);
            }
        }
    }

    @ApplicationScoped
    static class PlainTalker {

        @Isolated
        public void log() {
            Logger.getLogger(PlainTalker.class).error("plain by JBoss Logging");
            java.util.logging.Logger.getLogger("plain").info("plain by java.util.logging");
        }
    }

    static class Recorder extends Handler {

        private final List<LogRecord> records = new java.util.concurrent.CopyOnWriteArrayList<>();

        List<String> messages(Level level, String marker) {
            return records.stream().filter(record -> record.getLevel().intValue() == level.intValue())
                    .map(record -> ((ExtLogRecord) record).getFormattedMessage()).filter(text -> text.contains(marker))
                    .toList();
        }

        @Override
        public void publish(LogRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {
        }

        @Override
        public void close() {
        }
    }
}
