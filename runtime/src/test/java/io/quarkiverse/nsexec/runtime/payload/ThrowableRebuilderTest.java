package io.quarkiverse.nsexec.runtime.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import org.junit.jupiter.api.Test;

import io.quarkiverse.nsexec.PayloadException;
import io.quarkiverse.nsexec.TaskFailedException;

class ThrowableRebuilderTest {

    private static final PayloadCap CAP = new PayloadCap(1 << 20, "");
    private static final StackTraceElement[] CALLER = { new StackTraceElement("caller.Resource", "post", "Resource.java", 12) };

    static volatile boolean gadgetLoaded;

    static class Gadget extends RuntimeException {
        private static final long serialVersionUID = 1L;
        static {
            gadgetLoaded = true;
        }
    }

    record Position(int line, int column) {
    }

    static class BadInput extends Exception {
        private static final long serialVersionUID = 1L;
        private final int code;
        private final Position position;
        private final List<String> hints = new ArrayList<>();
        private transient Object connection = new Object();

        BadInput(String message, int code, Position position, String... hints) {
            super(message);
            this.code = code;
            this.position = position;
            this.hints.addAll(List.of(hints));
        }
    }

    static class WorseInput extends BadInput {
        private static final long serialVersionUID = 1L;
        private final String why;

        WorseInput(String message, String why) {
            super(message, 7, new Position(1, 2), "a", "b");
            this.why = why;
        }
    }

    static class NotFound extends Exception {
        private static final long serialVersionUID = 1L;

        NotFound(String id) {
            super("there is no " + id);
        }
    }

    static class NoMessage extends Exception {
        private static final long serialVersionUID = 1L;
    }

    static class Wrapper extends Exception {
        private static final long serialVersionUID = 1L;

        Wrapper(Throwable cause) {
            super(cause);
        }
    }

    static class Picky extends Exception {
        private static final long serialVersionUID = 1L;

        Picky(String message) {
            super(message);
            if (message.contains("7")) {
                throw new IllegalArgumentException("no sevens");
            }
        }
    }

    static class Undeclared extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Undeclared(String message, Throwable cause) {
            super(message, cause);
        }
    }

    @Test
    void keepsTheTypeMessageAndFieldsOfADeclaredException() {
        BadInput sent = new BadInput("bad", 42, new Position(3, 4), "x");
        BadInput got = (BadInput) cross(sent, BadInput.class);
        assertThat(got).hasMessage("bad").isNotSameAs(sent);
        assertThat(got.code).isEqualTo(42);
        assertThat(got.position).isEqualTo(new Position(3, 4));
        assertThat(got.hints).containsExactly("x");
        assertThat(got.connection).as("transient").isNull();
    }

    @Test
    void keepsTheMostSpecificListedType() {
        WorseInput got = (WorseInput) cross(new WorseInput("w", "why"), BadInput.class, WorseInput.class);
        assertThat(got.why).isEqualTo("why");
        assertThat(((BadInput) got).hints).containsExactly("a", "b");
    }

    @Test
    void carriesASubclassThatIsNotListedAsData() {
        TaskFailedException got = (TaskFailedException) cross(new WorseInput("w", "why"), BadInput.class);
        assertThat(got.exceptionClassName()).isEqualTo(WorseInput.class.getName());
        assertThat(got.exceptionMessage()).isEqualTo("w");
        assertThat(got).hasMessage(WorseInput.class.getName() + ": w");
    }

    @Test
    void keepsAMessageThatTheConstructorComposes() {
        assertThat(cross(new NotFound("seven"), NotFound.class)).isExactlyInstanceOf(NotFound.class)
                .hasMessage("there is no seven");
    }

    @Test
    void keepsAnExceptionWithoutMessage() {
        assertThat(cross(new NoMessage(), NoMessage.class)).isExactlyInstanceOf(NoMessage.class).hasMessage(null);
        assertThat(cross(new IllegalStateException())).isExactlyInstanceOf(IllegalStateException.class).hasMessage(null);
    }

    @Test
    void keepsAWrapper() {
        Throwable got = cross(new Wrapper(new IOException("inner")), Wrapper.class, IOException.class);
        assertThat(got).isExactlyInstanceOf(Wrapper.class).hasMessage("java.io.IOException: inner");
        assertThat(got.getCause()).isExactlyInstanceOf(IOException.class).hasMessage("inner");
    }

    @Test
    void keepsTheTypeWhereTheUsualConstructorRefuses() {
        Picky sent = new Picky("eight");
        assertThat(cross(sent, Picky.class)).isExactlyInstanceOf(Picky.class).hasMessage("eight");
    }

    @Test
    void keepsTheJdksRuntimeExceptionsUndeclared() {
        List<RuntimeException> all = List.of(new IllegalArgumentException("a"), new NullPointerException("b"),
                new ArrayIndexOutOfBoundsException("c"), new NumberFormatException("d"), new ArithmeticException("e"),
                new UnsupportedOperationException("f"), new NoSuchElementException("g"), new ClassCastException("h"),
                new IllegalStateException("i", new IllegalArgumentException("inner")),
                new UncheckedIOException("j", new IOException("inner")),
                new CompletionException("k", new RuntimeException("l")));
        for (RuntimeException sent : all) {
            Throwable got = cross(sent, IOException.class);
            assertThat(got).isExactlyInstanceOf(sent.getClass()).hasMessage(sent.getMessage());
            if (sent.getCause() != null) {
                assertThat(got.getCause()).isExactlyInstanceOf(sent.getCause().getClass())
                        .hasMessage(sent.getCause().getMessage());
            }
        }
    }

    @Test
    void keepsJdkExceptionsWithoutTheUsualConstructors() {
        DateTimeParseException date = catchThrowable(() -> LocalDate.parse("x"), DateTimeParseException.class);
        assertThat(cross(date)).isExactlyInstanceOf(DateTimeParseException.class).hasMessage(date.getMessage());
        PatternSyntaxException pattern = catchThrowable(() -> Pattern.compile("("), PatternSyntaxException.class);
        assertThat(cross(pattern)).isExactlyInstanceOf(PatternSyntaxException.class);
        assertThat(cross(new java.text.ParseException("p", 3), java.text.ParseException.class))
                .isExactlyInstanceOf(java.text.ParseException.class).hasMessage("p");
    }

    @Test
    void keepsJdkSubclassesOfADeclaredOne() {
        Class<?>[] listed = JdkExceptions.below(IOException.class).toArray(Class<?>[]::new);
        assertThat(listed).contains(IOException.class, EOFException.class, FileNotFoundException.class,
                NoSuchFileException.class).doesNotContain(IllegalStateException.class);
        for (IOException sent : List.of(new EOFException("e"), new FileNotFoundException("f"),
                new NoSuchFileException("/a", null, "gone"), new IOException("g"))) {
            assertThat(cross(sent, listed)).isExactlyInstanceOf(sent.getClass()).hasMessage(sent.getMessage());
        }
    }

    @Test
    void carriesUndeclaredExceptionsAndErrorsAsData() {
        for (Throwable sent : List.of(new Undeclared("u", null), new IOException("i"), new OutOfMemoryError("o"),
                new StackOverflowError(), new AssertionError("a"))) {
            TaskFailedException got = (TaskFailedException) cross(sent);
            assertThat(got.exceptionClassName()).isEqualTo(sent.getClass().getName());
            assertThat(got.exceptionMessage()).isEqualTo(sent.getMessage());
            assertThat(plain(got.getStackTrace())).startsWith(plain(sent.getStackTrace()));
        }
    }

    @Test
    void putsTheRemoteFramesBeforeTheCallers() {
        Throwable sent = new IllegalStateException("x");
        Throwable got = cross(sent);
        assertThat(plain(got.getStackTrace())).startsWith(plain(sent.getStackTrace())).endsWith(CALLER)
                .hasSize(sent.getStackTrace().length + 1);
    }

    @Test
    void rebuildsCausesAndSuppressedOnesByTheSameRule() {
        IllegalStateException sent = new IllegalStateException("a", new Undeclared("b", new EOFException("c")));
        sent.addSuppressed(new ArithmeticException("d"));
        sent.addSuppressed(new Undeclared("e", null));
        Throwable got = cross(sent, EOFException.class);
        assertThat(got.getCause()).isExactlyInstanceOf(TaskFailedException.class).hasMessageContaining("b");
        assertThat(got.getCause().getCause()).isExactlyInstanceOf(EOFException.class).hasMessage("c");
        assertThat(got.getSuppressed()).hasSize(2);
        assertThat(got.getSuppressed()[0]).isExactlyInstanceOf(ArithmeticException.class);
        assertThat(got.getSuppressed()[1]).isExactlyInstanceOf(TaskFailedException.class);
    }

    @Test
    void endsWhereCausesFormACircle() {
        RuntimeException a = new RuntimeException("a");
        RuntimeException b = new RuntimeException("b", a);
        a.initCause(b);
        Throwable got = cross(a);
        assertThat(got.getCause()).hasMessage("b");
        assertThat(got.getCause().getCause()).isNull();
    }

    @Test
    void cutsWhatIsTooMuch() {
        RuntimeException deep = new RuntimeException("x".repeat(1_000_000));
        for (int i = 0; i < 500; i++) {
            deep = new RuntimeException("ä".repeat(50_000), deep);
            StackTraceElement[] frames = new StackTraceElement[5000];
            Arrays.fill(frames, new StackTraceElement("c".repeat(5000), "m\nforged", null, 1));
            deep.setStackTrace(frames);
        }
        byte[] encoded = ThrowableData.of(deep, CAP).encode();
        assertThat(encoded).hasSizeLessThanOrEqualTo(ThrowableData.MAX_ENCODED);
        Throwable got = rebuilder().rebuild(ThrowableData.decode(encoded), CALLER);
        assertThat(got).isExactlyInstanceOf(RuntimeException.class);
        assertThat(got.getStackTrace()[0].getMethodName()).isEqualTo("m?forged");
    }

    @Test
    void survivesAnExceptionWhoseAccessorsThrow() {
        RuntimeException odd = new RuntimeException() {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                throw new IllegalStateException();
            }

            @Override
            public synchronized Throwable getCause() {
                throw new IllegalStateException();
            }
        };
        assertThat(cross(odd)).isInstanceOf(TaskFailedException.class);
    }

    static class Mute extends Exception {
        private static final long serialVersionUID = 1L;

        Mute(String message) {
            super(message);
        }

        @Override
        public String getMessage() {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void rebuildsADeclaredOneWhoseAccessorsThrow() {
        assertThat(cross(new Mute("x"), Mute.class)).isExactlyInstanceOf(Mute.class);
    }

    @Test
    void survivesAccessorsThatThrowErrorsOrGiveNoFrames() {
        RuntimeException odd = new RuntimeException() {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                throw new AssertionError();
            }

            @Override
            public StackTraceElement[] getStackTrace() {
                return new StackTraceElement[1];
            }
        };
        assertThat(cross(odd)).isInstanceOf(TaskFailedException.class);
    }

    static class Heavy extends Exception {
        private static final long serialVersionUID = 1L;
        byte[] state;

        Heavy(String message) {
            super(message);
        }
    }

    @Test
    void carriesAnExceptionAsDataWhoseStateIsTooLarge() {
        Heavy heavy = new Heavy("h");
        heavy.state = new byte[100];
        assertThat(((Heavy) cross(heavy, Heavy.class)).state).hasSize(100);
        heavy.state = new byte[2 << 20];
        assertThat(cross(heavy, Heavy.class)).isInstanceOf(TaskFailedException.class);
    }

    @Test
    void refusesAFieldThatDoesNotFit() {
        BadInput sent = new BadInput("bad", 1, null);
        ThrowableData data = ThrowableData.of(sent, CAP);
        for (Map.Entry<String, byte[]> field : data.fields().entrySet()) {
            byte[] right = field.getValue();
            field.setValue(new byte[] { PayloadCodec.BYTES, 0, 0, 0, 0 });
            assertThatThrownBy(() -> rebuilder(BadInput.class).rebuild(ThrowableData.decode(data.encode()), CALLER))
                    .as(field.getKey()).isInstanceOf(PayloadException.class).hasMessageContaining(field.getKey());
            field.setValue(right);
        }
        data.fields().clear();
        assertThatThrownBy(() -> rebuilder(BadInput.class).rebuild(ThrowableData.decode(data.encode()), CALLER))
                .isInstanceOf(PayloadException.class).hasMessageContaining("missing");
    }

    @Test
    void neverLoadsAClassThatTheWorkerNames() {
        byte[] encoded = named(ThrowableRebuilderTest.class.getName() + "$Gadget");
        Throwable got = rebuilder().rebuild(ThrowableData.decode(encoded), CALLER);
        assertThat(got).isInstanceOf(TaskFailedException.class);
        assertThat(((TaskFailedException) got).exceptionClassName()).endsWith("$Gadget");
        assertThat(gadgetLoaded).isFalse();
    }

    @Test
    void carriesAsDataWhatIsListedButNotThere() {
        ThrowableRebuilder rebuilder = new ThrowableRebuilder(List.of("java.lang.OfANewerJdk", "java.lang.String"),
                ThrowableRebuilderTest.class.getClassLoader());
        for (String name : List.of("java.lang.OfANewerJdk", "java.lang.String")) {
            assertThat(rebuilder.rebuild(ThrowableData.decode(named(name)), CALLER)).isInstanceOf(TaskFailedException.class);
        }
    }

    @Test
    void refusesNamesThatForgeLogLines() {
        for (String name : List.of("", "a\nb", "a\u001b[2J", "a\u2028b", "a\u202eb", "x".repeat(1025))) {
            assertThatThrownBy(() -> ThrowableData.decode(named(name))).isInstanceOf(PayloadException.class);
        }
        assertThat(ThrowableData.decode(named("x".repeat(1024))).className()).hasSize(1024);
    }

    @Test
    void refusesADescriptionCutAtAnyByte() {
        IllegalStateException sent = new IllegalStateException("a", new Undeclared("b", null));
        sent.addSuppressed(new BadInput("c", 1, null, "h"));
        shorten(sent);
        byte[] whole = ThrowableData.of(sent, CAP).encode();
        for (int end = 0; end < whole.length; end++) {
            byte[] cut = Arrays.copyOf(whole, end);
            assertThatThrownBy(() -> ThrowableData.decode(cut)).as("cut at %d", end).isInstanceOf(PayloadException.class);
        }
        assertThatThrownBy(() -> ThrowableData.decode(Arrays.copyOf(whole, whole.length + 1)))
                .isInstanceOf(PayloadException.class);
    }

    @Test
    void refusesCausesNestedTooDeep() {
        PayloadOutput out = new PayloadOutput(CAP);
        for (int i = 0; i < 10_000; i++) {
            head(out, "a.B");
            out.write(1);
        }
        byte[] bytes = out.toByteArray();
        assertThatThrownBy(() -> ThrowableData.decode(bytes)).isInstanceOf(PayloadException.class)
                .hasMessageContaining("deep");
    }

    @Test
    void refusesTooManySuppressedOnes() {
        PayloadOutput out = new PayloadOutput(CAP);
        head(out, "a.B");
        out.write(0);
        for (int i = 0; i < ThrowableData.MAX_THROWABLES; i++) {
            out.write(1);
            head(out, "a.B");
            out.write(0);
            out.write(0);
        }
        out.write(0);
        byte[] bytes = out.toByteArray();
        assertThatThrownBy(() -> ThrowableData.decode(bytes)).isInstanceOf(PayloadException.class)
                .hasMessageContaining("64");
    }

    @Test
    void survivesGarbage() {
        Random random = new Random(5);
        IllegalStateException sent = new IllegalStateException("a", new BadInput("c", 1, null, "h"));
        shorten(sent);
        byte[] good = ThrowableData.of(sent, CAP).encode();
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = good.clone();
            for (int j = random.nextInt(4); j >= 0; j--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                rebuilder(BadInput.class).rebuild(ThrowableData.decode(bytes), CALLER);
            } catch (PayloadException expected) {
                // the only way out
            }
        }
    }

    /** Few frames, so that most bytes are those that matter. */
    private static void shorten(Throwable throwable) {
        for (Throwable t = throwable; t != null; t = t.getCause()) {
            t.setStackTrace(Arrays.copyOf(t.getStackTrace(), 2));
            for (Throwable suppressed : t.getSuppressed()) {
                shorten(suppressed);
            }
        }
    }

    /** Without class loaders and modules, which do not cross. */
    private static StackTraceElement[] plain(StackTraceElement[] frames) {
        StackTraceElement[] plain = new StackTraceElement[frames.length];
        for (int i = 0; i < frames.length; i++) {
            plain[i] = new StackTraceElement(frames[i].getClassName(), frames[i].getMethodName(), frames[i].getFileName(),
                    frames[i].getLineNumber());
        }
        return plain;
    }

    private static byte[] named(String name) {
        PayloadOutput out = new PayloadOutput(CAP);
        head(out, name);
        out.write(0);
        out.write(0);
        return out.toByteArray();
    }

    /** Class, no message, no frames, no fields. */
    private static void head(PayloadOutput out, String name) {
        out.writeString(name);
        out.write(0);
        out.writeShort(0);
        out.writeShort(0);
    }

    private static ThrowableRebuilder rebuilder(Class<?>... listed) {
        List<String> names = new ArrayList<>();
        for (Class<?> type : listed) {
            names.add(type.getName());
        }
        return new ThrowableRebuilder(names, ThrowableRebuilderTest.class.getClassLoader());
    }

    private static Throwable cross(Throwable sent, Class<?>... listed) {
        byte[] encoded = ThrowableData.of(sent, CAP).encode();
        return rebuilder(listed).rebuild(ThrowableData.decode(encoded), CALLER);
    }

    private static <T extends Throwable> T catchThrowable(Runnable action, Class<T> type) {
        try {
            action.run();
        } catch (Throwable t) {
            return type.cast(t);
        }
        throw new AssertionError();
    }
}
