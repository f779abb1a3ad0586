package io.quarkiverse.nsexec.it.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;

/**
 * What of the operator's configuration reaches a sandbox: the values that the task is injected with, and nothing else.
 */
class OperatorConfigurationIT {

    private static final String LABEL = "set by the operator";
    private static final String SECRET = "Jw8-do-not-tell";

    private final Starter starter = new Starter(Setting.current());

    /** Where an operator sets something. */
    enum Place {
        ENVIRONMENT {
            @Override
            void set(Starter starter, String name, String value) {
                starter.environment(name.toUpperCase().replace('.', '_'), value);
            }
        },
        SYSTEM_PROPERTY {
            @Override
            void set(Starter starter, String name, String value) {
                starter.property(name, value);
            }
        },
        FILE {
            @Override
            void set(Starter starter, String name, String value) {
                starter.file("config/application.properties", name + "=" + value + "\n");
            }
        };

        abstract void set(Starter starter, String name, String value);
    }

    @AfterEach
    void clean() {
        starter.close();
    }

    @ParameterizedTest
    @EnumSource
    void anInjectedValueIsTheSameInTheSandbox(Place place) {
        place.set(starter, "inspect.label", LABEL);
        Service service = starter.start();

        JsonPath json = service.client().inspect().jsonPath();

        assertThat(json.getString("service.configuration.'inspect.label'")).isEqualTo(LABEL);
        assertThat(json.getString("task.configuration.'inspect.label'")).isEqualTo(LABEL);
    }

    @ParameterizedTest
    @EnumSource
    void aSecretThatNoTaskNeedsIsNotInTheSandbox(Place place) {
        place.set(starter, "ledger.password", SECRET);
        starter.property("inspect.traces", "true");
        Service service = starter.start();

        Response response = service.client().findTraces(SECRET);

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(response.jsonPath().getList("service", String.class)).isNotEmpty();
        assertThat(response.jsonPath().getList("task", String.class)).isEmpty();
    }
}
