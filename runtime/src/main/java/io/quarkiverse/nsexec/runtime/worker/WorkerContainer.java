package io.quarkiverse.nsexec.runtime.worker;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jboss.logmanager.handlers.ConsoleHandler;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.arc.ClientProxy;
import io.quarkus.arc.InjectableBean;
import io.quarkus.bootstrap.logging.InitialConfigurator;
import io.quarkus.runtime.ExecutionModeManager;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.SmallRyeConfig;

/**
 * The container in a worker: Quarkus' static initialisation and nothing after it, so that beans can be injected but no server,
 * no
 * start-up event and no connection pool is started.
 */
final class WorkerContainer {

    /** Where SmallRye Config looks for the files; the JDK's own notion of the directory is fixed when it starts. */
    private static final String WORKING_DIRECTORY = "user.dir";
    /** Nothing can lie below a device. */
    private static final String NO_DIRECTORY = "/dev/null";
    private static final String[] LOCATIONS = { "smallrye.config.locations", "quarkus.config.locations" };

    private WorkerContainer() {
    }

    /** Starts it. The configuration must be in place, because the static initialisation reads it. */
    static void start(WorkerRequest setup, ClassLoader loader) throws ClassNotFoundException {
        provideConfiguration(setup.configuration());
        logToStandardError();
        initialize(setup.applicationClass(), loader);
        registerMappings(setup.mappings(), loader);
        ExecutionModeManager.running(); // the static initialisation is over: what is looked up from now on, the task asks for
        Arc.container().requestContext().activate();
    }

    /** The contextual instance itself: the call must reach the generated subclass, not the client proxy. */
    static Object bean(String identifier) {
        ArcContainer container = Arc.container();
        InjectableBean<Object> bean = container.bean(identifier);
        if (bean == null) {
            throw new IllegalStateException("The container of the worker has no bean " + identifier
                    + ". The worker's class path and the service's are of different builds; restart the service.");
        }
        return ClientProxy.unwrap(container.instance(bean).get());
    }

    /**
     * Runs the static initialisation, which makes the configuration. That would take in the files of the working directory
     * (config/application.properties, .env) and of the locations that the application names: the operator's, where a profile
     * runs its tasks in the folder of the service.
     */
    private static void initialize(String applicationClass, ClassLoader loader) throws ClassNotFoundException {
        for (String locations : LOCATIONS) {
            System.setProperty(locations, "");
        }
        String directory = System.setProperty(WORKING_DIRECTORY, NO_DIRECTORY);
        try {
            Class.forName(applicationClass, true, loader);
        } finally {
            System.setProperty(WORKING_DIRECTORY, directory);
        }
    }

    private static void provideConfiguration(Map<String, String> configuration) {
        for (Map.Entry<String, String> property : configuration.entrySet()) {
            System.setProperty(property.getKey(), property.getValue());
        }
    }

    /** Quarkus sets logging up after the static initialisation; until then records would only be queued. */
    private static void logToStandardError() {
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager"); // nothing has been logged yet
        ConsoleHandler handler = new ConsoleHandler(ConsoleHandler.Target.SYSTEM_ERR,
                new PatternFormatter("%-5p [%c{3.}] %s%e%n"));
        handler.setLevel(Level.INFO); // the default of Quarkus; the application's own levels are set at its start
        InitialConfigurator.DELAYED_HANDLER.setHandlers(new Handler[] { handler });
    }

    private static void registerMappings(List<String> mappings, ClassLoader loader) throws ClassNotFoundException {
        if (mappings.isEmpty()) {
            return;
        }
        Set<ConfigClass> classes = new HashSet<>();
        for (String mapping : mappings) {
            int colon = mapping.indexOf(':');
            classes.add(new ConfigClass(Class.forName(mapping.substring(0, colon), false, loader),
                    mapping.substring(colon + 1)));
        }
        ConfigMappings.registerConfigMappings((SmallRyeConfig) ConfigProvider.getConfig(), classes);
    }
}
