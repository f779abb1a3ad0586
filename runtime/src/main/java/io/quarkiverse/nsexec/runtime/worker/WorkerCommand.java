package io.quarkiverse.nsexec.runtime.worker;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;

import io.quarkiverse.nsexec.runtime.launch.Descriptor;
import io.quarkiverse.nsexec.runtime.launch.Descriptors;
import io.quarkiverse.nsexec.runtime.launch.TaskSpec;
import io.quarkiverse.nsexec.runtime.payload.PayloadCap;

/**
 * The command line of a worker JVM: the service's own Java, small and quick to start.
 */
final class WorkerCommand {

    /** The heap of a worker, until a profile can set it: enough for a large document, far from the machine's quarter. */
    private static final String HEAP = "-Xmx512m";

    /** One argument of a program may have 131,071 bytes (MAX_ARG_STRLEN, {@code include/uapi/linux/binfmts.h}). */
    private static final int MAX_ARGUMENT = 100_000;
    /** Where the worker finds the file that holds its options, where they are too long for a command line. */
    private static final String ARGUMENT_FILE = "@/proc/self/fd/3";

    private final String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private final List<String> options;

    WorkerCommand(WorkerSettings settings) {
        this.options = options(settings);
    }

    /**
     * The command of one worker.
     *
     * @param descriptors the worker's descriptors 0 to 2; one is added where the options go by a file
     */
    TaskSpec spec(PayloadCap cap, List<Descriptor> descriptors) throws IOException {
        List<String> arguments = new ArrayList<>();
        arguments.add(java);
        if (longest(options) > MAX_ARGUMENT) {
            descriptors.add(argumentFile());
            arguments.add(ARGUMENT_FILE);
        } else {
            arguments.addAll(options);
        }
        arguments.add(WorkerMain.class.getName());
        arguments.add(Long.toString(cap.bytes()));
        arguments.add(cap.profile());
        return new TaskSpec(arguments, Map.of(), null);
    }

    private static List<String> options(WorkerSettings settings) {
        List<String> options = new ArrayList<>();
        options.add(HEAP);
        options.add("-XX:+UseSerialGC");
        options.add("-XX:TieredStopAtLevel=1");
        options.add("-Xshare:auto");
        options.add("-XX:-UsePerfData"); // no file in a shared /tmp
        options.add("-XX:+DisableAttachMechanism");
        options.add("-XX:-CreateCoredumpOnCrash");
        options.add("-XX:ErrorFile=/proc/self/fd/2");
        options.add("-Djava.awt.headless=true");
        // the JDK's own log manager, which tasks without a container use: one line a record, as Quarkus' console has it
        options.add("-Djava.util.logging.SimpleFormatter.format=%4$-5s [%3$s] %5$s%6$s%n");
        options.addAll(localeOptions());
        options.addAll(settings.getJvmOptions());
        options.add("-cp");
        options.add(String.join(File.pathSeparator, WorkerClassPath.of(settings)));
        return options;
    }

    private static int longest(List<String> options) {
        int longest = 0;
        for (String option : options) {
            longest = Math.max(longest, option.getBytes(StandardCharsets.UTF_8).length);
        }
        return longest;
    }

    /** An argument file (the java command's manual) that has no name any more: one option a line, quoted. */
    private Descriptor argumentFile() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String option : options) {
            text.append('"').append(option.replace("\\", "\\\\").replace("\"", "\\\"")).append("\"\n");
        }
        Path file = Files.createTempFile("nsexec-worker-", ".args");
        try {
            Files.writeString(file, text);
            return Descriptors.openForReading(file.toFile());
        } finally {
            Files.delete(file);
        }
    }

    /** The environment is empty, so what the service's JVM took from its own must be said: charset, time zone, language. */
    private static List<String> localeOptions() {
        String charset = Charset.defaultCharset().name();
        Locale locale = Locale.getDefault();
        List<String> options = new ArrayList<>();
        options.add("-Dfile.encoding=" + charset);
        options.add("-Dsun.jnu.encoding=" + System.getProperty("sun.jnu.encoding", charset));
        options.add("-Dsun.stdout.encoding=UTF-8"); // JDK 17
        options.add("-Dsun.stderr.encoding=UTF-8");
        options.add("-Dstdout.encoding=UTF-8"); // JDK 19 and newer
        options.add("-Dstderr.encoding=UTF-8");
        options.add("-Duser.timezone=" + TimeZone.getDefault().getID());
        options.add("-Duser.language=" + locale.getLanguage());
        options.add("-Duser.country=" + locale.getCountry());
        return options;
    }
}
