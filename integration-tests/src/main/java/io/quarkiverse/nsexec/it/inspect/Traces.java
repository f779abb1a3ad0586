package io.quarkiverse.nsexec.it.inspect;

import java.util.List;

/**
 * Where a text is found.
 */
record Traces(List<String> task, List<String> service) {
}
