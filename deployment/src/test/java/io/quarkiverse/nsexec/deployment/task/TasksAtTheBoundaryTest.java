package io.quarkiverse.nsexec.deployment.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.nsexec.Isolated;
import io.quarkus.arc.Arc;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/** The neighbours of what is refused: an application of them is built and starts. */
class TasksAtTheBoundaryTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withEmptyApplication()
            .overrideConfigKey("quarkus.nsexec.pdf.hostname", "pdf");

    record Page(int number, byte[] raw, Optional<String> text) {
    }

    record Report(String title, OffsetDateTime made, List<Page> pages, Map<String, Report> parts) {
    }

    static class BadDocument extends Exception {
        private static final long serialVersionUID = 1L;
        final int page;
        final transient Thread where = Thread.currentThread();

        BadDocument(String message, int page) {
            super(message);
            this.page = page;
        }
    }

    static class Base<T> {
        @Isolated
        protected T inherited(T value) {
            return value;
        }
    }

    @ApplicationScoped
    static class OnMethods extends Base<List<Report>> {
        @Isolated
        void packagePrivate() {
        }

        @Isolated("pdf")
        Report overloaded(byte[] pdf) throws IOException, BadDocument {
            return null;
        }

        @Isolated(value = "pdf", timeout = "1ms")
        Report overloaded(byte[] pdf, String name) {
            return null;
        }

        @Isolated(timeout = "${pdf.timeout:20s}")
        Uni<Void> uni() {
            return null;
        }

        @Isolated
        CompletionStage<List<Report>> stage() {
            return null;
        }

        static Thread ofClass(Thread thread) {
            return thread;
        }

        public final void finalWithoutAnnotation() {
        }

        void onEvent(@Observes StringBuilder event) {
        }

        Thread notIsolated() {
            return null;
        }
    }

    @Isolated("pdf")
    @Singleton
    static class OnClass {
        @PostConstruct
        void start() {
        }

        public String text(byte[] pdf) {
            return null;
        }

        private Thread helper() {
            return null;
        }
    }

    /** Nothing injects it. */
    @Isolated
    @ApplicationScoped
    static class Unused {
        void task() {
        }
    }

    @Inject
    OnMethods onMethods;

    @Inject
    OnClass onClass;

    @Test
    void areBuilt() {
        assertThat(onMethods).isNotNull();
        assertThat(onClass).isNotNull();
    }

    @Test
    void areKeptThoughNothingInjectsThem() {
        assertThat(Arc.container().select(Unused.class).isResolvable()).isTrue();
    }
}
