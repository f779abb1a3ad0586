package io.quarkiverse.nsexec.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import io.quarkiverse.nsexec.runtime.launch.Counts;

/** Runs after all other classes. */
@Order(Integer.MAX_VALUE)
class NothingIsLeftTest {

    @Test
    void noProcessNoThreadAndNoDescriptorIsLeftOfAllTests() throws InterruptedException {
        Counts.await(Counts.withoutThreads()); // the last ones may still be ending
        Counts left = Counts.now();
        assertThat(left.children()).as("child processes, zombies among them").isZero();
        assertThat(left.threads()).isEmpty();
        assertThat(left.descriptors()).noneMatch(target -> target.contains("nsexec") || target.contains("eventpoll"));
    }
}
