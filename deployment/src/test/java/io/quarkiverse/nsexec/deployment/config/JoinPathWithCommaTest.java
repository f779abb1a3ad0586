package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class JoinPathWithCommaTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("join.net", "/run/netns/a,b")
            .assertException(reports("join.\"net\" = /run/netns/a,b: the path of a namespace must not contain a comma"));
}
