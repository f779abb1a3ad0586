package io.quarkiverse.nsexec.deployment.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;

import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.nsexec.Isolated;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * Tasks of beans into which application beans and configuration are injected.
 */
class InjectedTaskTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(InjectedTaskTest.class, Greeter.class, Words.class, Producer.class,
                    Settings.class, Base.class, Derived.class, Counted.class, CountingInterceptor.class, Requested.class))
            .overrideConfigKey("greeting.first", "hello")
            .overrideRuntimeConfigKey("greeting.second", "a${not.expanded:b}\\${c}$")
            .overrideRuntimeConfigKey("greeting.pause", "90s")
            .overrideRuntimeConfigKey("greeting.list[0]", "x")
            .overrideRuntimeConfigKey("greeting.list[1]", "y")
            .overrideRuntimeConfigKey("settings.depth", "7")
            .overrideRuntimeConfigKey("settings.names.one", "1")
            .overrideRuntimeConfigKey("secret.token", "do-not-tell");

    @Inject
    Greeter greeter;
    @Inject
    Derived derived;
    @Inject
    Requested requested;

    @Test
    void injectsBeansAndTheirProducts() {
        assertThat(greeter.greet("world")).isEqualTo("made HELLO world");
    }

    @Test
    void injectsTheSameConfigurationAsTheService() {
        assertThat(greeter.configuration()).isEqualTo(greeter.localConfiguration());
        assertThat(greeter.configuration()).containsEntry("second", "ab${c}$").containsEntry("list", "[x, y]")
                .containsEntry("depth", "7").containsEntry("width", "3").containsEntry("names", "{one=1}")
                .containsEntry("missing", "Optional.empty").containsEntry("fallback", "default");
    }

    @Test
    void doesNotSendWhatIsNotInjected() {
        assertThat(ConfigProvider.getConfig().getOptionalValue("secret.token", String.class)).contains("do-not-tell");
        assertThat(greeter.lookUp("secret.token")).isEqualTo("Optional.empty");
        assertThat(greeter.everything()).doesNotContain("do-not-tell");
    }

    @Test
    void runsInterceptorsOnceInTheService() {
        int before = CountingInterceptor.COUNT.get();
        assertThat(greeter.interceptions()).isZero();
        assertThat(CountingInterceptor.COUNT.get()).isEqualTo(before + 1);
    }

    @Test
    void staysInTheSandboxWhereTaskCallsTask() {
        assertThat(derived.nested()).isEqualTo("2 2");
    }

    @Test
    void runsInheritedMethodsOfAnAnnotatedClass() {
        assertThat(derived.inherited()).isEqualTo("InjectedTaskTest$Derived 2");
    }

    @Test
    void describesTheInstanceOfTheServiceItself() {
        assertThat(derived.toString()).isEqualTo("a bean in " + ProcessHandle.current().pid());
    }

    @Test
    void hasARequestContext() {
        ManagedContext context = Arc.container().requestContext();
        context.activate();
        try {
            assertThat(requested.pid()).isEqualTo(2);
        } finally {
            context.terminate();
        }
    }

    @ApplicationScoped
    static class Greeter {

        @Inject
        Words words;
        @Inject
        Logger log;
        @Inject
        Settings settings;
        @ConfigProperty(name = "greeting.second")
        String second;
        @ConfigProperty(name = "greeting.list")
        List<String> list;
        @ConfigProperty(name = "greeting.missing")
        Optional<String> missing;
        @ConfigProperty(name = "greeting.fallback", defaultValue = "default")
        String fallback;
        @ConfigProperty(name = "greeting.pause")
        Instance<Duration> pause;
        private String made;

        @PostConstruct
        void make() {
            made = "made ";
        }

        @Isolated
        public String greet(String name) {
            log.info("greeting");
            return made + words.greeting() + " " + name;
        }

        @Isolated
        public Map<String, String> configuration() {
            return localConfiguration();
        }

        public Map<String, String> localConfiguration() {
            Map<String, String> values = new TreeMap<>();
            values.put("first", words.greeting());
            values.put("second", second);
            values.put("list", list.toString());
            values.put("missing", missing.toString());
            values.put("fallback", fallback);
            values.put("pause", pause.get().toString());
            values.put("depth", Integer.toString(settings.depth()));
            values.put("width", Integer.toString(settings.width()));
            values.put("names", settings.names().toString());
            return values;
        }

        @Isolated
        public String lookUp(String key) {
            return ConfigProvider.getConfig().getOptionalValue(key, String.class).toString();
        }

        @Isolated
        public String everything() {
            return System.getProperties() + " " + System.getenv() + " " + ProcessHandle.current().info();
        }

        @Isolated
        @Counted
        public int interceptions() {
            return CountingInterceptor.COUNT.get();
        }
    }

    @Singleton
    static class Words {

        private final String first;

        Words(@ConfigProperty(name = "greeting.first") String first, StringBuilder product) {
            this.first = product + first;
        }

        String greeting() {
            return first.toUpperCase();
        }
    }

    @ApplicationScoped
    static class Producer {

        @Produces
        @Singleton
        StringBuilder product() {
            return new StringBuilder();
        }
    }

    @ConfigMapping(prefix = "settings")
    interface Settings {
        int depth();

        @WithDefault("3")
        int width();

        Map<String, String> names();
    }

    abstract static class Base<T> {

        public String inherited() {
            return getClass().getSimpleName().replace("_Subclass", "") + " " + ProcessHandle.current().pid();
        }

        public T generic(T value) {
            return value;
        }
    }

    @ApplicationScoped
    @Isolated
    static class Derived extends Base<String> {

        @Inject
        Derived self;

        public String nested() {
            return ProcessHandle.current().pid() + " " + self.own();
        }

        @Override
        public String toString() {
            return "a bean in " + ProcessHandle.current().pid();
        }

        public String own() {
            return Long.toString(ProcessHandle.current().pid());
        }
    }

    @RequestScoped
    static class Requested {

        @Inject
        Words words;

        @Isolated
        public long pid() {
            return ProcessHandle.current().pid();
        }
    }

    @InterceptorBinding
    @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
    @interface Counted {
    }

    @Counted
    @Interceptor
    @Priority(1)
    static class CountingInterceptor {

        static final AtomicInteger COUNT = new AtomicInteger();

        @AroundInvoke
        Object count(InvocationContext context) throws Exception {
            COUNT.incrementAndGet();
            return context.proceed();
        }
    }
}
