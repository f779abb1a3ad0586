package io.quarkiverse.nsexec.deployment;

import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.ModuleEnableNativeAccessBuildItem;

/**
 * Announces that JNA calls native code, so that JDK 24 and later print no warning (JEP 472): Quarkus puts
 * {@code Enable-Native-Access}
 * into the manifest of the runner jar. For dev mode the extension's descriptor has the option (pom.xml of runtime); whoever
 * runs tests on such
 * a JDK passes {@code --enable-native-access=ALL-UNNAMED} to them.
 */
class NativeAccessProcessor {

    @BuildStep
    ModuleEnableNativeAccessBuildItem jna() {
        return new ModuleEnableNativeAccessBuildItem("com.sun.jna");
    }
}
