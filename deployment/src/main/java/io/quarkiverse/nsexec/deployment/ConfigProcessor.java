package io.quarkiverse.nsexec.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import jakarta.inject.Singleton;

import io.quarkiverse.nsexec.runtime.config.ConfigKeys;
import io.quarkiverse.nsexec.runtime.config.NsexecBuildTimeConfig;
import io.quarkiverse.nsexec.runtime.config.ProfileBuildTimeConfig;
import io.quarkiverse.nsexec.runtime.config.ProfileReader;
import io.quarkiverse.nsexec.runtime.config.Profiles;
import io.quarkiverse.nsexec.runtime.config.ProfilesRecorder;
import io.quarkiverse.nsexec.runtime.config.SandboxProfile;
import io.quarkiverse.nsexec.runtime.config.Violations;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Produce;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.ServiceStartBuildItem;

/**
 * Reads the profiles, has them checked, and hands them to the application.
 */
class ConfigProcessor {

    @BuildStep
    ProfilesBuildItem profiles(NsexecBuildTimeConfig config, BuildProducer<ViolationBuildItem> violations) {
        Map<String, ProfileBuildTimeConfig> configs = new TreeMap<>();
        configs.put(ConfigKeys.DEFAULT_PROFILE, config.profiles().get(ConfigKeys.UNNAMED));
        for (Map.Entry<String, ProfileBuildTimeConfig> entry : config.profiles().entrySet()) {
            // join.user is the user namespace to join, not the user of a profile of that name
            if (!entry.getKey().equals(ConfigKeys.UNNAMED) && !ConfigKeys.isReserved(entry.getKey())) {
                configs.put(entry.getKey(), entry.getValue());
            }
        }
        List<SandboxProfile> valid = new ArrayList<>();
        for (Map.Entry<String, ProfileBuildTimeConfig> entry : configs.entrySet()) {
            valid.add(ProfileReader.read(entry.getKey(), entry.getValue()));
        }
        return new ProfilesBuildItem(new TreeSet<>(configs.keySet()), valid);
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
