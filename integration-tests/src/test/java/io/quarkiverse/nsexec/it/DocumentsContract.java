package io.quarkiverse.nsexec.it;

import static io.quarkiverse.nsexec.it.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import io.quarkiverse.nsexec.it.samples.Documents;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;

/**
 * What holds for documents, whichever way the service was started.
 */
public interface DocumentsContract {

    Client client();

    @Test
    default void readsTextAndMetadataOfADocument() {
        Response response = client().readDocument(Documents.pages("The first page", "The second page"));

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        JsonPath json = response.jsonPath();
        assertThat(json.getString("text")).isEqualTo("The first page\nThe second page");
        assertThat(json.getString("title")).isEqualTo(Documents.TITLE);
        assertThat(json.getString("author")).isEqualTo(Documents.AUTHOR);
        assertThat(json.getString("created")).isEqualTo(Documents.CREATED.toString());
        assertThat(json.getString("subject")).isNull();
        assertThat(json.getInt("pages")).isEqualTo(2);
        assertThat(json.getInt("pagesRead")).isEqualTo(2);
    }

    @Test
    default void aTruncatedDocumentIsToldToBeDamaged() {
        Response response = client().readDocument(Documents.truncated());

        assertProblem(response, 422, "unusable-input");
        assertThat(response.jsonPath().getString("reason")).isEqualTo("damaged");
    }

    @Test
    default void anEncryptedDocumentIsToldToBeEncrypted() {
        Response response = client().readDocument(Documents.encrypted());

        assertProblem(response, 422, "unusable-input");
        assertThat(response.jsonPath().getString("reason")).isEqualTo("encrypted");
    }

    @Test
    default void whatIsNoDocumentIsToldToBeNone() {
        Response response = client().readDocument("no document".getBytes(StandardCharsets.UTF_8));

        assertProblem(response, 422, "unusable-input");
        assertThat(response.jsonPath().getString("reason")).isEqualTo("not-a-pdf");
    }
}
