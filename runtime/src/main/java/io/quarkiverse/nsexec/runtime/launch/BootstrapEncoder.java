package io.quarkiverse.nsexec.runtime.launch;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.quarkiverse.nsexec.PayloadException;
import io.quarkiverse.nsexec.runtime.config.IdMapping;
import io.quarkiverse.nsexec.runtime.config.Namespace;
import io.quarkiverse.nsexec.runtime.config.SandboxProfile;

/**
 * Turns a profile and a task into a bootstrap message. Pure: equal input gives equal bytes.
 */
final class BootstrapEncoder {

    private static final int CLONE_FLAGS = 27281;
    private static final int NS_PATHS = 27282;
    private static final int UIDMAP = 27283;
    private static final int GIDMAP = 27284;
    private static final int SETGROUP = 27285;
    private static final int OOM_SCORE_ADJ = 27286;
    private static final int ROOTLESS_EUID = 27287;
    private static final int UIDMAPPATH = 27288;
    private static final int GIDMAPPATH = 27289;
    private static final int TIMENSOFFSET = 27290;
    private static final int TASK_ARG = 27400;
    private static final int TASK_ENV = 27401;
    private static final int TASK_CWD = 27403;
    private static final int TASK_UID = 27404;
    private static final int TASK_GID = 27405;
    private static final int TASK_GROUPS = 27406;
    private static final int HOSTNAME = 27407;
    private static final int DOMAINNAME = 27408;
    private static final int TASK_FDS = 27409;

    /** MAX_ARG_STRLEN of execve(2) is 131072 with the NUL. */
    static final int MAX_STRING = 131_071;
    private static final int PATH_MAX = 4096;

    private final ServiceIdentity service;

    BootstrapEncoder(ServiceIdentity service) {
        this.service = service;
    }

    /**
     * Encodes.
     *
     * @param descriptors how many descriptors the task gets, 0..253
     * @throws PayloadException if an argument or a variable is longer than 131,071 bytes, or the message than 16 MiB
     * @throws IllegalArgumentException if there is no program, a text holds a NUL, a variable's name is empty or holds
     *         {@code =}, or the
     *         working directory is not an absolute path of at most 4,095 bytes
     */
    byte[] encode(SandboxProfile profile, TaskSpec task, int descriptors) {
        BootstrapMessage message = new BootstrapMessage();
        namespaces(message, profile);
        idMappings(message, profile);
        process(message, profile);
        task(message, profile, task);
        message.number(TASK_FDS, descriptors);
        return message.finish();
    }

    private static void namespaces(BootstrapMessage message, SandboxProfile profile) {
        int flags = 0;
        for (Namespace namespace : profile.create()) {
            flags |= namespace.cloneFlag();
        }
        message.number(CLONE_FLAGS, flags);
        if (!profile.join().isEmpty()) {
            message.text(NS_PATHS, joined(profile));
        }
        if (profile.hostname() != null) {
            message.text(HOSTNAME, bytes("hostname", profile.hostname(), 64));
        }
        if (profile.domainname() != null) {
            message.text(DOMAINNAME, bytes("domainname", profile.domainname(), 64));
        }
        String offsets = offset("monotonic", profile.monotonicOffset()) + offset("boottime", profile.boottimeOffset());
        if (!offsets.isEmpty()) {
            message.text(TIMENSOFFSET, offsets.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static byte[] joined(SandboxProfile profile) {
        StringBuilder paths = new StringBuilder();
        for (Namespace namespace : Namespace.values()) {
            String path = profile.join().get(namespace);
            if (path == null) {
                continue;
            }
            if (path.indexOf(',') >= 0) {
                throw new IllegalArgumentException("join." + namespace.key() + " = " + path
                        + ": the path of a namespace cannot hold a comma; bind it elsewhere, or make a symbolic link to it");
            }
            paths.append(paths.isEmpty() ? "" : ",").append(namespace.procName()).append(':').append(path);
        }
        return bytes("join", paths.toString(), Namespace.values().length * PATH_MAX);
    }

    private static String offset(String clock, Duration offset) {
        // a negative one has negative seconds and nanoseconds from 0 on, as timens_offsets wants it (time_namespaces(7))
        return offset == null ? "" : clock + " " + offset.getSeconds() + " " + offset.getNano() + "\n";
    }

    private void idMappings(BootstrapMessage message, SandboxProfile profile) {
        if (!profile.create().contains(Namespace.USER)) {
            return;
        }
        message.text(UIDMAP, lines(profile.uidMappings(), service.uid()));
        message.text(GIDMAP, lines(profile.gidMappings(), service.gid()));
        message.number(SETGROUP, allowsSetgroups(profile) ? 1 : 0);
        if (service.privileged()) {
            return;
        }
        message.number(ROOTLESS_EUID, 1);
        if (needsTool(profile.uidMappings(), service.uid()) && service.uidMappingTool() != null) {
            message.text(UIDMAPPATH, bytes("newuidmap", service.uidMappingTool(), PATH_MAX - 1));
        }
        if (needsTool(profile.gidMappings(), service.gid()) && service.gidMappingTool() != null) {
            message.text(GIDMAPPATH, bytes("newgidmap", service.gidMappingTool(), PATH_MAX - 1));
        }
    }

    private boolean allowsSetgroups(SandboxProfile profile) {
        if (profile.setgroups() != null) {
            return profile.setgroups();
        }
        return service.privileged() || !profile.additionalGroups().isEmpty();
    }

    /** Without privileges the kernel itself takes just one line, of one id: one's own (user_namespaces(7)). */
    static boolean needsTool(List<IdMapping> mappings, long own) {
        return mappings.size() != 1 || mappings.get(0).size() != 1 || host(mappings.get(0), own) != own;
    }

    private static byte[] lines(List<IdMapping> mappings, long own) {
        StringBuilder lines = new StringBuilder();
        for (IdMapping mapping : mappings) {
            lines.append(mapping.container()).append(' ').append(host(mapping, own)).append(' ').append(mapping.size())
                    .append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static long host(IdMapping mapping, long own) {
        return mapping.host() == IdMapping.SELF ? own : mapping.host();
    }

    private static void process(BootstrapMessage message, SandboxProfile profile) {
        message.text(OOM_SCORE_ADJ, Integer.toString(profile.oomScoreAdj()).getBytes(StandardCharsets.US_ASCII));
        message.number(TASK_UID, (int) profile.user());
        message.number(TASK_GID, (int) profile.group());
        if (!profile.additionalGroups().isEmpty()) {
            int[] groups = new int[profile.additionalGroups().size()];
            for (int i = 0; i < groups.length; i++) {
                groups[i] = profile.additionalGroups().get(i).intValue();
            }
            message.numbers(TASK_GROUPS, groups);
        }
    }

    private void task(BootstrapMessage message, SandboxProfile profile, TaskSpec task) {
        if (task.arguments().isEmpty() || task.arguments().get(0).isEmpty()) {
            throw new IllegalArgumentException("There is no program to run: the command is empty");
        }
        for (int i = 0; i < task.arguments().size(); i++) {
            message.text(TASK_ARG, bytes("argument " + i, task.arguments().get(i), MAX_STRING));
        }
        for (Map.Entry<String, String> variable : environment(profile, task).entrySet()) {
            message.text(TASK_ENV, bytes("environment variable " + variable.getKey(),
                    variable.getKey() + "=" + variable.getValue(), MAX_STRING));
        }
        String directory = task.workingDirectory() == null ? profile.workingDirectory() : task.workingDirectory();
        if (!directory.startsWith("/")) {
            throw new IllegalArgumentException("working directory " + directory + ": must be an absolute path");
        }
        message.text(TASK_CWD, bytes("working directory", directory, PATH_MAX - 1));
    }

    private Map<String, String> environment(SandboxProfile profile, TaskSpec task) {
        Map<String, String> environment = new TreeMap<>();
        for (String name : profile.inheritEnvironment()) {
            String value = service.environment().get(name);
            if (value != null) {
                environment.put(name, value);
            }
        }
        environment.putAll(profile.environment());
        environment.putAll(task.environment());
        for (String name : environment.keySet()) {
            if (name.isEmpty() || name.indexOf('=') >= 0) {
                throw new IllegalArgumentException(
                        "environment variable \"" + name + "\": a name must not be empty or hold a '='");
            }
        }
        return environment;
    }

    private static byte[] bytes(String what, String text, int max) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(what + " holds a NUL character, which no text of the kernel can");
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > max) {
            throw new PayloadException(what + " has " + bytes.length + " bytes; at most " + max
                    + " are possible: pass what is longer by standard input or by a file");
        }
        return bytes;
    }
}
