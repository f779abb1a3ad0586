package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class DomainnameWithOtherCharactersTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("domainname", "a b")
            .assertException(reports("domainname = a b: must consist of letters, digits, '-', '_' and '.'"));
}
