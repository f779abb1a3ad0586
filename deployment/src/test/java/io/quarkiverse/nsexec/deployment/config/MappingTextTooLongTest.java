package io.quarkiverse.nsexec.deployment.config;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class MappingTextTooLongTest extends BrokenBuild {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application("uid-mappings", Mappings.ofBytes(4096),
            "gid-mappings", "0:self:1")
            .assertException(reports(
                    "uid-mappings = 0:1000000000:1,...: a mapping must not have more than 4095 bytes in lines of 'container host size', as the kernel takes no more; this one has 4096"));
}
