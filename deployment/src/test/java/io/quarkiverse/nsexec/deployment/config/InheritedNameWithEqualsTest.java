package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class InheritedNameWithEqualsTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("inherit-environment", "TZ,LANG=C")
            .assertException(reports("inherit-environment = LANG=C: the name of an environment variable must not contain '='"));
}
