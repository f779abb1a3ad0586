package io.quarkiverse.nsexec.deployment;

import java.util.Set;
import java.util.TreeSet;

import org.jboss.jandex.DotName;

/**
 * Which types of the JDK cross the boundary, and why the others do not.
 */
final class JdkTypes {

    /** Values without type arguments. */
    private static final Set<String> VALUES = Set.of(
            "java.lang.Boolean", "java.lang.Byte", "java.lang.Short", "java.lang.Character", "java.lang.Integer",
            "java.lang.Long", "java.lang.Float", "java.lang.Double", "java.lang.String",
            "java.math.BigDecimal", "java.math.BigInteger", "java.math.RoundingMode",
            "java.net.URI", "java.net.URL",
            "java.time.DayOfWeek", "java.time.Duration", "java.time.Instant", "java.time.LocalDate",
            "java.time.LocalDateTime", "java.time.LocalTime", "java.time.Month", "java.time.MonthDay",
            "java.time.OffsetDateTime", "java.time.OffsetTime", "java.time.Period", "java.time.Year", "java.time.YearMonth",
            "java.time.ZoneId", "java.time.ZoneOffset", "java.time.ZonedDateTime", "java.time.temporal.ChronoUnit",
            "java.util.Currency", "java.util.Date", "java.util.Locale", "java.util.OptionalDouble", "java.util.OptionalInt",
            "java.util.OptionalLong", "java.util.UUID", "java.util.concurrent.TimeUnit");

    /** What Jackson reads back from the name of a property. */
    private static final Set<String> KEYS = Set.of(
            "java.lang.Boolean", "java.lang.Byte", "java.lang.Short", "java.lang.Character", "java.lang.Integer",
            "java.lang.Long", "java.lang.Float", "java.lang.Double", "java.lang.String",
            "java.net.URI", "java.time.DayOfWeek", "java.time.Duration", "java.time.Instant", "java.time.LocalDate",
            "java.time.LocalDateTime", "java.time.LocalTime", "java.time.Month", "java.time.MonthDay",
            "java.time.OffsetDateTime", "java.time.OffsetTime", "java.time.Period", "java.time.Year", "java.time.YearMonth",
            "java.time.ZoneId", "java.time.ZoneOffset", "java.time.ZonedDateTime",
            "java.time.temporal.ChronoUnit", "java.util.Currency", "java.util.Locale", "java.util.UUID",
            "java.util.concurrent.TimeUnit");

    private static final Set<String> COLLECTIONS = Set.of(
            "java.util.Collection", "java.util.List", "java.util.Set", "java.util.SortedSet", "java.util.NavigableSet",
            "java.util.Queue", "java.util.Deque", "java.util.ArrayList", "java.util.LinkedList", "java.util.HashSet",
            "java.util.LinkedHashSet", "java.util.TreeSet", "java.util.ArrayDeque", "java.util.EnumSet", "java.util.Vector",
            "java.util.concurrent.CopyOnWriteArrayList", "java.util.concurrent.CopyOnWriteArraySet",
            "java.util.concurrent.ConcurrentLinkedQueue", "java.util.concurrent.ConcurrentLinkedDeque",
            "java.util.concurrent.ConcurrentSkipListSet");

    private static final Set<String> MAPS = Set.of(
            "java.util.Map", "java.util.SortedMap", "java.util.NavigableMap", "java.util.concurrent.ConcurrentMap",
            "java.util.concurrent.ConcurrentNavigableMap", "java.util.HashMap", "java.util.LinkedHashMap", "java.util.TreeMap",
            "java.util.EnumMap", "java.util.Hashtable", "java.util.concurrent.ConcurrentHashMap",
            "java.util.concurrent.ConcurrentSkipListMap");

    private static final Set<String> JSON = Set.of("com.fasterxml.jackson.databind.JsonNode",
            "com.fasterxml.jackson.databind.node.ObjectNode", "com.fasterxml.jackson.databind.node.ArrayNode");

    private JdkTypes() {
    }

    /** The names of all that cross. */
    static Set<String> all() {
        Set<String> all = new TreeSet<>(VALUES);
        all.addAll(KEYS);
        all.addAll(COLLECTIONS);
        all.addAll(MAPS);
        all.addAll(JSON);
        return all;
    }

    static boolean isValue(DotName name) {
        return VALUES.contains(name.toString()) || JSON.contains(name.toString());
    }

    static boolean isKey(DotName name) {
        return KEYS.contains(name.toString());
    }

    static boolean isCollection(DotName name) {
        return COLLECTIONS.contains(name.toString());
    }

    static boolean isMap(DotName name) {
        return MAPS.contains(name.toString());
    }

    static boolean isOptional(DotName name) {
        return name.toString().equals("java.util.Optional");
    }

    /** Equality of URLs asks the network who they are; a sandbox would choose whom. */
    static boolean isUrl(DotName name) {
        return name.toString().equals("java.net.URL");
    }

    static boolean isSet(DotName name) {
        return isCollection(name) && name.toString().endsWith("Set");
    }

    /** Why a type of the JDK that is none of the above does not cross. */
    static Finding refuse(DotName name) {
        String text = name.toString();
        if (text.equals("java.lang.Object")) {
            return new Finding("the type Object (or a raw type or an unbounded type variable or wildcard) says nothing of what"
                    + " crosses, and the sandbox must not choose", "declare the type that is meant");
        }
        if (text.equals("java.io.File") || text.equals("java.nio.file.Path")) {
            return new Finding("a name of a file does not mean the same file in the sandbox",
                    "pass the content as byte[], or the name as a String");
        }
        if (text.startsWith("java.io.") || text.startsWith("java.nio.") || text.startsWith("java.util.stream.")) {
            return new Finding("a stream, channel or buffer belongs to its process", "pass the content as byte[] or a List");
        }
        if (text.startsWith("java.sql.") || text.startsWith("javax.sql.")) {
            return new Finding("what java.sql has belongs to a connection of its process",
                    "pass the data, with java.time for dates");
        }
        if (text.startsWith("java.util.function.") || text.equals("java.lang.Runnable")
                || text.equals("java.util.concurrent.Callable")) {
            return new Finding("code does not cross the process boundary", "pass data, and choose the code by it in the task");
        }
        if (text.startsWith("java.lang.Thread") || text.startsWith("java.util.concurrent.")) {
            return new Finding("a thread, lock or future belongs to its process", "pass the data that it is about");
        }
        if (text.equals("java.lang.Class") || text.equals("java.lang.ClassLoader") || text.startsWith("java.lang.reflect.")) {
            return new Finding("a class does not cross: the sandbox must not choose classes of the service",
                    "pass a name or an enum");
        }
        return new Finding("this type of the JDK is none of those that cross",
                "use a record, or one of the types that the guide lists");
    }

    /** A broken rule, and what to do. */
    record Finding(String rule, String fix) {
    }
}
