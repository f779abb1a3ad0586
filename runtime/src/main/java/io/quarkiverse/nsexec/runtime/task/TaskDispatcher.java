package io.quarkiverse.nsexec.runtime.task;

import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.nsexec.PayloadException;
import io.quarkiverse.nsexec.runtime.config.Profiles;
import io.quarkiverse.nsexec.runtime.launch.LauncherHolder;
import io.quarkiverse.nsexec.runtime.worker.FreshWorkers;
import io.quarkus.runtime.BlockingOperationControl;
import io.quarkus.runtime.BlockingOperationNotAllowedException;
import io.smallrye.mutiny.Uni;

/**
 * Calls tasks: waits for the result where the method gives it directly, and does not where it gives a Uni or a CompletionStage.
 */
@ApplicationScoped
public class TaskDispatcher {

    @Inject
    TaskCatalog catalog;
    @Inject
    Profiles profiles;
    @Inject
    ProfileGates gates;
    @Inject
    LauncherHolder launcher;
    @Inject
    ExecutorService executor;

    private TaskRegistry registry;
    private TaskCalls calls;

    @PostConstruct
    void prepare() {
        registry = new TaskRegistry(catalog, profiles);
        calls = new TaskCalls(gates, new FreshWorkers(launcher.launcher(), catalog.worker()),
                catalog.worker().getApplicationClass(),
                launcher.launcher().events(), executor);
    }

    /**
     * @param subclass the class that ArC generated for the intercepted bean
     * @return what the method is to return
     */
    Object dispatch(Class<?> subclass, Method method, Object[] arguments) throws Exception {
        Task task = registry.of(subclass, method);
        switch (task.codec.resultKind()) {
            case UNI:
                return uni(task, arguments);
            case COMPLETION_STAGE:
                return stage(task, arguments);
            default:
                return await(task, arguments);
        }
    }

    private Uni<Object> uni(Task task, Object[] arguments) {
        byte[] encoded;
        try {
            encoded = task.codec.encodeArguments(arguments);
        } catch (PayloadException e) {
            return Uni.createFrom().failure(e);
        }
        StackTraceElement[] caller = CallerFrames.here();
        // a call for each subscription; a subscription that is cancelled cancels the future, and that ends the sandbox
        return Uni.createFrom().completionStage(() -> calls.runAsync(task, encoded, caller));
    }

    private CompletableFuture<Object> stage(Task task, Object[] arguments) {
        try {
            return calls.runAsync(task, task.codec.encodeArguments(arguments), CallerFrames.here());
        } catch (PayloadException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Object await(Task task, Object[] arguments) throws Exception {
        if (!BlockingOperationControl.isBlockingAllowed()) {
            throw new BlockingOperationNotAllowedException("The isolated method " + task.definition.getId()
                    + " blocks, and this is an I/O thread: annotate the caller with @Blocking, or return a Uni");
        }
        return calls.run(task, task.codec.encodeArguments(arguments));
    }
}
