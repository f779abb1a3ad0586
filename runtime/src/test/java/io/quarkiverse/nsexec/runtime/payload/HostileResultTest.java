package io.quarkiverse.nsexec.runtime.payload;

import static io.quarkiverse.nsexec.runtime.payload.MethodCodecTest.codec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

import io.quarkiverse.nsexec.PayloadException;

class HostileResultTest {

    static volatile boolean gadgetLoaded;

    /** Tells when the host was made to initialise it. */
    public static class Gadget {
        static {
            gadgetLoaded = true;
        }
    }

    enum Colour {
        RED
    }

    record Point(int x, int y) {
    }

    /** What the build refuses; here the codec's own defence is tried. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
    interface Anything {
    }

    record Node(Node next) {
    }

    /** Takes what it does not show. */
    public static class Hiding {
        public void setPath(java.nio.file.Path path) {
            throw new AssertionError("a path was made of " + path);
        }

        public void setHost(java.net.InetAddress host) {
            throw new AssertionError("a name server was asked");
        }
    }

    @SuppressWarnings("unused")
    static class Tasks {
        public int number() {
            return 0;
        }

        public boolean flag() {
            return true;
        }

        public String text() {
            return null;
        }

        public byte[] bytes() {
            return null;
        }

        public void nothing() {
        }

        public Point point() {
            return null;
        }

        public Colour colour() {
            return null;
        }

        public byte[][] blobs() {
            return null;
        }

        public Object object() {
            return null;
        }

        public Anything anything() {
            return null;
        }

        public Class<?> type() {
            return null;
        }

        public Node node() {
            return null;
        }

        public Hiding hiding() {
            return null;
        }

        public List<Integer> numbers() {
            return null;
        }

        public Map<String, Object> map() {
            return null;
        }

        public java.math.BigDecimal decimal() {
            return null;
        }
    }

    @ParameterizedTest
    @CsvSource({ "number, 10", "number, 7", "number, 0", "number, 13", "number, 255", "text, 12", "text, 13", "bytes, 10",
            "nothing, 0", "nothing, 13", "point, 10", "point, 6", "flag, 6" })
    void withATagThatTheDeclaredTypeCannotHaveIsRefused(String method, int tag) {
        byte[] bytes = new byte[20];
        bytes[0] = (byte) tag;
        assertThatThrownBy(() -> codec(Tasks.class, method).decodeResult(bytes)).isInstanceOf(PayloadException.class)
                .hasMessageContaining("must be a").hasMessageContaining("came");
    }

    @Test
    void withABooleanThatIsNoneIsRefused() {
        assertThatThrownBy(() -> codec(Tasks.class, "flag").decodeResult(new byte[] { PayloadCodec.BOOLEAN, 2 }))
                .isInstanceOf(PayloadException.class).hasMessageContaining("2 came");
    }

    @ParameterizedTest
    @ValueSource(strings = { "text", "bytes" })
    void thatAnnouncesMoreThanItHoldsIsRefused(String method) {
        int tag = method.equals("text") ? PayloadCodec.STRING : PayloadCodec.BYTES;
        for (int length : new int[] { 4, 0x7ffffff0, -1 }) {
            byte[] bytes = { (byte) tag, (byte) (length >>> 24), (byte) (length >>> 16), (byte) (length >>> 8), (byte) length,
                    1, 2, 3 };
            assertThatThrownBy(() -> codec(Tasks.class, method).decodeResult(bytes)).isInstanceOf(PayloadException.class);
        }
    }

    @Test
    void thatAnnouncesMoreCharactersThanItHoldsIsRefused() {
        byte[] bytes = { PayloadCodec.STRING_UTF16, 0x7f, -1, -1, -1, 0, 65 };
        assertThatThrownBy(() -> codec(Tasks.class, "text").decodeResult(bytes)).isInstanceOf(PayloadException.class)
                .hasMessageContaining("2147483647");
    }

    @Test
    void thatGoesOnAfterItsEndIsRefused() {
        MethodCodec codec = codec(Tasks.class, "number");
        byte[] bytes = Arrays.copyOf(codec.encodeResult(1), 6);
        assertThatThrownBy(() -> codec.decodeResult(bytes)).isInstanceOf(PayloadException.class)
                .hasMessageContaining("1 bytes too many");
    }

    @Test
    void cutAtAnyByteIsRefused() {
        MethodCodec point = codec(Tasks.class, "point");
        byte[] whole = point.encodeResult(new Point(1, 2));
        for (int end = 0; end < whole.length; end++) {
            byte[] cut = Arrays.copyOf(whole, end);
            assertThatThrownBy(() -> point.decodeResult(cut)).as("cut at %d", end).isInstanceOf(PayloadException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "{", "null null", "{\"x\":1,\"y\":2} {}", "{\"x\":1,\"y\":2}x", "{\"x\":\"1\",\"y\":2}",
            "{\"x\":1.5,\"y\":2}", "{\"x\":3000000000,\"y\":2}", "{\"x\":null,\"y\":2}", "{\"x\":true,\"y\":2}", "[1,2]",
            "\"text\"", "7", "{\"x\":[],\"y\":{}}", "{\"x\":NaN,\"y\":2}" })
    void thatDoesNotFitARecordIsRefused(String json) {
        assertThatThrownBy(() -> decode("point", json)).isInstanceOf(PayloadException.class)
                .hasMessageContaining("Tasks#point").hasMessageContaining("HostileResultTest$Point");
    }

    @Test
    void withAnUnknownEnumConstantOrItsNumberIsRefused() {
        assertThatThrownBy(() -> decode("colour", "\"BLUE\"")).isInstanceOf(PayloadException.class)
                .hasMessageContaining("BLUE");
        assertThatThrownBy(() -> decode("colour", "0")).isInstanceOf(PayloadException.class);
    }

    @Test
    void withBrokenBase64IsRefused() {
        assertThatThrownBy(() -> decode("blobs", "[\"*\"]")).isInstanceOf(PayloadException.class);
    }

    @Test
    void withInvalidUtf8IsRefused() {
        byte[] text = { PayloadCodec.STRING, 0, 0, 0, 2, (byte) 0xc3, 0x28 };
        assertThatThrownBy(() -> codec(Tasks.class, "text").decodeResult(text)).isInstanceOf(PayloadException.class)
                .hasMessageContaining("UTF-8");
        byte[] json = json("\"RE?\"".getBytes(StandardCharsets.UTF_8));
        json[json.length - 2] = (byte) 0xc3;
        assertThatThrownBy(() -> codec(Tasks.class, "colour").decodeResult(json)).isInstanceOf(PayloadException.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void nestedTooDeepIsRefused() {
        assertThatThrownBy(() -> decode("node", "{\"next\":".repeat(100_000) + "null" + "}".repeat(100_000)))
                .isInstanceOf(PayloadException.class).hasMessageContaining("depth");
        assertThatThrownBy(() -> decode("object", "[".repeat(1_000_000))).isInstanceOf(PayloadException.class);
    }

    @Test
    void nestedToTheLimitPasses() {
        int depth = Json.MAX_DEPTH - 1;
        assertThat(decode("node", "{\"next\":".repeat(depth) + "null" + "}".repeat(depth))).isInstanceOf(Node.class);
    }

    @Test
    void withANumberOfTooManyDigitsIsRefused() {
        assertThat(decode("decimal", "1".repeat(Json.MAX_NUMBER))).isNotNull();
        assertThatThrownBy(() -> decode("decimal", "1".repeat(Json.MAX_NUMBER + 1))).isInstanceOf(PayloadException.class);
    }

    @Test
    void withANameThatIsTooLongIsRefused() {
        assertThatThrownBy(() -> decode("map", "{\"" + "n".repeat(Json.MAX_NAME + 1) + "\":1}"))
                .isInstanceOf(PayloadException.class);
    }

    @Test
    void ofTooManyTokensIsRefused() {
        byte[] tokens = new byte[2 * (int) Json.MAX_TOKENS + 1];
        Arrays.fill(tokens, (byte) '1');
        for (int i = 0; i < tokens.length; i += 2) {
            tokens[i] = (byte) (i == 0 ? '[' : ',');
        }
        tokens[tokens.length - 1] = ']';
        assertThatThrownBy(() -> codec(Tasks.class, "numbers").decodeResult(json(tokens)))
                .isInstanceOf(PayloadException.class).hasMessageContaining("oken");
    }

    @ParameterizedTest
    @ValueSource(strings = { "object", "anything", "type", "map", "point" })
    void neverChoosesAClass(String method) {
        String name = HostileResultTest.class.getName() + "$Gadget";
        for (String json : List.of("{\"@class\":\"" + name + "\"}", "[\"" + name + "\",{}]", "\"" + name + "\"",
                "{\"x\":{\"@class\":\"" + name + "\"}}", "{\"@type\":\"" + name + "\"}")) {
            try {
                decode(method, json);
            } catch (PayloadException expected) {
                // only the outcome for the class counts
            }
        }
        assertThat(gadgetLoaded).isFalse();
    }

    @Test
    void withAClassNameAsTypeIdIsRefused() {
        String name = HostileResultTest.class.getName() + "$Gadget";
        assertThatThrownBy(() -> decode("anything", "{\"@class\":\"" + name + "\"}")).isInstanceOf(PayloadException.class);
        assertThatThrownBy(() -> decode("type", "\"" + name + "\"")).isInstanceOf(PayloadException.class)
                .hasMessageContaining("java.lang.Class does not cross");
    }

    @Test
    void makesNoPathAndAsksNoNameServerEvenForAHiddenProperty() {
        assertThatThrownBy(() -> decode("hiding", "{\"path\":\"jar:file:///a.jar!/b\"}"))
                .isInstanceOf(PayloadException.class).hasMessageContaining("does not cross");
        assertThatThrownBy(() -> decode("hiding", "{\"host\":\"localhost\"}"))
                .isInstanceOf(PayloadException.class).hasMessageContaining("does not cross");
    }

    @Test
    void isShownBoundedAndEscaped() {
        assertThatThrownBy(() -> decode("colour", "\"a\\n\\u001b[31mERROR forged line" + "x".repeat(100_000) + '"'))
                .isInstanceOf(PayloadException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1000).doesNotContain("\n", "\u001b")
                        .contains("\\u000a"));
    }

    @Test
    void namesWhereItDoesNotFit() {
        assertThatThrownBy(() -> decode("numbers", "[1,2,\"x\"]")).isInstanceOf(PayloadException.class)
                .hasMessageContaining("(at [2])");
    }

    @Test
    void ofGarbageIsNeverMoreThanAPayloadException() {
        Random random = new Random(3);
        for (Method method : Tasks.class.getDeclaredMethods()) {
            if (method.isSynthetic()) {
                continue;
            }
            MethodCodec codec = MethodCodec.of(Tasks.class, method, MethodCodecTest.CAP);
            for (int i = 0; i < 2000; i++) {
                byte[] bytes = new byte[random.nextInt(40)];
                random.nextBytes(bytes);
                if (bytes.length > 0 && i % 2 == 0) {
                    bytes[0] = (byte) random.nextInt(14);
                }
                try {
                    codec.decodeResult(bytes);
                } catch (PayloadException expected) {
                    // the only way out
                }
            }
        }
    }

    @Test
    void argumentsOfAnotherNumberAreRefused() {
        assertThatThrownBy(() -> codec(Tasks.class, "number").decodeArguments(new byte[] { 0, 1, 0 }))
                .isInstanceOf(PayloadException.class).hasMessageContaining("takes 0 arguments, but 1 came");
    }

    private static Object decode(String method, String json) {
        return codec(Tasks.class, method).decodeResult(json(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] json(byte[] json) {
        PayloadOutput out = new PayloadOutput(new PayloadCap(1L << 30, ""));
        out.write(PayloadCodec.JSON);
        out.writeBytes(json);
        return out.toByteArray();
    }
}
