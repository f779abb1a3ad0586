package io.quarkiverse.nsexec.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URL;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;

@SuppressWarnings({ "unused", "rawtypes" })
class CrossingTypesTest {

    enum Colour {
        RED
    }

    record Page(int number, byte[] raw, Optional<String> text) {
    }

    record Tree(String name, List<Tree> children, Map<String, Tree> byName) {
    }

    record Pair<A, B>(A first, B second) {
    }

    record Growing<T>(T value, Growing<List<T>> next) {
    }

    public static class Bean {
        private String name;
        private transient InputStream cache;
        private static Thread shared;
        private Thread hidden;

        public String getName() {
            return name;
        }

        public int getLength() {
            return name.length();
        }

        @JsonIgnore
        public Stream<String> getStream() {
            return null;
        }

        public Colour colour;
    }

    @JsonIgnoreProperties("stream")
    public static class Lists {
        public List<String> all;

        public Stream<String> getStream() {
            return null;
        }
    }

    public static class Sub extends Bean {
        public LocalDate date;
    }

    static class Created {
        private final int value;

        private Created(int value) {
            this.value = value;
        }

        @JsonCreator
        static Created of(@JsonProperty("value") int value) {
            return new Created(value);
        }

        @JsonProperty
        int value() {
            return value;
        }
    }

    public static class Implicit {
        private final String a;
        private final int b;

        public Implicit(String a, int b) {
            this.a = a;
            this.b = b;
        }

        public String getA() {
            return a;
        }

        public int getB() {
            return b;
        }
    }

    static class Code {
        private final String code;

        @JsonCreator
        Code(String code) {
            this.code = code;
        }

        @JsonValue
        String code() {
            return code;
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes({ @JsonSubTypes.Type(value = Circle.class, name = "circle") })
    interface Shape {
    }

    record Circle(double radius) implements Shape {
    }

    static class Empty {
    }

    @SuppressWarnings("unused")
    abstract static class Good<T extends BigDecimal> {
        abstract int anInt();

        abstract void nothing();

        abstract Long box();

        abstract String[][] strings();

        abstract byte[] bytes();

        abstract Colour colour();

        abstract BigDecimal decimal();

        abstract UUID uuid();

        abstract URL url();

        abstract ZonedDateTime zoned();

        abstract TimeUnit unit();

        abstract OptionalInt optionalInt();

        abstract List<Optional<Page>> pages();

        abstract Collection<? extends Page> wildcard();

        abstract Map<LocalDate, Set<Colour>> map();

        abstract EnumMap<Colour, Page[]> enumMap();

        abstract Map<Colour, String> byColour();

        abstract ArrayList<Integer> arrayList();

        abstract Tree tree();

        abstract Pair<String, List<Pair<Integer, Page>>> pair();

        abstract Bean bean();

        abstract Lists lists();

        abstract Sub sub();

        abstract Created created();

        abstract Implicit implicit();

        abstract Code code();

        abstract Shape shape();

        abstract JsonNode json();

        abstract T bounded();

        abstract Empty empty();
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
    public static class AnyClass {
        public String a;
    }

    public static class HasAnyClass {
        @JsonTypeInfo(use = JsonTypeInfo.Id.MINIMAL_CLASS)
        public Page page;
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    interface Unlisted {
    }

    interface Service {
    }

    abstract static class Abstract {
        public String a;
    }

    public static class NoConstructor {
        public String a;

        NoConstructor(String a) {
        }
    }

    public class Inner {
        public String a;
    }

    public static class Hidden {
        private String a;
    }

    public static class ExtendsList extends ArrayList<String> {
        private static final long serialVersionUID = 1L;
    }

    public static class Failure extends IOException {
        private static final long serialVersionUID = 1L;
    }

    public static class Getter {
        public InputStream getBody() {
            return null;
        }
    }

    public static class Below extends Getter {
        public String a;
    }

    record OfAnyClass(String a) implements AnyInterface {
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
    interface AnyInterface {
    }

    public static class Setter {
        public void setBody(InputStream body) {
        }
    }

    public static class Creator {
        @JsonCreator
        Creator(@JsonProperty("a") Path a) {
        }
    }

    @SuppressWarnings("unused")
    abstract static class Bad<T> {
        abstract OfAnyClass ofAnyClass();

        abstract Setter setter();

        abstract Creator creator();

        abstract Object object();

        abstract T unbounded();

        abstract List rawList();

        abstract List<?> wildcard();

        abstract List<? super String> superWildcard();

        abstract Map<String, Object> mapOfObjects();

        abstract Map<Page, String> recordKey();

        abstract Map<URL, String> urlKey();

        abstract Set<URL> urlSet();

        abstract Pair rawPair();

        abstract Pair<String, Thread> pairOfThread();

        abstract Growing<String> growing();

        abstract InputStream stream();

        abstract Path path();

        abstract Thread thread();

        abstract Function<String, String> function();

        abstract Future<String> future();

        abstract Stream<String> javaStream();

        abstract Class<?> type();

        abstract ClassLoader loader();

        abstract java.sql.Timestamp sql();

        abstract java.util.Calendar calendar();

        abstract AnyClass anyClass();

        abstract HasAnyClass hasAnyClass();

        abstract Unlisted unlisted();

        abstract Service service();

        abstract Abstract anAbstract();

        abstract NoConstructor noConstructor();

        abstract Inner inner();

        abstract Hidden hidden();

        abstract ExtendsList extendsList();

        abstract Failure failure();

        abstract Getter getter();

        abstract Below below();

        abstract org.assertj.core.groups.Tuple notIndexed();
    }

    private static final Map<String, String> EXPECTED = Map.ofEntries(
            Map.entry("ofAnyClass", "Id.CLASS) on AnyInterface"), Map.entry("setter", "Setter.body: java.io.InputStream"),
            Map.entry("creator", "Creator.a: java.nio.file.Path"), Map.entry("object", "Object: java.lang.Object"),
            Map.entry("unbounded", "Object: java.lang.Object"),
            Map.entry("rawList", "raw type"), Map.entry("wildcard", "List[]: java.lang.Object"),
            Map.entry("superWildcard", "List[]: java.lang.Object"), Map.entry("mapOfObjects", "Map[]: java.lang.Object"),
            Map.entry("recordKey", "Map[key]"), Map.entry("urlKey", "java.net.URI"), Map.entry("urlSet", "java.net.URI"),
            Map.entry("rawPair", "raw type"), Map.entry("pairOfThread", "Pair.second: java.lang.Thread"),
            Map.entry("growing", "nested more than"), Map.entry("stream", "belongs to its process"),
            Map.entry("path", "does not mean the same file"), Map.entry("thread", "belongs to its process"),
            Map.entry("function", "code does not cross"), Map.entry("future", "belongs to its process"),
            Map.entry("javaStream", "belongs to its process"), Map.entry("type", "must not choose classes"),
            Map.entry("loader", "must not choose classes"), Map.entry("sql", "java.time"),
            Map.entry("calendar", "none of those that cross"), Map.entry("anyClass", "Id.CLASS"),
            Map.entry("hasAnyClass", "Id.MINIMAL_CLASS"), Map.entry("unlisted", "@JsonSubTypes"),
            Map.entry("service", "an interface"), Map.entry("anAbstract", "an abstract class"),
            Map.entry("noConstructor", "@JsonCreator"), Map.entry("inner", "inner class"), Map.entry("hidden", "getters"),
            Map.entry("extendsList", "extends java.util.ArrayList"), Map.entry("failure", "throw it"),
            Map.entry("getter", "Getter.body: java.io.InputStream"), Map.entry("below", "Below.body: java.io.InputStream"),
            Map.entry("notIndexed", "quarkus.index-dependency"));

    private static final Index INDEX = Scans.index(CrossingTypesTest.class);

    static List<String> good() {
        return methods(Good.class);
    }

    static List<String> bad() {
        return methods(Bad.class);
    }

    @ParameterizedTest
    @MethodSource("good")
    void passes(String method) {
        assertThat(offences(Good.class, method)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("bad")
    void refuses(String method) {
        assertThat(offences(Bad.class, method)).isNotEmpty().anySatisfy(offence -> assertThat(
                offence.path() + ": " + offence.type() + ": " + offence.rule() + ". " + offence.fix())
                .contains(EXPECTED.get(method)));
    }

    static class Plain extends Exception {
        private static final long serialVersionUID = 1L;
        int code;
        Page page;
    }

    static class Holding extends Plain {
        private static final long serialVersionUID = 1L;
        List<Thread> threads;
        transient Thread fine;
        static Thread shared;
    }

    @Test
    void checksTheFieldsOfExceptions() {
        CrossingTypes crossing = new CrossingTypes(INDEX);
        assertThat(crossing.checkException(DotName.createSimple(IOException.class))).isEmpty();
        assertThat(crossing.checkException(DotName.createSimple(Plain.class))).isEmpty();
        assertThat(crossing.checkException(DotName.createSimple(Holding.class))).hasSize(1).first()
                .satisfies(offence -> {
                    assertThat(offence.path()).isEqualTo("Holding.threads[]");
                    assertThat(offence.type()).isEqualTo("java.lang.Thread");
                });
        assertThat(crossing.checkException(DotName.createSimple("org.example.NotIndexed")).toString())
                .contains("quarkus.index-dependency");
    }

    private static List<CrossingTypes.Offence> offences(Class<?> type, String method) {
        MethodInfo info = INDEX.getClassByName(type).firstMethod(method);
        Type result = TypeResolver.of(INDEX.getClassByName(type), List.of()).resolve(info.returnType());
        return new CrossingTypes(INDEX).check(result);
    }

    private static List<String> methods(Class<?> type) {
        List<String> names = new ArrayList<>();
        for (MethodInfo method : INDEX.getClassByName(type).methods()) {
            if (!method.isConstructor()) {
                names.add(method.name());
            }
        }
        return names;
    }
}
