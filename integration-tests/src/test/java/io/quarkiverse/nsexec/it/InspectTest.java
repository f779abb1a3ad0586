package io.quarkiverse.nsexec.it;

import java.net.URI;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class InspectTest implements InspectContract {

    private static Client client;

    @TestHTTPResource
    URI service;

    @Override
    public Client client() {
        if (client == null) {
            client = new Client(service.getPort());
        }
        return client;
    }
}
