package io.quarkiverse.nsexec.runtime.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.quarkiverse.nsexec.TaskRejectedException;
import io.quarkiverse.nsexec.runtime.config.ProfileLimits;

@Timeout(60)
class ProfileGateTest {

    @Test
    void moreThanSlotsAndQueueHoldAreRejectedWithTheKeysToRaise() throws Exception {
        ProfileGate gate = gate("untrusted", 2, 1);
        gate.acquire();
        gate.acquire();
        gate.acquireAsync();
        assertThatThrownBy(gate::acquire).isInstanceOf(TaskRejectedException.class)
                .hasMessageContaining("Profile \"untrusted\"")
                .hasMessageContaining("quarkus.nsexec.\"untrusted\".max-concurrent = 2")
                .hasMessageContaining("quarkus.nsexec.\"untrusted\".queue-size = 1");
        assertThatThrownBy(gate::acquireAsync).isInstanceOf(TaskRejectedException.class);
    }

    @Test
    void theDefaultProfilesKeysHaveNoName() throws Exception {
        ProfileGate gate = gate("", 1, 0);
        gate.acquire();
        assertThatThrownBy(gate::acquire).hasMessageContaining("The default profile")
                .hasMessageContaining("quarkus.nsexec.max-concurrent = 1")
                .hasMessageContaining("quarkus.nsexec.queue-size = 0");
    }

    @Test
    void aSlotGoesToWhoWaitsLongest() throws Exception {
        ProfileGate gate = gate("", 1, 3);
        ProfileGate.Slot first = gate.acquire();
        CompletionStage<ProfileGate.Slot> second = gate.acquireAsync();
        CompletionStage<ProfileGate.Slot> third = gate.acquireAsync();
        first.release();
        assertThat(second.toCompletableFuture()).isDone();
        assertThat(third.toCompletableFuture()).isNotDone();
        assertThat(gate.taken()).isEqualTo(1);
        second.toCompletableFuture().get().release();
        third.toCompletableFuture().get().release();
        assertThat(gate.taken()).isZero();
    }

    @Test
    void releasingTwiceGivesBackOneSlot() throws Exception {
        ProfileGate gate = gate("", 2, 0);
        ProfileGate.Slot slot = gate.acquire();
        gate.acquire();
        slot.release();
        slot.release();
        assertThat(gate.taken()).isEqualTo(1);
    }

    @Test
    void whoGivesUpLeavesTheQueue() throws Exception {
        ProfileGate gate = gate("", 1, 1);
        ProfileGate.Slot first = gate.acquire();
        assertThat(gate.acquireAsync().toCompletableFuture().cancel(false)).isTrue();
        assertThat(gate.waiting()).isZero();
        CompletionStage<ProfileGate.Slot> next = gate.acquireAsync();
        first.release();
        assertThat(next.toCompletableFuture()).isDone();
    }

    @Test
    void anInterruptedWaitLeavesTheQueueWithoutASlot() throws Exception {
        ProfileGate gate = gate("", 1, 1);
        ProfileGate.Slot first = gate.acquire();
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try {
                gate.acquire();
                thrown.complete(null);
            } catch (Throwable e) {
                thrown.complete(e);
            }
        });
        waiting.start();
        while (gate.waiting() == 0) {
            Thread.onSpinWait();
        }
        waiting.interrupt();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(gate.waiting()).isZero();
        first.release();
        assertThat(gate.taken()).isZero();
    }

    private static ProfileGate gate(String name, int maxConcurrent, int queueSize) {
        return new ProfileGate(name,
                new ProfileLimits(Duration.ofSeconds(1), Duration.ofSeconds(1), maxConcurrent, queueSize, 1));
    }
}
