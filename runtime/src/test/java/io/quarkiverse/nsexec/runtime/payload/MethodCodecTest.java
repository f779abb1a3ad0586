package io.quarkiverse.nsexec.runtime.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.quarkiverse.nsexec.PayloadException;
import io.smallrye.mutiny.Uni;

class MethodCodecTest {

    static final PayloadCap CAP = new PayloadCap(1 << 20, "");

    enum Colour {
        RED,
        GREEN {
            @Override
            public String toString() {
                return "verde";
            }
        }
    }

    record Page(int number, String text, byte[] raw) {
        @Override
        public boolean equals(Object o) {
            return o instanceof Page p && p.number == number && Objects.equals(p.text, text) && Arrays.equals(p.raw, raw);
        }

        @Override
        public int hashCode() {
            return number;
        }
    }

    record Report(String title, List<Page> pages, Map<String, List<Integer>> index, Optional<String> author, Colour colour,
            OffsetDateTime made, Report appendix) {
    }

    record Pair<A, B>(A first, B second) {
    }

    public static class Bean {
        private String name;
        private int[] sizes;
        public Long total;

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }

        public int[] getSizes() {
            return sizes;
        }

        public void setSizes(int[] sizes) {
            this.sizes = sizes;
        }

        public int getCount() {
            return sizes == null ? 0 : sizes.length;
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Bean b && Objects.equals(b.name, name) && Arrays.equals(b.sizes, sizes)
                    && Objects.equals(b.total, total);
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes({ @JsonSubTypes.Type(value = Circle.class, name = "circle"),
            @JsonSubTypes.Type(value = Square.class, name = "square") })
    interface Shape {
    }

    record Circle(double radius) implements Shape {
    }

    record Square(double side) implements Shape {
    }

    static class Generic<T> {
        public T echo(T value) {
            return value;
        }

        public List<T> all(Map<String, T> values) {
            return new ArrayList<>(values.values());
        }
    }

    static class OfPages extends Generic<Page> {
    }

    static class OfStrings extends Generic<String> {
    }

    @SuppressWarnings("unused")
    static class Tasks {
        public void nothing() {
        }

        public Void boxedNothing() {
            return null;
        }

        public boolean aBoolean(boolean a, Boolean b) {
            return a;
        }

        public byte aByte(byte a, Byte b) {
            return a;
        }

        public short aShort(short a, Short b) {
            return a;
        }

        public char aChar(char a, Character b) {
            return a;
        }

        public int anInt(int a, Integer b) {
            return a;
        }

        public long aLong(long a, Long b) {
            return a;
        }

        public float aFloat(float a, Float b) {
            return a;
        }

        public double aDouble(double a, Double b) {
            return a;
        }

        public String aString(String a) {
            return a;
        }

        public byte[] bytes(byte[] a) {
            return a;
        }

        public int[] ints(int[] a) {
            return a;
        }

        public double[] doubles(double[] a) {
            return a;
        }

        public char[] chars(char[] a) {
            return a;
        }

        public String[][] grid(String[][] a) {
            return a;
        }

        public List<byte[]> blobs(List<byte[]> a) {
            return a;
        }

        public Colour colour(Colour a) {
            return a;
        }

        public BigDecimal decimal(BigDecimal a) {
            return a;
        }

        public BigInteger integer(BigInteger a) {
            return a;
        }

        public UUID uuid(UUID a) {
            return a;
        }

        public URI uri(URI a) {
            return a;
        }

        public Locale locale(Locale a) {
            return a;
        }

        public Currency currency(Currency a) {
            return a;
        }

        public Date date(Date a) {
            return a;
        }

        public Instant instant(Instant a) {
            return a;
        }

        public LocalDate localDate(LocalDate a) {
            return a;
        }

        public LocalTime localTime(LocalTime a) {
            return a;
        }

        public LocalDateTime localDateTime(LocalDateTime a) {
            return a;
        }

        public OffsetDateTime offsetDateTime(OffsetDateTime a) {
            return a;
        }

        public OffsetTime offsetTime(OffsetTime a) {
            return a;
        }

        public ZonedDateTime zonedDateTime(ZonedDateTime a) {
            return a;
        }

        public Duration duration(Duration a) {
            return a;
        }

        public Period period(Period a) {
            return a;
        }

        public Year year(Year a) {
            return a;
        }

        public YearMonth yearMonth(YearMonth a) {
            return a;
        }

        public MonthDay monthDay(MonthDay a) {
            return a;
        }

        public ZoneId zoneId(ZoneId a) {
            return a;
        }

        public ZoneOffset zoneOffset(ZoneOffset a) {
            return a;
        }

        public DayOfWeek dayOfWeek(DayOfWeek a) {
            return a;
        }

        public Optional<Page> optional(Optional<Page> a) {
            return a;
        }

        public OptionalInt optionalInt(OptionalInt a) {
            return a;
        }

        public OptionalLong optionalLong(OptionalLong a) {
            return a;
        }

        public Report report(Report a) {
            return a;
        }

        public Bean bean(Bean a) {
            return a;
        }

        public Shape shape(Shape a) {
            return a;
        }

        public List<Shape> shapes(List<Shape> a) {
            return a;
        }

        public Pair<String, List<Page>> pair(Pair<String, List<Page>> a) {
            return a;
        }

        public Set<String> set(Set<String> a) {
            return a;
        }

        public Collection<? extends Page> collection(Collection<? extends Page> a) {
            return a;
        }

        public EnumSet<Colour> enumSet(EnumSet<Colour> a) {
            return a;
        }

        public EnumMap<Colour, Integer> enumMap(EnumMap<Colour, Integer> a) {
            return a;
        }

        public Map<LocalDate, Page> byDate(Map<LocalDate, Page> a) {
            return a;
        }

        public SortedMap<Integer, String> sortedMap(SortedMap<Integer, String> a) {
            return a;
        }

        public JsonNode json(JsonNode a) {
            return a;
        }

        public Uni<Page> uni() {
            return null;
        }

        public Uni<Void> uniOfNothing() {
            return null;
        }

        public CompletionStage<List<Page>> stage() {
            return null;
        }

        public CompletableFuture<String> future() {
            return null;
        }
    }

    static Object[][] values() {
        Page page = new Page(3, "ä\u0000\n\"漢😀", new byte[] { 0, -1, 127 });
        Report appendix = new Report("B", List.of(), Map.of(), Optional.empty(), null, null, null);
        Bean bean = new Bean();
        bean.setName("n");
        bean.setSizes(new int[] { 1, 2 });
        bean.total = Long.MIN_VALUE;
        Map<String, List<Integer>> index = new LinkedHashMap<>();
        index.put("z", List.of(1, 2));
        index.put("a", Arrays.asList(3, null));
        ZonedDateTime paris = ZonedDateTime.of(2026, 10, 25, 2, 30, 0, 123456789, ZoneId.of("Europe/Paris"));
        return new Object[][] {
                { "ints", new int[] { 1, Integer.MIN_VALUE } },
                { "doubles", new double[] { 1.5, Double.NaN, Double.NEGATIVE_INFINITY, -0.0, Double.MIN_VALUE } },
                { "chars", new char[] { 'a', '漢' } },
                { "grid", new String[][] { { "a", null }, {}, null } },
                { "blobs", Arrays.asList(new byte[] { 1, 2 }, null) },
                { "colour", Colour.RED },
                { "colour", Colour.GREEN },
                { "decimal", new BigDecimal("1234567890.12345678901234567890") },
                { "decimal", new BigDecimal("1.00") },
                { "decimal", new BigDecimal("1E+5") },
                { "integer", BigInteger.ONE.shiftLeft(16384) },
                { "uuid", UUID.fromString("00000000-1111-2222-3333-444444444444") },
                { "uri", URI.create("https://example.org/a?b=c#d") },
                { "locale", Locale.CANADA_FRENCH },
                { "currency", Currency.getInstance("EUR") },
                { "date", new Date(1234567890123L) },
                { "instant", Instant.ofEpochSecond(-1, 1) },
                { "localDate", LocalDate.of(2024, 2, 29) },
                { "localTime", LocalTime.of(23, 59, 59, 999999999) },
                { "localDateTime", LocalDateTime.of(2024, 2, 29, 0, 0) },
                { "offsetDateTime", OffsetDateTime.of(2024, 2, 29, 1, 2, 3, 4, ZoneOffset.ofHours(-5)) },
                { "offsetDateTime", OffsetDateTime.of(2024, 2, 29, 1, 2, 3, 4, ZoneOffset.UTC) },
                { "offsetTime", OffsetTime.of(1, 2, 3, 4, ZoneOffset.ofHours(2)) },
                { "zonedDateTime", paris },
                { "zonedDateTime", paris.withLaterOffsetAtOverlap() },
                { "zonedDateTime", ZonedDateTime.of(2024, 1, 1, 1, 1, 1, 1, ZoneOffset.UTC) },
                { "zonedDateTime", ZonedDateTime.of(2024, 1, 1, 1, 1, 1, 1, ZoneId.of("UTC")) },
                { "duration", Duration.ofSeconds(-3, 7) },
                { "period", Period.of(1, -2, 3) },
                { "year", Year.of(-5) },
                { "yearMonth", YearMonth.of(2024, 12) },
                { "monthDay", MonthDay.of(2, 29) },
                { "zoneId", ZoneId.of("America/New_York") },
                { "zoneOffset", ZoneOffset.ofHoursMinutes(5, 30) },
                { "dayOfWeek", DayOfWeek.FRIDAY },
                { "optional", Optional.of(page) },
                { "optional", Optional.empty() },
                { "optionalInt", OptionalInt.of(0) },
                { "optionalInt", OptionalInt.empty() },
                { "optionalLong", OptionalLong.of(Long.MAX_VALUE) },
                { "report", new Report("A", List.of(page, new Page(0, null, null)), index, Optional.of("me"), Colour.GREEN,
                        OffsetDateTime.of(2024, 1, 1, 0, 0, 0, 0, ZoneOffset.ofHours(9)), appendix) },
                { "bean", bean },
                { "bean", new Bean() },
                { "shape", new Circle(1) },
                { "shapes", List.of(new Circle(1), new Square(2)) },
                { "pair", new Pair<>("a", List.of(page)) },
                { "set", new LinkedHashSet<>(List.of("z", "y", "x", "a")) },
                { "collection", List.of(page) },
                { "enumSet", EnumSet.of(Colour.GREEN) },
                { "enumMap", new EnumMap<>(Map.of(Colour.GREEN, 1)) },
                { "byDate", Map.of(LocalDate.of(2024, 2, 29), page) },
                { "sortedMap", new TreeMap<>(Map.of(2, "b", 1, "a")) },
                { "json", JsonNodeFactory.instance.objectNode().put("a", 1).put("b", "c") },
                { "aString", "" },
                { "aString", "ä漢😀\u0000\r\n" },
                { "aString", "unpaired \ud800 and \udc00\ud800" },
                { "aString", "a true replacement character \uFFFD" },
                { "bytes", new byte[0] },
                { "bytes", new byte[] { 1, 0, -1 } },
        };
    }

    @ParameterizedTest
    @MethodSource("values")
    void bringsBackWhatWasSent(String method, Object value) {
        MethodCodec codec = codec(Tasks.class, method);
        assertEqual(codec.decodeArguments(codec.encodeArguments(new Object[] { value }))[0], value);
        assertEqual(codec.decodeResult(codec.encodeResult(value)), value);
    }

    @Test
    void bringsBackPrimitivesAndBoxes() {
        Object[][] all = { { "aBoolean", true, false }, { "aByte", (byte) -128, (byte) 127 },
                { "aShort", Short.MIN_VALUE, (short) 1 }, { "aChar", '\ud800', '漢' },
                { "anInt", Integer.MIN_VALUE, -1 }, { "aLong", Long.MIN_VALUE, 1L },
                { "aFloat", Float.NaN, -0f }, { "aDouble", Double.MIN_VALUE, Double.NEGATIVE_INFINITY } };
        for (Object[] row : all) {
            MethodCodec codec = codec(Tasks.class, (String) row[0]);
            Object[] arguments = { row[1], row[2] };
            assertThat(codec.decodeArguments(codec.encodeArguments(arguments))).containsExactly(arguments);
            assertThat(codec.decodeResult(codec.encodeResult(row[1]))).isEqualTo(row[1]);
            Object[] withNull = { row[1], null };
            assertThat(codec.decodeArguments(codec.encodeArguments(withNull))).containsExactly(withNull);
        }
    }

    @Test
    void bringsBackNullForEveryTypeButPrimitives() {
        for (Method method : Tasks.class.getDeclaredMethods()) {
            if (method.getParameterCount() == 1 && !method.isSynthetic()) {
                MethodCodec codec = MethodCodec.of(Tasks.class, method, CAP);
                assertThat(codec.decodeArguments(codec.encodeArguments(new Object[] { null }))).as(method.getName())
                        .containsExactly((Object) null);
                assertThat(codec.decodeResult(codec.encodeResult(null))).as(method.getName()).isNull();
            }
        }
    }

    @Test
    void refusesNullForAPrimitive() {
        assertThatThrownBy(() -> codec(Tasks.class, "anInt").encodeArguments(new Object[] { null, null }))
                .isInstanceOf(PayloadException.class).hasMessageContaining("Argument 1 of").hasMessageContaining("int");
    }

    @Test
    void bringsBackNothing() {
        for (String method : List.of("nothing", "boxedNothing", "uniOfNothing")) {
            MethodCodec codec = codec(Tasks.class, method);
            assertThat(codec.encodeResult(null)).hasSize(1);
            assertThat(codec.decodeResult(codec.encodeResult(null))).isNull();
        }
    }

    @Test
    void takesTheValueWithinAnAsynchronousResult() {
        Page page = new Page(1, "a", null);
        assertThat(codec(Tasks.class, "uni").resultKind()).isEqualTo(ResultKind.UNI);
        assertThat(result("uni", page)).isEqualTo(page);
        assertThat(codec(Tasks.class, "stage").resultKind()).isEqualTo(ResultKind.COMPLETION_STAGE);
        assertThat(result("stage", List.of(page))).isEqualTo(List.of(page));
        assertThat(codec(Tasks.class, "future").resultKind()).isEqualTo(ResultKind.COMPLETION_STAGE);
        assertThat(result("future", "a")).isEqualTo("a");
        assertThat(codec(Tasks.class, "nothing").resultKind()).isEqualTo(ResultKind.VOID);
        assertThat(codec(Tasks.class, "aString").resultKind()).isEqualTo(ResultKind.VALUE);
    }

    @Test
    void resolvesTypeVariablesOfInheritedMethods() {
        Page page = new Page(1, "a", new byte[] { 1 });
        MethodCodec echo = codec(OfPages.class, "echo");
        assertThat(echo.decodeResult(echo.encodeResult(page))).isEqualTo(page);
        MethodCodec all = codec(OfPages.class, "all");
        assertThat(all.decodeArguments(all.encodeArguments(new Object[] { Map.of("a", page) })))
                .containsExactly(Map.of("a", page));
        assertThat(all.decodeResult(all.encodeResult(List.of(page)))).isEqualTo(List.of(page));
        MethodCodec strings = codec(OfStrings.class, "echo");
        assertThat(strings.encodeResult("abc")).as("a tag, a length, the text: no JSON").hasSize(8);
    }

    @Test
    void keepsTheOrderOfSets() {
        Set<String> set = new LinkedHashSet<>();
        for (int i = 100; i > 0; i--) {
            set.add("e" + i * 7919);
        }
        assertThat(new ArrayList<Object>((Set<?>) result("set", set))).isEqualTo(new ArrayList<Object>(set));
    }

    @Test
    void fillsTheCapToTheLastByte() {
        MethodCodec codec = codec(Tasks.class, "bytes", new PayloadCap(105, "p"));
        assertThat((byte[]) codec.decodeResult(codec.encodeResult(new byte[100]))).hasSize(100);
        assertThatThrownBy(() -> codec.encodeResult(new byte[101])).isInstanceOf(PayloadException.class)
                .hasMessageContaining("Tasks#bytes").hasMessageContaining("105 bytes")
                .hasMessageContaining("quarkus.nsexec.\"p\".max-payload");
    }

    @Test
    void refusesJsonBeyondTheCapWhileItIsWritten() {
        MethodCodec codec = codec(Tasks.class, "collection", new PayloadCap(1000, ""));
        int[] built = { 0 };
        Collection<Page> endless = new java.util.AbstractList<>() {
            @Override
            public Page get(int index) {
                built[0]++;
                return new Page(index, "x".repeat(100), null);
            }

            @Override
            public int size() {
                return Integer.MAX_VALUE;
            }
        };
        assertThatThrownBy(() -> codec.encodeArguments(new Object[] { endless })).isInstanceOf(PayloadException.class)
                .hasMessageContaining("1000 bytes").hasMessageContaining("quarkus.nsexec.max-payload");
        assertThat(built[0]).isLessThan(1000);
    }

    @Test
    void refusesALongStringBeforeItIsEncoded() {
        MethodCodec codec = codec(Tasks.class, "aString", new PayloadCap(10, ""));
        assertThatThrownBy(() -> codec.encodeResult("x".repeat(11))).isInstanceOf(PayloadException.class);
    }

    public static class Loop {
        public Loop next;
    }

    @SuppressWarnings("unused")
    static class Loops {
        public Loop loop(Loop a) {
            return a;
        }
    }

    @Test
    void refusesACircle() {
        Loop loop = new Loop();
        loop.next = loop;
        assertThatThrownBy(() -> codec(Loops.class, "loop").encodeResult(loop)).isInstanceOf(PayloadException.class)
                .hasMessageContaining("cannot be encoded");
    }

    private static Object result(String method, Object value) {
        MethodCodec codec = codec(Tasks.class, method);
        return codec.decodeResult(codec.encodeResult(value));
    }

    private static void assertEqual(Object actual, Object expected) {
        if (expected instanceof List<?> list) {
            assertThat(Arrays.deepEquals(((List<?>) actual).toArray(), list.toArray())).as("%s", actual).isTrue();
        } else {
            assertThat(Arrays.deepEquals(new Object[] { actual }, new Object[] { expected }))
                    .as("%s, not %s", actual, expected).isTrue();
        }
    }

    static MethodCodec codec(Class<?> type, String method) {
        return codec(type, method, CAP);
    }

    static MethodCodec codec(Class<?> type, String method, PayloadCap cap) {
        for (Method candidate : type.getMethods()) {
            if (candidate.getName().equals(method) && !candidate.isBridge()) {
                return MethodCodec.of(type, candidate, cap);
            }
        }
        throw new AssertionError(method);
    }
}
