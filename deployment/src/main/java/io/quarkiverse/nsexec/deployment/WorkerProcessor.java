package io.quarkiverse.nsexec.deployment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jboss.jandex.DotName;

import io.quarkiverse.nsexec.runtime.launch.LauncherHolder;
import io.quarkiverse.nsexec.runtime.task.IsolatedInterceptor;
import io.quarkiverse.nsexec.runtime.task.NsexecBeans;
import io.quarkiverse.nsexec.runtime.task.NsexecRecorder;
import io.quarkiverse.nsexec.runtime.task.NsexecStartup;
import io.quarkiverse.nsexec.runtime.task.TaskCatalog;
import io.quarkiverse.nsexec.runtime.task.TaskDefinition;
import io.quarkiverse.nsexec.runtime.task.TaskDispatcher;
import io.quarkiverse.nsexec.runtime.worker.WorkerSettings;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.BeanContainerBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem;
import io.quarkus.arc.processor.BeanInfo;
import io.quarkus.deployment.GeneratedClassGizmoAdaptor;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.ArchiveRootBuildItem;
import io.quarkus.deployment.builditem.ConfigClassBuildItem;
import io.quarkus.deployment.builditem.GeneratedClassBuildItem;
import io.quarkus.deployment.builditem.ModuleOpenBuildItem;
import io.quarkus.deployment.pkg.builditem.CurateOutcomeBuildItem;
import io.quarkus.runtime.Application;

/**
 * Prepares the tasks for their workers: what each bean needs there, the generated invokers, how a worker is started.
 */
class WorkerProcessor {

    @BuildStep
    AdditionalBeanBuildItem beans() {
        return AdditionalBeanBuildItem.builder().setUnremovable()
                .addBeanClasses(IsolatedInterceptor.class, TaskDispatcher.class, TaskCatalog.class, NsexecBeans.class,
                        NsexecStartup.class,
                        LauncherHolder.class)
                .build();
    }

    @BuildStep
    void needs(List<TaskBuildItem> tasks, ValidationPhaseBuildItem validation, List<SyntheticBeanBuildItem> syntheticBeans,
            List<ConfigClassBuildItem> configClasses, BuildProducer<WorkerNeedsBuildItem> needs,
            BuildProducer<ViolationBuildItem> violations) {
        if (tasks.isEmpty()) {
            return;
        }
        WorkerNeedsScanner scanner = new WorkerNeedsScanner(validation.getBeanResolver(),
                new SyntheticBeanFacts(syntheticBeans), configClasses);
        Map<DotName, WorkerNeeds> byBean = new HashMap<>();
        for (TaskBuildItem task : tasks) {
            BeanInfo bean = task.bean();
            WorkerNeeds found = byBean.get(bean.getBeanClass());
            if (found == null) {
                found = scanner.scan(bean);
                byBean.put(bean.getBeanClass(), found);
                for (String path : found.violations()) {
                    violations.produce(new ViolationBuildItem(text(path)));
                }
            }
            needs.produce(new WorkerNeedsBuildItem(task, found));
        }
    }

    private static String text(String path) {
        return path
                + ": what is injected there is made when the application starts, and a worker does not start it. Fix: do that"
                + " part in the service and pass what comes of it as a parameter, or look it up through Instance<> where the"
                + " task does not run it";
    }

    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    void record(NsexecRecorder recorder, BeanContainerBuildItem beanContainer, List<WorkerNeedsBuildItem> tasks,
            List<ModuleOpenBuildItem> moduleOpens,
            CurateOutcomeBuildItem application, ArchiveRootBuildItem root, Optional<WorkerClassesBuildItem> classes,
            BuildProducer<GeneratedClassBuildItem> generatedClasses) {
        InvokerGenerator generator = new InvokerGenerator(new GeneratedClassGizmoAdaptor(generatedClasses, true));
        List<TaskDefinition> definitions = new ArrayList<>();
        for (WorkerNeedsBuildItem task : tasks) {
            definitions.add(definition(task, generator));
        }
        WorkerSettings worker = new WorkerSettings(Application.APP_CLASS_NAME, addOpens(moduleOpens),
                classes.isPresent() ? WorkerClassPaths.inMemory(classes.get(), root, application.getApplicationModel())
                        : List.of(),
                WorkerClassPaths.libraryOrder(application.getApplicationModel()));
        recorder.fill(beanContainer.getValue(), definitions, worker);
    }

    private static TaskDefinition definition(WorkerNeedsBuildItem item, InvokerGenerator generator) {
        TaskInfo task = item.task().task();
        WorkerNeeds needs = item.needs();
        boolean container = needs.container() || !InvokerGenerator.directlyCallable(task.beanClass(), task.method());
        List<String> rebuildable = new ArrayList<>();
        for (DotName exception : task.rebuildable()) {
            rebuildable.add(exception.toString());
        }
        return new TaskDefinition(task.id(), task.beanClass().name().toString(), task.profile(), task.timeout(),
                generator.generate(task.beanClass(), task.method(), container),
                container ? item.task().bean().getIdentifier() : "", rebuildable, List.copyOf(needs.properties()),
                List.copyOf(needs.prefixes()), List.copyOf(needs.mappings()));
    }

    /** The manifest of the runner jar opens them for the service; a worker is not started from that jar. */
    private static List<String> addOpens(List<ModuleOpenBuildItem> moduleOpens) {
        List<String> options = new ArrayList<>();
        for (ModuleOpenBuildItem item : moduleOpens) {
            for (String packageName : item.packageNames()) {
                options.add("--add-opens=" + item.openedModuleName() + "/" + packageName + "=ALL-UNNAMED");
            }
        }
        return options.stream().sorted().distinct().toList();
    }
}
