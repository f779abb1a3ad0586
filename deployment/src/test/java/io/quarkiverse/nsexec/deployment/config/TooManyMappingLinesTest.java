package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class TooManyMappingLinesTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("uid-mappings", Mappings.ofLines(341),
            "gid-mappings", "0:self:1")
            .assertException(reports(
                    "uid-mappings = 0:0:1,1:1:1,...: a mapping must not have more than 340 entries, as the kernel takes no more; this one has 341"));
}
