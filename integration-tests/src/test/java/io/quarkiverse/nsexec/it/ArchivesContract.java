package io.quarkiverse.nsexec.it;

import static io.quarkiverse.nsexec.it.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkiverse.nsexec.it.samples.Archives;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;

/**
 * What holds for archives, whichever way the service was started.
 */
public interface ArchivesContract {

    Client client();

    @Test
    default void listsTheEntriesOfAnArchive() {
        Response response = client().listArchive(Archives.zip("one.txt", "folder/two.txt"));

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        JsonPath json = response.jsonPath();
        assertThat(json.getList("entries.name", String.class)).containsExactly("one.txt", "folder/two.txt");
        assertThat(json.getList("entries.size", Long.class)).containsExactly(7L, 14L);
        assertThat(json.getList("entries.lastModified", String.class)).containsOnly(Archives.CHANGED.toString());
        assertThat(json.getList("entries.warnings.flatten()", String.class)).isEmpty();
        assertThat(json.getLong("size")).isEqualTo(21);
    }

    @Test
    default void aBombWithinTheLimitsIsListedWithAWarning() {
        Response response = client().listArchive(Archives.bomb(64));

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        JsonPath json = response.jsonPath();
        assertThat(json.getLong("entries[0].size")).isEqualTo(64 << 20);
        assertThat(json.getLong("entries[0].compressedSize")).isLessThan(64 << 20 >> 9);
        assertThat(json.getList("entries[0].warnings", String.class)).containsExactly("EXPANDS_A_LOT");
    }

    @Test
    default void aNameThatClimbsIsListedWithAWarning() {
        Response response = client().listArchive(Archives.zip("../../etc/passwd"));

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(response.jsonPath().getList("entries[0].warnings", String.class)).containsExactly("LEAVES_ITS_FOLDER");
    }

    @Test
    default void aTruncatedArchiveIsToldToBeBroken() {
        Response response = client().listArchive(Archives.truncated());

        assertProblem(response, 422, "unusable-input");
        assertThat(response.jsonPath().getString("reason")).isEqualTo("broken-archive");
    }
}
