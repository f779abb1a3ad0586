package io.quarkiverse.nsexec.deployment;

import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.ConfigProvider;

import io.quarkiverse.nsexec.runtime.config.NsexecBuildTimeConfig;
import io.quarkiverse.nsexec.runtime.config.Profiles;
import io.quarkiverse.nsexec.runtime.config.ProfilesRecorder;
import io.quarkiverse.nsexec.runtime.config.Violations;
import io.quarkiverse.nsexec.runtime.config.WrittenKeys;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Produce;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.ServiceStartBuildItem;
import io.smallrye.config.SmallRyeConfig;

/**
 * Reads the profiles, has them checked, and hands them to the application.
 */
class ConfigProcessor {

    @BuildStep
    ProfilesBuildItem profiles(NsexecBuildTimeConfig config, BuildProducer<ViolationBuildItem> violations) {
        SmallRyeConfig all = ConfigProvider.getConfig().unwrap(SmallRyeConfig.class);
        ConfigScan scan = ConfigScan.of(config, WrittenKeys.of(all));
        for (String violation : scan.violations()) {
            violations.produce(new ViolationBuildItem(violation));
        }
        return new ProfilesBuildItem(scan.names(), scan.valid());
    }

    @BuildStep
    @Produce(ServiceStartBuildItem.class)
    void report(List<ViolationBuildItem> violations) {
        List<String> texts = new ArrayList<>();
        for (ViolationBuildItem violation : violations) {
            texts.add(violation.text());
        }
        Violations.failOnAny(texts);
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    SyntheticBeanBuildItem profilesBean(ProfilesBuildItem profiles, ProfilesRecorder recorder) {
        return SyntheticBeanBuildItem.configure(Profiles.class)
                .scope(Singleton.class)
                .runtimeValue(recorder.profiles(profiles.valid()))
                .setRuntimeInit()
                .unremovable()
                .done();
    }
}
