package io.quarkiverse.nsexec.it;

import static io.quarkiverse.nsexec.it.Problems.assertProblem;

import java.net.URI;

import org.junit.jupiter.api.Test;

import io.quarkiverse.nsexec.it.samples.Archives;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class ArchivesTest implements ArchivesContract {

    @TestHTTPResource
    URI service;

    @Override
    public Client client() {
        return new Client(service.getPort());
    }

    @Test
    void aListingAboveTheProfilesPayloadIsTooLarge() {
        assertProblem(client().listArchive(Archives.namesThatSwell()), 413, "too-large");
    }
}
