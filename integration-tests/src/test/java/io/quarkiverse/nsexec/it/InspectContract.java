package io.quarkiverse.nsexec.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;

/**
 * The facts of the kernel about a task, the service and the launcher, whichever way the service was started.
 */
public interface InspectContract {

    Client client();

    private JsonPath inspect() {
        Response response = client().inspection();
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response.jsonPath();
    }

    @Test
    default void aTaskHasAPidOfItsOwnNamespaceWhosePid1IsTheInit() {
        JsonPath json = inspect();

        assertThat(json.getLong("task.pid")).isGreaterThan(1).isLessThan(100);
        assertThat(json.getString("task.init_comm")).startsWith("nsexec");
    }

    @Test
    default void aTaskHasSevenNamespacesOfItsOwn() {
        JsonPath json = inspect();

        Map<String, String> task = json.getMap("task.namespaces");
        Map<String, String> service = json.getMap("service.namespaces");
        List<String> differing = new ArrayList<>();
        task.forEach((name, link) -> {
            if (!link.equals(service.get(name))) {
                differing.add(name);
            }
        });
        assertThat(differing).containsExactlyInAnyOrder("user", "pid", "pid_for_children", "mnt", "net", "ipc", "uts",
                "cgroup");
    }

    @Test
    default void theIdsOfATaskAreMappedToTheServices() {
        JsonPath json = inspect();

        long uid = json.getLong("service.uid");
        long gid = json.getLong("service.gid");
        assertThat(json.getList("task.uid_map", String.class)).containsExactly("0 " + uid + " 1");
        assertThat(json.getList("task.gid_map", String.class)).containsExactly("0 " + gid + " 1");
        assertThat(json.getLong("task.uid")).isZero();
        assertThat(json.getLong("task.gid")).isZero();
    }

    @Test
    default void onlyTheTaskHasTheConfiguredOomScore() {
        JsonPath json = inspect();

        assertThat(json.getInt("task.oom_score_adj")).isEqualTo(600);
        assertThat(json.getInt("service.oom_score_adj")).isNotEqualTo(600);
        assertThat(json.getInt("launcher.oom_score_adj")).isEqualTo(json.getInt("service.oom_score_adj"));
    }

    @Test
    default void aTaskCannotLowerItsOomScore() {
        JsonPath json = inspect();

        assertThat(json.getBoolean("task.oom_score_adj_lowering.succeeded")).isFalse();
        assertThat(json.getString("task.oom_score_adj_lowering.error")).contains("Read-only file system");
    }

    @Test
    default void onlyTheTaskHasTheConfiguredHostname() {
        JsonPath json = inspect();

        assertThat(json.getString("task.hostname")).isEqualTo("inspected");
        assertThat(json.getString("service.hostname")).isNotEqualTo("inspected");
    }

    @Test
    default void theCgroupOfATaskIsTheRootOfItsNamespace() {
        JsonPath json = inspect();

        assertThat(json.getList("task.cgroup", String.class)).isNotEmpty().allMatch(line -> line.endsWith(":/"));
    }

    @Test
    default void theEnvironmentOfATaskIsEmpty() {
        JsonPath json = inspect();

        assertThat(json.getList("task.environment", String.class)).isEmpty();
        assertThat(json.getList("service.environment", String.class)).contains("PATH");
    }

    @Test
    default void theLauncherKeepsTheNamespacesOfTheService() {
        JsonPath json = inspect();

        assertThat(json.getMap("launcher.namespaces")).isEqualTo(json.getMap("service.namespaces"));
    }
}
