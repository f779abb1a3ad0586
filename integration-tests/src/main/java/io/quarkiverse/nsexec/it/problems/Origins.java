package io.quarkiverse.nsexec.it.problems;

import java.util.List;
import java.util.Locale;

import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;

/**
 * Refuses what pages of others make a browser send here. The service asks nobody for a password, and a form or a script on any
 * page may post {@code text/plain} to it without asking first (no CORS preflight). What is no browser sends none of these
 * headers,
 * and passes.
 */
class Origins {

    private static final Logger LOG = Logger.getLogger(Origins.class);

    private final List<String> hosts;

    Origins(@ConfigProperty(name = "service.hosts") List<String> hosts) {
        this.hosts = hosts;
    }

    @ServerRequestFilter(preMatching = true)
    Response check(HttpServerRequest request) {
        HostAndPort asked = request.authority();
        if (asked != null && !hosts.contains(asked.host().toLowerCase(Locale.ROOT))) {
            // another's name that leads here: to the browser, that page and this service are the same site (DNS rebinding)
            LOG.infof("Refused a request to the host %s, which service.hosts does not list", asked.host());
            return refusal("The service is not known by this name.", request);
        }
        if (HttpMethod.POST.equals(request.method()) && isCrossSite(request, asked)) {
            return refusal("Requests that another site makes are not taken.", request);
        }
        return null;
    }

    /** By what the browser says of itself: Fetch Metadata, and Origin (RFC 6454) where it knows no Fetch Metadata. */
    private static boolean isCrossSite(HttpServerRequest request, HostAndPort asked) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return true;
        }
        String origin = request.getHeader("Origin");
        return origin != null && (asked == null || !authority(origin).equalsIgnoreCase(asked.toString()));
    }

    /** What follows the scheme; both headers leave out the scheme's usual port. An opaque origin is {@code null}. */
    private static String authority(String origin) {
        return origin.substring(origin.indexOf("://") < 0 ? 0 : origin.indexOf("://") + 3);
    }

    private static Response refusal(String detail, HttpServerRequest request) {
        return Problem.of(ProblemKind.CROSS_SITE, detail, request.path()).toResponse().build();
    }
}
