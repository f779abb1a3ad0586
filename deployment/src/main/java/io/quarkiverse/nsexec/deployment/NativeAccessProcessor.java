package io.quarkiverse.nsexec.deployment;

import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.ModuleEnableNativeAccessBuildItem;

/**
 * Announces that JNA calls native code, so that JDK 24 and later print no warning (JEP 472): Quarkus puts
 * {@code Enable-Native-Access}
 * into the manifest of the runner jar. There is no such place for dev mode and tests.
 */
class NativeAccessProcessor {

    @BuildStep
    ModuleEnableNativeAccessBuildItem jna() {
        return new ModuleEnableNativeAccessBuildItem("com.sun.jna");
    }
}
