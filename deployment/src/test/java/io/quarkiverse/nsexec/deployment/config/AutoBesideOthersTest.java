package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class AutoBesideOthersTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("uid-mappings", "auto,1:100000:10",
            "gid-mappings", "0:self:1")
            .assertException(reports("uid-mappings = auto,1:100000:10: 'auto' must stand alone"));
}
