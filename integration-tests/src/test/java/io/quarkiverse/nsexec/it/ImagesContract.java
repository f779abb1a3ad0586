package io.quarkiverse.nsexec.it;

import static io.quarkiverse.nsexec.it.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.nsexec.it.samples.Images;
import io.restassured.response.Response;

/**
 * What holds for images, whichever way the service was started.
 */
public interface ImagesContract {

    Client client();

    @ParameterizedTest
    @ValueSource(strings = { "png", "jpeg", "gif" })
    default void makesAThumbnail(String format) {
        Response response = client().makeThumbnail("image/" + format, Images.encode(format, 640, 480), 64);

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(response.contentType()).isEqualTo("image/png");
        BufferedImage thumbnail = Images.decode(response.asByteArray());
        assertThat(thumbnail.getWidth()).isEqualTo(64);
        assertThat(thumbnail.getHeight()).isEqualTo(48);
        assertThat(new Color(thumbnail.getRGB(8, 24)).getRed()).isGreaterThan(200);
        assertThat(new Color(thumbnail.getRGB(56, 24)).getBlue()).isGreaterThan(200);
    }

    @Test
    default void aTruncatedImageIsToldToBeUnreadable() {
        Response response = client().makeThumbnail("image/png", Images.truncated(), 64);

        assertProblem(response, 422, "unusable-input");
        assertThat(response.jsonPath().getString("reason")).isEqualTo("unreadable-image");
    }

    @Test
    default void anImageOfAbsurdDimensionsIsToldToBeUnreadable() {
        Response response = client().makeThumbnail("image/png", Images.absurdDimensions(), 64);

        assertProblem(response, 422, "unusable-input");
        assertThat(response.jsonPath().getString("detail")).contains("2147483647 by 2147483647");
    }

    @Test
    default void anImageAboveTheProfilesPayloadIsTooLarge() {
        assertProblem(client().makeThumbnail("image/png", new byte[13 << 20], 64), 413, "too-large");
    }
}
