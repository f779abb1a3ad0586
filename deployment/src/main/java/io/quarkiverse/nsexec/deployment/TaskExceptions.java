package io.quarkiverse.nsexec.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Type;

import io.quarkiverse.nsexec.runtime.payload.JdkExceptions;

/**
 * Which exceptions of a task are thrown in the service as their own type.
 */
final class TaskExceptions {

    private final IndexView index;
    private final CrossingTypes crossing;

    TaskExceptions(IndexView index, CrossingTypes crossing) {
        this.index = index;
        this.crossing = crossing;
    }

    static List<DotName> declared(TaskScanner.Candidate candidate) {
        List<DotName> declared = new ArrayList<>();
        for (Type exception : candidate.method().exceptions()) {
            declared.add(candidate.types().resolve(exception).name());
        }
        return declared;
    }

    /**
     * The declared ones, their subclasses in the index and the JDK's; sorted. A subclass whose fields cannot cross is left
     * out: it comes as data then, which is no reason to fail a build.
     */
    List<DotName> rebuildable(List<DotName> declared) {
        TreeSet<DotName> rebuildable = new TreeSet<>();
        for (DotName exception : declared) {
            rebuildable.add(exception);
            addSubclasses(exception, rebuildable);
            if (Names.isOfTheJdk(exception)) {
                for (Class<?> below : JdkExceptions.below(load(exception))) {
                    // the runtime exceptions are rebuilt anyway; those of the application below them are not
                    if (!RuntimeException.class.isAssignableFrom(below)) {
                        rebuildable.add(DotName.createSimple(below.getName()));
                    }
                    addSubclasses(DotName.createSimple(below.getName()), rebuildable);
                }
            }
        }
        return List.copyOf(rebuildable);
    }

    private void addSubclasses(DotName exception, TreeSet<DotName> rebuildable) {
        for (ClassInfo subclass : index.getAllKnownSubclasses(exception)) {
            if (!subclass.isAbstract() && crossing.checkException(subclass.name()).isEmpty()) {
                rebuildable.add(subclass.name());
            }
        }
    }

    private static Class<?> load(DotName jdkException) {
        try {
            return Class.forName(jdkException.toString(), false, ClassLoader.getPlatformClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(jdkException + " is not in this JDK", e);
        }
    }
}
