package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class UnknownKeyTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("hostnam", "a")
            .assertException(reports("hostnam = a: is an unknown key. Fix: the nearest known one is quarkus.nsexec.hostname."));
}
