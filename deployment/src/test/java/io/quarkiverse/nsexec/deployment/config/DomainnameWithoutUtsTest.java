package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class DomainnameWithoutUtsTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("namespaces", "user,pid,mount",
            "domainname", "example.org")
            .assertException(reports("domainname = example.org: needs the uts namespace"));
}
