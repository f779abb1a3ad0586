package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class JoinPathNotAbsoluteTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("join.net", "netns/a")
            .assertException(reports("join.\"net\" = netns/a: must be an absolute path"));
}
