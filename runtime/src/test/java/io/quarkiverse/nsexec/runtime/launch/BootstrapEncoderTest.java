package io.quarkiverse.nsexec.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.quarkiverse.nsexec.PayloadException;
import io.quarkiverse.nsexec.runtime.TestProfiles;
import io.quarkiverse.nsexec.runtime.config.IdMapping;
import io.quarkiverse.nsexec.runtime.config.Namespace;
import io.quarkiverse.nsexec.runtime.config.SandboxProfile;

class BootstrapEncoderTest {

    private static final ServiceIdentity ROOT = new ServiceIdentity(0, 0, Map.of("HOME", "/root"), "/usr/bin/newuidmap",
            "/usr/bin/newgidmap");
    private static final ServiceIdentity USER = new ServiceIdentity(12345, 54321, Map.of(), "/usr/bin/newuidmap",
            "/usr/bin/newgidmap");
    private static final List<IdMapping> SELF = List.of(new IdMapping(0, IdMapping.SELF, 1));
    private static final List<IdMapping> RANGE = List.of(new IdMapping(0, IdMapping.SELF, 1), new IdMapping(1, 100000, 65535));

    @Test
    void aWholeMessageHasTheseBytes() {
        SandboxProfile profile = new SandboxProfile("", Set.of(Namespace.PID, Namespace.USER), Map.of(), SELF, SELF, null, 0, 7,
                List.of(), -5, "h", null, null, null, "/", Map.of("A", "b"), List.of());

        byte[] message = new BootstrapEncoder(USER).encode(profile, TaskSpec.of("/bin/x"), 3);

        // little endian, as both architectures served are
        assertThat(HexFormat.of().formatHex(message)).isEqualTo(String.join("",
                "8c000000", "30f2", "0100", "00000000", "00000000", // length, type 62000, flags, sequence, pid
                "0800", "916a", "00000030", // CLONE_NEWUSER | CLONE_NEWPID
                "0600", "0f6b", "6800", "0000", // HOSTNAME h
                "0f00", "936a", "3020313233343520310a00", "00", // UIDMAP "0 12345 1\n"
                "0f00", "946a", "3020353433323120310a00", "00", // GIDMAP "0 54321 1\n"
                "0800", "956a", "00000000", // SETGROUP deny
                "0800", "976a", "01000000", // ROOTLESS_EUID
                "0700", "966a", "2d3500", "00", // OOM_SCORE_ADJ -5
                "0800", "0c6b", "00000000", // TASK_UID
                "0800", "0d6b", "07000000", // TASK_GID
                "0b00", "086b", "2f62696e2f7800", "00", // TASK_ARG
                "0800", "096b", "413d6200", // TASK_ENV
                "0600", "0b6b", "2f00", "0000", // TASK_CWD
                "0800", "116b", "03000000")); // TASK_FDS
    }

    @Test
    void selfIsTheServicesOwnId() {
        assertThat(texts(USER, mapped(SELF), 27283)).containsExactly("0 12345 1\n");
        assertThat(texts(USER, mapped(SELF), 27284)).containsExactly("0 54321 1\n");
    }

    @Test
    void aUserWithoutPrivilegesNeedsMappingToolsForMoreThanOneself() {
        assertThat(texts(USER, mapped(RANGE), 27288)).containsExactly("/usr/bin/newuidmap");
        assertThat(texts(USER, mapped(RANGE), 27289)).containsExactly("/usr/bin/newgidmap");
        assertThat(texts(USER, mapped(SELF), 27288)).isEmpty();
    }

    @Test
    void rootNeedsNoMappingTools() {
        assertThat(texts(ROOT, mapped(RANGE), 27288)).isEmpty();
        assertThat(attributes(encode(ROOT, mapped(RANGE))).stream().filter(a -> a.type == 27287)).isEmpty();
    }

    @Test
    void setgroupsIsAllowedToRootAndDeniedToOthersUnlessSaidOtherwise() {
        assertThat(number(ROOT, mapped(SELF), 27285)).isEqualTo(1);
        assertThat(number(USER, mapped(SELF), 27285)).isEqualTo(0);
    }

    @Test
    void withoutAUserNamespaceThereIsNothingOfIdMappings() {
        SandboxProfile profile = new SandboxProfile("", Set.of(Namespace.PID), Map.of(), List.of(), List.of(), null, 5, 6,
                List.of(7L, 4294967294L), 0, null, null, null, null, "/", Map.of(), List.of());
        List<Attribute> attributes = attributes(encode(ROOT, profile));
        assertThat(attributes).extracting(a -> a.type).doesNotContain(27283, 27284, 27285, 27287, 27288, 27289);
        assertThat(attributes).filteredOn(a -> a.type == 27406).singleElement()
                .satisfies(a -> assertThat(a.payload).containsExactly(7, 0, 0, 0, -2, -1, -1, -1));
    }

    @Test
    void namespacesToJoinAreListedByTheirProcNames() {
        Map<Namespace, String> join = new EnumMap<>(Namespace.class);
        join.put(Namespace.NET, "/run/netns/a:b");
        join.put(Namespace.MOUNT, "/proc/1/ns/mnt");
        SandboxProfile profile = joining(join);
        assertThat(texts(ROOT, profile, 27282)).containsExactly("mnt:/proc/1/ns/mnt,net:/run/netns/a:b");
    }

    @Test
    void aPathToJoinWithACommaIsRefused() {
        assertThatThrownBy(() -> encode(ROOT, joining(Map.of(Namespace.NET, "/a,b")))).isInstanceOf(
                IllegalArgumentException.class).hasMessageContaining("join.net").hasMessageContaining("comma");
    }

    @Test
    void timeOffsetsAreLines() {
        SandboxProfile profile = new SandboxProfile("", EnumSet.of(Namespace.PID, Namespace.TIME), Map.of(), List.of(),
                List.of(),
                null, 0, 0, List.of(), 0, null, null, Duration.ofSeconds(5), Duration.ofMillis(-1500), "/", Map.of(),
                List.of());
        assertThat(texts(ROOT, profile, 27290)).containsExactly("monotonic 5 0\nboottime -2 500000000\n");
    }

    @Test
    void theTasksVariablesWinOverTheProfilesAndThoseOverInheritedOnes() {
        ServiceIdentity service = new ServiceIdentity(0, 0, Map.of("A", "inherited", "B", "inherited", "SECRET", "x"), null,
                null);
        SandboxProfile profile = TestProfiles.with(Map.of("B", "profile", "C", "profile"), List.of("A", "B", "MISSING"));
        TaskSpec task = new TaskSpec(List.of("x"), Map.of("C", "task"), "/tmp");
        List<Attribute> attributes = attributes(new BootstrapEncoder(service).encode(profile, task, 0));
        assertThat(texts(attributes, 27401)).containsExactly("A=inherited", "B=profile", "C=task");
        assertThat(texts(attributes, 27403)).containsExactly("/tmp");
    }

    @Test
    void aLongArgumentGoesOnInContinuations() {
        String argument = "ü".repeat(65_535);
        List<Attribute> attributes = attributes(
                new BootstrapEncoder(ROOT).encode(TestProfiles.standard(), TaskSpec.of("x", argument),
                        0));
        List<Attribute> pieces = attributes.stream().filter(a -> a.type == 27400 || a.type == 27402).skip(1).toList();
        assertThat(pieces).extracting(a -> a.type).containsExactly(27400, 27402, 27402);
        assertThat(pieces).extracting(a -> a.payload.length).containsExactly(65_528, 65_528, 15);
        assertThat(texts(attributes, 27400)).containsExactly("x", argument);
    }

    @Test
    void textsAroundTheSizeOfAnAttributeArriveWhole() {
        for (int length = BootstrapMessage.MAX_PIECE - 2; length <= BootstrapMessage.MAX_PIECE + 1; length++) {
            String argument = "a".repeat(length);
            byte[] message = new BootstrapEncoder(ROOT).encode(TestProfiles.standard(), TaskSpec.of(argument), 0);
            assertThat(texts(attributes(message), 27400)).containsExactly(argument);
        }
    }

    @Test
    void anArgumentOfTheKernelsLimitPassesAndOneByteMoreDoesNot() {
        String largest = "a".repeat(131_071);
        assertThat(texts(attributes(new BootstrapEncoder(ROOT).encode(TestProfiles.standard(), TaskSpec.of("x", largest), 0)),
                27400))
                .containsExactly("x", largest);
        assertThatThrownBy(() -> new BootstrapEncoder(ROOT).encode(TestProfiles.standard(), TaskSpec.of("x", largest + "a"), 0))
                .isInstanceOf(PayloadException.class).hasMessageContaining("argument 1").hasMessageContaining("131072");
    }

    @Test
    void aMessageAboveSixteenMebibytesIsRefused() {
        List<String> arguments = new ArrayList<>(Collections.nCopies(127, "a".repeat(131_071)));
        assertThat(
                new BootstrapEncoder(ROOT).encode(TestProfiles.standard(), new TaskSpec(arguments, Map.of(), null), 0).length)
                .isLessThanOrEqualTo(BootstrapMessage.MAX_SIZE);
        arguments.add("a".repeat(131_071));
        assertThatThrownBy(
                () -> new BootstrapEncoder(ROOT).encode(TestProfiles.standard(), new TaskSpec(arguments, Map.of(), null),
                        0))
                .isInstanceOf(PayloadException.class).hasMessageContaining("16777216");
    }

    @Test
    void textsThatNoProgramCanGetAreRefused() {
        assertRefused(TaskSpec.of("x", "a\0b"), "argument 1 holds a NUL");
        assertRefused(new TaskSpec(List.of("x"), Map.of("A", "\0"), null), "environment variable A holds a NUL");
        assertRefused(new TaskSpec(List.of("x"), Map.of("A=B", "c"), null), "\"A=B\"");
        assertRefused(new TaskSpec(List.of("x"), Map.of("", "c"), null), "\"\"");
        assertRefused(new TaskSpec(List.of("x"), Map.of(), "tmp"), "must be an absolute path");
        assertRefused(new TaskSpec(List.of(), Map.of(), null), "no program");
        assertRefused(TaskSpec.of("", "x"), "no program");
    }

    private static void assertRefused(TaskSpec task, String message) {
        assertThatThrownBy(() -> new BootstrapEncoder(ROOT).encode(TestProfiles.standard(), task, 0))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }

    private static SandboxProfile mapped(List<IdMapping> mappings) {
        return new SandboxProfile("", EnumSet.of(Namespace.USER, Namespace.PID), Map.of(), mappings, mappings, null, 0, 0,
                List.of(), 0,
                null, null, null, null, "/", Map.of(), List.of());
    }

    private static SandboxProfile joining(Map<Namespace, String> join) {
        return new SandboxProfile("", Set.of(Namespace.PID), join, List.of(), List.of(), null, 0, 0, List.of(), 0, null, null,
                null,
                null, "/", Map.of(), List.of());
    }

    private static byte[] encode(ServiceIdentity service, SandboxProfile profile) {
        return new BootstrapEncoder(service).encode(profile, TaskSpec.of("x"), 0);
    }

    private static List<String> texts(ServiceIdentity service, SandboxProfile profile, int type) {
        return texts(attributes(encode(service, profile)), type);
    }

    private static int number(ServiceIdentity service, SandboxProfile profile, int type) {
        for (Attribute attribute : attributes(encode(service, profile))) {
            if (attribute.type == type) {
                return ByteBuffer.wrap(attribute.payload).order(ByteOrder.nativeOrder()).getInt();
            }
        }
        throw new AssertionError("no attribute " + type);
    }

    /** Texts of this type, continued ones joined, without their NUL. */
    private static List<String> texts(List<Attribute> attributes, int type) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < attributes.size(); i++) {
            if (attributes.get(i).type != type) {
                continue;
            }
            ByteBuffer text = ByteBuffer.allocate(1 << 20).put(attributes.get(i).payload);
            for (; i + 1 < attributes.size() && attributes.get(i + 1).type == 27402; i++) {
                text.put(attributes.get(i + 1).payload);
            }
            assertThat(text.get(text.position() - 1)).isZero();
            texts.add(new String(text.array(), 0, text.position() - 1, StandardCharsets.UTF_8));
        }
        return texts;
    }

    private static List<Attribute> attributes(byte[] message) {
        ByteBuffer bytes = ByteBuffer.wrap(message).order(ByteOrder.nativeOrder()).position(BootstrapMessage.HEADER_SIZE);
        assertThat(bytes.getInt(0)).isEqualTo(message.length);
        List<Attribute> attributes = new ArrayList<>();
        while (bytes.hasRemaining()) {
            int length = Short.toUnsignedInt(bytes.getShort());
            int type = Short.toUnsignedInt(bytes.getShort());
            byte[] payload = new byte[length - 4];
            bytes.get(payload);
            bytes.position(bytes.position() + 3 & ~3);
            attributes.add(new Attribute(type, payload));
        }
        return attributes;
    }

    private record Attribute(int type, byte[] payload) {
    }
}
