package io.quarkiverse.nsexec.deployment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Indexer;

/** Scans and rules over a few classes, without a container: what is {@code @ApplicationScoped} is a bean. */
final class Scans {

    private Scans() {
    }

    /** The class and all within it. */
    static Index index(Class<?>... types) {
        Indexer indexer = new Indexer();
        for (Class<?> type : types) {
            add(indexer, type);
        }
        return indexer.complete();
    }

    private static void add(Indexer indexer, Class<?> type) {
        try {
            indexer.indexClass(type);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        for (Class<?> member : type.getDeclaredClasses()) {
            add(indexer, member);
        }
    }

    static List<ClassInfo> beans(IndexView index) {
        List<ClassInfo> beans = new ArrayList<>();
        for (AnnotationInstance scope : index.getAnnotations(ApplicationScoped.class)) {
            beans.add(scope.target().asClass());
        }
        return beans;
    }

    static TaskScanner.Scan scan(IndexView index) {
        return TaskScanner.scan(index, beans(index), (target, name) -> target.declaredAnnotation(name));
    }

    static List<String> violations(Class<?> type, String... profiles) {
        IndexView index = index(type);
        TaskScanner.Scan scan = scan(index);
        Set<DotName> names = new TreeSet<>();
        beans(index).forEach(bean -> names.add(bean.name()));
        TreeSet<String> known = new TreeSet<>(List.of(profiles));
        known.add("");
        TaskRules rules = new TaskRules(known, new CrossingTypes(index), names);
        scan.withoutEffect().forEach(rules::checkWithoutEffect);
        for (TaskScanner.Candidate candidate : scan.candidates()) {
            if (!TaskRules.isLeftOut(candidate)) {
                rules.check(candidate);
            }
        }
        return rules.violations();
    }
}
