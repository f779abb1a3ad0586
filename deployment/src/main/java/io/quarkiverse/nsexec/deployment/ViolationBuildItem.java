package io.quarkiverse.nsexec.deployment;

import io.quarkus.builder.item.MultiBuildItem;

/**
 * A broken rule. All of them are reported at once, and then the build fails.
 */
final class ViolationBuildItem extends MultiBuildItem {

    private final String text;

    /** @param text the configuration key or class#method, the value, the rule, and the fix */
    ViolationBuildItem(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
