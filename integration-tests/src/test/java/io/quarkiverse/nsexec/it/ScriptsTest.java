package io.quarkiverse.nsexec.it;

import java.net.URI;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class ScriptsTest implements ScriptsContract {

    @TestHTTPResource
    URI service;

    @Override
    public Client client() {
        return new Client(service.getPort());
    }
}
