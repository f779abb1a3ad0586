package io.quarkiverse.nsexec.it.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.nsexec.it.Processes;
import io.quarkiverse.nsexec.it.samples.Scripts;
import io.restassured.response.Response;

/**
 * What the end of the service means for a request in flight, and for the script in it.
 */
class ShutdownIT {

    private final Starter starter = new Starter(Setting.current());

    @TempDir
    Path folder;

    @AfterEach
    void clean() {
        starter.close();
    }

    @Test
    void aRequestInFlightIsAnsweredBeforeTheServiceStops() {
        Service service = starter.start();
        Path go = folder.resolve("go");
        String mark = Scripts.mark();
        CompletableFuture<Response> inFlight = Background.supply(() -> service.client().runScript(
                "sh -c 'while [ ! -e \"$1\" ]; do sleep 0.1; done' " + mark + " " + go + "; echo answered\n"));
        Processes.awaitSomeWith(mark);

        CompletableFuture<Void> stop = Background.run(service::terminate);
        assertThat(Processes.await(() -> service.log().contains("Waiting for HTTP requests"))).as("it stops").isTrue();
        create(go);

        assertThat(inFlight.join().jsonPath().getString("stdout")).isEqualTo("answered\n");
        stop.join();
    }

    @Test
    void aServiceThatIsKilledLeavesNoScriptInItsTemporaryFolder() {
        Service service = starter.property("java.io.tmpdir", folder.toString()).start();
        String mark = Scripts.mark();
        Background.run(() -> service.client().runScript(Scripts.waiting(mark)));
        Processes.awaitSomeWith(mark);

        service.kill();

        assertThat(filesWith(mark)).isEmpty();
        Processes.awaitNoneWith(mark);
    }

    private List<Path> filesWith(String text) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, Files::isRegularFile)) {
            for (Path file : files) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
                    found.add(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static void create(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
