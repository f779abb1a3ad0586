package io.quarkiverse.nsexec.deployment.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkiverse.nsexec.deployment.ConfigScans;

/**
 * The nearest neighbour of what each rule refuses. Those that the build refuses have a class each beside this one; where a rule
 * has
 * two sides, the one beyond the boundary stands here as well.
 */
class RuleBoundariesTest {

    @Test
    void everyNamespaceCanBeCreated() {
        passes("namespaces", "user,pid,mount,net,ipc,uts,cgroup,time");
    }

    @Test
    void blanksAroundEntriesDoNotMatter() {
        passes("namespaces", " user , pid,mount ");
    }

    @Test
    void pidAndMountAreEnough() {
        passes("namespaces", "pid,mount");
    }

    @Test
    void namespacesOtherThanPidAndMountCanBeJoined() {
        passes("join.user", "/a", "join.net", "/b", "join.ipc", "/c", "join.uts", "/d", "join.cgroup", "/e", "join.time", "/f");
    }

    @Test
    void oneNamespaceIsCreatedAndAnotherJoined() {
        passes("namespaces", "user,pid,mount", "join.net", "/run/netns/a");
    }

    @Test
    void pathOfNamespaceNeedsNoNormalForm() {
        passes("join.net", "/run/./netns//a:b");
    }

    @Test
    void hostnameGoesWithCreatedUts() {
        passes("namespaces", "pid,mount,uts", "hostname", "a", "domainname", "a");
    }

    @Test
    void hostnameGoesWithJoinedUts() {
        passes("namespaces", "pid,mount", "join.uts", "/proc/1/ns/uts", "hostname", "a", "domainname", "a");
    }

    @Test
    void defaultHostnameNeedsNoUts() {
        passes("namespaces", "pid,mount");
    }

    @Test
    void hostnameOf64Characters() {
        passes("hostname", "aZ0-_." + "a".repeat(58));
        passes("domainname", "a".repeat(64));
        breaks("domainname", "a".repeat(65));
    }

    @Test
    void timeOffsetsGoWithCreatedTimeNamespace() {
        passes("namespaces", "pid,mount,time", "time-offsets.monotonic", "1ms", "time-offsets.boottime", "36500d");
        breaks("namespaces", "pid,mount,time", "time-offsets.boottime", "36500d1s");
    }

    @Test
    void mappingsGoWithCreatedUserNamespace() {
        passes("namespaces", "user,pid,mount", "uid-mappings", "0:self:1", "gid-mappings", "0:self:1");
    }

    @Test
    void autoForOneGoesWithEntriesForTheOther() {
        passes("uid-mappings", "0:100000:65536", "gid-mappings", "auto");
        passes("uid-mappings", "auto");
    }

    @Test
    void idsOfJoinedUserNamespaceAreNotKnown() {
        passes("join.user", "/proc/1/ns/user", "user", "4294967294", "group", "0", "additional-groups", "7", "setgroups",
                "allow");
    }

    @Test
    void selfBesideRanges() {
        passes("uid-mappings", "0:self:1,1:100000:65535", "gid-mappings", "0:self:1,1:100000:65535");
    }

    @Test
    void sizeOfOne() {
        passesAsMapping("0:0:1");
    }

    @Test
    void lastIdIs4294967294() {
        passesAsMapping("0:self:1,4294967294:4294967294:1");
        passesAsMapping("0:0:4294967295");
        breaksAsMapping("0:0:4294967296");
        breaksAsMapping("0:1:4294967295");
        breaksAsMapping("0:self:1,4294967295:1:1");
    }

    @Test
    void adjacentRangesDoNotOverlap() {
        passesAsMapping("0:100000:10,10:100010:10");
        passesAsMapping("10:100000:10,0:100010:10");
    }

    @Test
    void rangeWithinAnotherOverlapsEvenBehindAThird() {
        assertThat(ConfigScans.violations("uid-mappings", "0:100000:100,10:200000:1,50:300000:1", "gid-mappings", "auto"))
                .anyMatch(violation -> violation.startsWith("quarkus.nsexec.uid-mappings = 0:100000:100,50:300000:1: "));
    }

    @Test
    void lines340() {
        passesAsMapping(Mappings.ofLines(340));
    }

    @Test
    void bytes4095() {
        for (int bytes = 4075; bytes <= 4095; bytes++) {
            passesAsMapping(Mappings.ofBytes(bytes));
        }
        for (int bytes = 4096; bytes <= 4112; bytes++) {
            breaksAsMapping(Mappings.ofBytes(bytes));
        }
    }

    @Test
    void selfCountsAsTheLongestId() {
        // 10 digits instead of the 10 of this host id
        String all = Mappings.ofBytes(4095);
        passesAsMapping(all.replace("0:1000000000:1,", "0:self:1,"));
        breaksAsMapping(Mappings.ofBytes(4096).replace("0:1000000000:1,", "0:self:1,"));
    }

    @Test
    void signsAndOtherDigitsAreNoIds() {
        breaksAsMapping("+0:0:1");
        breaksAsMapping("0:-1:1");
        breaksAsMapping("0:0x0:1");
        breaksAsMapping("\u0660:0:1");
        breaksAsMapping("0::1");
        breaksAsMapping("0:0:1:1");
        breaksAsMapping("0 0 1");
        breaksAsMapping("0:99999999999999999999999999999999999999999999:1");
    }

    @Test
    void lastIdOfRangeIsCovered() {
        passes("uid-mappings", "0:100000:1000", "gid-mappings", "0:100000:1000", "user", "999", "group", "999",
                "additional-groups", "999");
    }

    @Test
    void userOtherThanTheDefaultIsCovered() {
        passes("uid-mappings", "1000:self:1", "gid-mappings", "1000:self:1", "user", "1000", "group", "1000");
    }

    @Test
    void userOtherThanRootWithoutUserNamespace() {
        passes("namespaces", "pid,mount", "user", "1", "group", "0");
        passes("namespaces", "pid,mount", "user", "4294967294");
    }

    @Test
    void rootInJoinedUserNamespace() {
        passes("join.user", "/proc/1/ns/user", "user", "0");
    }

    @Test
    void additionalGroupsGoWithSetgroupsAllow() {
        passes("uid-mappings", "0:100000:1000", "gid-mappings", "0:100000:1000", "setgroups", "allow", "additional-groups",
                "0,20");
    }

    @Test
    void setgroupsDenyGoesWithSingleSelf() {
        passes("setgroups", "deny");
    }

    @Test
    void setgroupsAllowGoesWithTwoEntries() {
        passes("uid-mappings", "0:self:1", "gid-mappings", "0:self:1,1:100000:1", "setgroups", "allow", "additional-groups",
                "1");
    }

    @Test
    void singleEntryOfAnotherIdIsNotSelf() {
        passes("uid-mappings", "0:1000:1", "gid-mappings", "0:1000:1", "setgroups", "allow");
    }

    @Test
    void oomScoreFromMinus1000To1000() {
        passes("oom-score-adj", "-1000");
        passes("oom-score-adj", "1000");
        breaks("oom-score-adj", "1000.0");
        breaks("oom-score-adj", "0x10");
    }

    @Test
    void environmentNamesAreFreeOtherwise() {
        passes("environment.\"a.b c-1\"", "=x", "environment.EMPTY", "", "inherit-environment", "TZ,LC_ALL");
    }

    @Test
    void inheritedNamesAreNamesOnly() {
        passes("inherit-environment", "_, a,Z9_");
        breaks("inherit-environment", "*");
        breaks("inherit-environment", "LC_*");
        breaks("inherit-environment", "9A");
        breaks("inherit-environment", "A-B");
        breaks("inherit-environment", "\u00c4");
    }

    @Test
    void environmentVariableOf131071Bytes() {
        passes("environment.\"AB\"", "x".repeat(131_068));
        breaks("environment.\"AB\"", "x".repeat(131_069));
        passes("environment.\"A\"", "\u00e4".repeat(65_534) + "x");
        breaks("environment.\"A\"", "\u00e4".repeat(65_535));
    }

    @Test
    void workingDirectoryInNormalForm() {
        passes("working-directory", "/");
        passes("working-directory", "/a/..b/.c/d...");
        breaks("working-directory", "/a/");
        breaks("working-directory", "//a");
        breaks("working-directory", "/a/.");
        breaks("working-directory", "/a/./b");
        breaks("working-directory", "/..");
        breaks("working-directory", "/a\0b");
    }

    private static void passesAsMapping(String mapping) {
        passes("uid-mappings", mapping, "gid-mappings", "auto");
        passes("uid-mappings", "auto", "gid-mappings", mapping);
    }

    private static void breaksAsMapping(String mapping) {
        breaks("uid-mappings", mapping, "gid-mappings", "auto");
        breaks("uid-mappings", "auto", "gid-mappings", mapping);
    }

    private static void passes(String... keysAndValues) {
        assertThat(ConfigScans.violations(keysAndValues)).isEmpty();
    }

    /** Just one rule: the neighbour differs from what passes in nothing else. */
    private static void breaks(String... keysAndValues) {
        assertThat(ConfigScans.violations(keysAndValues)).hasSize(1);
    }
}
