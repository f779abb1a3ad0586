package io.quarkiverse.nsexec.deployment;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationTransformation;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

import io.quarkiverse.nsexec.runtime.payload.ResultKind;
import io.quarkus.arc.deployment.AnnotationsTransformerBuildItem;
import io.quarkus.arc.deployment.BeanDiscoveryFinishedBuildItem;
import io.quarkus.arc.deployment.TransformedAnnotationsBuildItem;
import io.quarkus.arc.deployment.UnremovableBeanBuildItem;
import io.quarkus.arc.processor.BeanInfo;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.pkg.NativeConfig;

/**
 * Finds the isolated methods, and has them checked.
 */
class TaskProcessor {

    /**
     * ArC ends the build at a binding on a private method, and intercepts static and final ones in ways of its own. With the
     * annotation out of its sight the report below names all of them, together with what else is wrong.
     */
    @BuildStep
    AnnotationsTransformerBuildItem hideWhatCannotBeIntercepted() {
        return new AnnotationsTransformerBuildItem(AnnotationTransformation.forMethods()
                .whenMethod(TaskProcessor::cannotBeIntercepted)
                .transform(context -> context.remove(annotation -> annotation.name().equals(Names.ISOLATED))));
    }

    private static boolean cannotBeIntercepted(MethodInfo method) {
        int flags = method.flags();
        return method.hasDeclaredAnnotation(Names.ISOLATED)
                && (Modifier.isPrivate(flags) || Modifier.isStatic(flags) || Modifier.isFinal(flags));
    }

    @BuildStep
    void tasks(BeanDiscoveryFinishedBuildItem beanDiscovery, CombinedIndexBuildItem combinedIndex, ProfilesBuildItem profiles,
            TransformedAnnotationsBuildItem transformed, BuildProducer<TaskBuildItem> tasks,
            BuildProducer<ViolationBuildItem> violations, BuildProducer<UnremovableBeanBuildItem> unremovable) {
        IndexView index = combinedIndex.getIndex();
        Map<DotName, BeanInfo> beans = new HashMap<>();
        List<ClassInfo> beanClasses = new ArrayList<>();
        for (BeanInfo bean : beanDiscovery.beanStream().classBeans()) {
            ClassInfo beanClass = bean.getTarget().get().asClass();
            beans.put(beanClass.name(), bean);
            beanClasses.add(beanClass);
        }
        TaskScanner.Scan scan = TaskScanner.scan(index, beanClasses, (target, name) -> find(transformed, target, name));

        CrossingTypes crossing = new CrossingTypes(index);
        TaskExceptions exceptions = new TaskExceptions(index, crossing);
        TaskRules rules = new TaskRules(profiles.names(), crossing, beans.keySet());
        for (AnnotationInstance annotation : scan.withoutEffect()) {
            rules.checkWithoutEffect(annotation);
        }
        for (TaskScanner.Candidate candidate : scan.candidates()) {
            if (!TaskRules.isLeftOut(candidate) && rules.check(candidate)) {
                BeanInfo bean = beans.get(candidate.beanClass().name());
                tasks.produce(new TaskBuildItem(info(candidate, exceptions), bean));
                unremovable.produce(new UnremovableBeanBuildItem((Predicate<BeanInfo>) bean::equals));
            }
        }
        for (String violation : rules.violations()) {
            violations.produce(new ViolationBuildItem(violation));
        }
    }

    private static AnnotationInstance find(TransformedAnnotationsBuildItem transformed, AnnotationTarget target, DotName name) {
        if (target.kind() == AnnotationTarget.Kind.METHOD && cannotBeIntercepted(target.asMethod())) {
            return target.asMethod().declaredAnnotation(name);
        }
        return transformed.getAnnotation(target, name);
    }

    private static TaskInfo info(TaskScanner.Candidate candidate, TaskExceptions exceptions) {
        List<DotName> declared = TaskExceptions.declared(candidate);
        String returnType = candidate.types().resolve(candidate.method().returnType()).name().toString();
        return new TaskInfo(candidate.id(), candidate.beanClass(), candidate.method(), candidate.profile(),
                candidate.timeout(), ResultKind.of(returnType), declared, exceptions.rebuildable(declared));
    }

    @BuildStep
    void refuseNativeImage(NativeConfig config, List<TaskBuildItem> tasks, BuildProducer<ViolationBuildItem> violations) {
        List<String> ids = new ArrayList<>();
        for (TaskBuildItem task : tasks) {
            ids.add(task.task().id());
        }
        for (String violation : TaskRules.inNativeImage(config.enabled(), ids)) {
            violations.produce(new ViolationBuildItem(violation));
        }
    }
}
