package io.quarkiverse.nsexec.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;

import org.jboss.jandex.Index;
import org.jboss.jandex.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.nsexec.runtime.payload.MethodCodec;
import io.quarkiverse.nsexec.runtime.payload.PayloadCap;

/** What the build lets pass, the payload brings back. */
class CrossingTypesRoundTripTest {

    /** Each method's name is no matter; what it returns is sent and must come back. */
    static class Values {
        private final List<String> list = List.of("b", "a");
        private final Map<String, Integer> map = Map.of("b", 1, "a", 2);

        public Collection<String> collection() {
            return list;
        }

        public Queue<String> queue() {
            return new LinkedList<>(list);
        }

        public Deque<String> deque() {
            return new LinkedList<>(list);
        }

        public ArrayDeque<String> arrayDeque() {
            return new ArrayDeque<>(list);
        }

        public LinkedList<String> linkedList() {
            return new LinkedList<>(list);
        }

        public Vector<String> vector() {
            return new Vector<>(list);
        }

        public HashSet<String> hashSet() {
            return new HashSet<>(list);
        }

        public LinkedHashSet<String> linkedHashSet() {
            return new LinkedHashSet<>(list);
        }

        public SortedSet<String> sortedSet() {
            return new TreeSet<>(list);
        }

        public NavigableSet<String> navigableSet() {
            return new TreeSet<>(list);
        }

        public TreeSet<String> treeSet() {
            return new TreeSet<>(list);
        }

        public EnumSet<TimeUnit> enumSet() {
            return EnumSet.of(TimeUnit.DAYS);
        }

        public CopyOnWriteArrayList<String> copyOnWriteArrayList() {
            return new CopyOnWriteArrayList<>(list);
        }

        public CopyOnWriteArraySet<String> copyOnWriteArraySet() {
            return new CopyOnWriteArraySet<>(list);
        }

        public ConcurrentLinkedQueue<String> concurrentLinkedQueue() {
            return new ConcurrentLinkedQueue<>(list);
        }

        public ConcurrentLinkedDeque<String> concurrentLinkedDeque() {
            return new ConcurrentLinkedDeque<>(list);
        }

        public ConcurrentSkipListSet<String> concurrentSkipListSet() {
            return new ConcurrentSkipListSet<>(list);
        }

        public HashMap<String, Integer> hashMap() {
            return new HashMap<>(map);
        }

        public LinkedHashMap<String, Integer> linkedHashMap() {
            return new LinkedHashMap<>(map);
        }

        public SortedMap<String, Integer> sortedMap() {
            return new TreeMap<>(map);
        }

        public NavigableMap<String, Integer> navigableMap() {
            return new TreeMap<>(map);
        }

        public TreeMap<String, Integer> treeMap() {
            return new TreeMap<>(map);
        }

        public Hashtable<String, Integer> hashtable() {
            return new Hashtable<>(map);
        }

        public ConcurrentMap<String, Integer> concurrentMap() {
            return new ConcurrentHashMap<>(map);
        }

        public ConcurrentHashMap<String, Integer> concurrentHashMap() {
            return new ConcurrentHashMap<>(map);
        }

        public ConcurrentNavigableMap<String, Integer> concurrentNavigableMap() {
            return new ConcurrentSkipListMap<>(map);
        }

        public ConcurrentSkipListMap<String, Integer> concurrentSkipListMap() {
            return new ConcurrentSkipListMap<>(map);
        }

        public EnumMap<TimeUnit, String> enumMap() {
            return new EnumMap<>(Map.of(TimeUnit.DAYS, "d"));
        }

        public Map<Boolean, String> booleans() {
            return Map.of(true, "a");
        }

        public Map<Byte, String> bytes() {
            return Map.of((byte) -1, "a");
        }

        public Map<Short, String> shorts() {
            return Map.of((short) -1, "a");
        }

        public Map<Character, String> chars() {
            return Map.of('x', "a");
        }

        public Map<Integer, String> ints() {
            return Map.of(-1, "a");
        }

        public Map<Long, String> longs() {
            return Map.of(-1L, "a");
        }

        public Map<Float, String> floats() {
            return Map.of(1.5f, "a");
        }

        public Map<Double, String> doubles() {
            return Map.of(1.5, "a");
        }

        public Map<java.net.URI, String> uris() {
            return Map.of(java.net.URI.create("a:b"), "a");
        }

        public Map<java.util.UUID, String> uuids() {
            return Map.of(new java.util.UUID(1, 2), "a");
        }

        public Map<Locale, String> locales() {
            return Map.of(Locale.CANADA_FRENCH, "a");
        }

        public Map<java.util.Currency, String> currencies() {
            return Map.of(java.util.Currency.getInstance("EUR"), "a");
        }

        public Map<java.time.Duration, String> durations() {
            return Map.of(java.time.Duration.ofMillis(1), "a");
        }

        public Map<java.time.Instant, String> instants() {
            return Map.of(java.time.Instant.ofEpochMilli(1), "a");
        }

        public Map<java.time.ZonedDateTime, String> zonedDateTimes() {
            return Map.of(java.time.ZonedDateTime.of(2024, 1, 1, 1, 1, 1, 1, java.time.ZoneId.of("Europe/Paris")), "a");
        }

        public Map<java.time.OffsetDateTime, String> offsetDateTimes() {
            return Map.of(java.time.OffsetDateTime.of(2024, 1, 1, 1, 1, 1, 1, java.time.ZoneOffset.ofHours(3)), "a");
        }

        public Map<java.time.OffsetTime, String> offsetTimes() {
            return Map.of(java.time.OffsetTime.of(1, 1, 1, 1, java.time.ZoneOffset.ofHours(3)), "a");
        }

        public Map<java.time.LocalDateTime, String> localDateTimes() {
            return Map.of(java.time.LocalDateTime.of(2024, 1, 1, 1, 1), "a");
        }

        public Map<java.time.LocalDate, String> localDates() {
            return Map.of(java.time.LocalDate.of(2024, 1, 1), "a");
        }

        public Map<java.time.LocalTime, String> localTimes() {
            return Map.of(java.time.LocalTime.of(1, 1), "a");
        }

        public Map<java.time.MonthDay, String> monthDays() {
            return Map.of(java.time.MonthDay.of(2, 29), "a");
        }

        public Map<java.time.YearMonth, String> yearMonths() {
            return Map.of(java.time.YearMonth.of(2024, 2), "a");
        }

        public Map<java.time.Year, String> years() {
            return Map.of(java.time.Year.of(2024), "a");
        }

        public Map<java.time.Period, String> periods() {
            return Map.of(java.time.Period.ofDays(1), "a");
        }

        public Map<java.time.ZoneId, String> zoneIds() {
            return Map.of(java.time.ZoneId.of("Europe/Paris"), "a");
        }

        public Map<java.time.ZoneOffset, String> zoneOffsets() {
            return Map.of(java.time.ZoneOffset.ofHours(1), "a");
        }

        public Map<java.time.DayOfWeek, java.time.Month> enums() {
            return Map.of(java.time.DayOfWeek.FRIDAY, java.time.Month.MAY);
        }

        public List<java.math.RoundingMode> roundingModes() {
            return List.of(java.math.RoundingMode.CEILING);
        }

        public java.net.URL url() throws java.net.MalformedURLException {
            return new java.net.URL("file:/a");
        }

        public List<java.time.temporal.ChronoUnit> units() {
            return List.of(java.time.temporal.ChronoUnit.DAYS);
        }

        public Set<java.util.OptionalDouble> optionals() {
            return Set.of(java.util.OptionalDouble.of(1.5));
        }

        public CrossingTypesTest.Implicit implicit() {
            return new CrossingTypesTest.Implicit("a", 1);
        }

        public CrossingTypesTest.Code code() {
            return new CrossingTypesTest.Code("a");
        }

        public CrossingTypesTest.Created created() {
            return CrossingTypesTest.Created.of(7);
        }

        public CrossingTypesTest.Empty empty() {
            return new CrossingTypesTest.Empty();
        }

        public CrossingTypesTest.Lists lists() {
            CrossingTypesTest.Lists lists = new CrossingTypesTest.Lists();
            lists.all = list;
            return lists;
        }
    }

    private static final Index INDEX = Scans.index(Values.class, CrossingTypesTest.class);

    static List<Method> values() {
        List<Method> methods = new ArrayList<>();
        for (Method method : Values.class.getDeclaredMethods()) {
            if (!method.isSynthetic()) {
                methods.add(method);
            }
        }
        return methods;
    }

    @ParameterizedTest
    @MethodSource("values")
    void comesBack(Method method) throws ReflectiveOperationException {
        Type type = INDEX.getClassByName(Values.class).firstMethod(method.getName()).returnType();
        assertThat(new CrossingTypes(INDEX).check(type)).isEmpty();
        Object sent = method.invoke(new Values());
        MethodCodec codec = MethodCodec.of(Values.class, method, new PayloadCap(10_000, ""));
        Object got = codec.decodeResult(codec.encodeResult(sent));
        assertThat(method.getReturnType()).isAssignableFrom(got.getClass());
        if (sent.getClass().getName().startsWith("java.")) {
            assertThat(got.toString()).isEqualTo(sent.toString());
        } else {
            assertThat(got).usingRecursiveComparison().isEqualTo(sent);
        }
    }

    @Test
    void everyListedTypeExists() {
        assertThat(JdkTypes.all()).isNotEmpty().allSatisfy(name -> Class.forName(name));
    }
}
