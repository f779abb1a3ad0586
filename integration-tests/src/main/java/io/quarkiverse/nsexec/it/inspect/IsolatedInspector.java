package io.quarkiverse.nsexec.it.inspect;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.nsexec.Isolated;

/**
 * The same questions as {@link SelfInspector}'s, asked in a sandbox of the default profile.
 */
@Isolated
@ApplicationScoped
class IsolatedInspector {

    private final SelfInspector self;

    IsolatedInspector(SelfInspector self) {
        this.self = self;
    }

    ProcessFacts facts() {
        return self.factsAndAttempts();
    }

    List<String> traces(String text) {
        return self.traces(text);
    }
}
