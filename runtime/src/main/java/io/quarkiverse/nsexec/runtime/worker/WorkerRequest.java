package io.quarkiverse.nsexec.runtime.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.quarkiverse.nsexec.runtime.payload.PayloadCap;
import io.quarkiverse.nsexec.runtime.payload.PayloadInput;
import io.quarkiverse.nsexec.runtime.payload.PayloadOutput;

/**
 * What a worker is told: how to set itself up, and the call.
 *
 * @param applicationClass the generated application class whose static initialiser starts the container; empty where the task's
 *        bean needs none
 * @param configuration values of the configuration properties that injection points reachable from the task need, as the
 *        service sees them; nothing else of the operator's configuration reaches the worker
 * @param mappings configuration mapping classes that are injected, each as {@code class:prefix}
 * @param invokerClass name of the generated {@link TaskInvoker}
 * @param beanIdentifier the container's identifier of the bean; empty where the invoker makes the instance itself
 * @param arguments as the method's codec encoded them
 */
public record WorkerRequest(String applicationClass, Map<String, String> configuration, List<String> mappings,
        String invokerClass, String beanIdentifier, byte[] arguments) {

    /** Bytes of all that is not arguments; the frame's own bound is below it. */
    private static final int MAX_TEXT = 1 << 20;

    boolean needsContainer() {
        return !beanIdentifier.isEmpty();
    }

    /** The body of the frame. */
    public byte[] encode(PayloadCap cap) {
        PayloadOutput out = PayloadOutput.forRequest(cap);
        out.writeString(applicationClass);
        out.writeInt(configuration.size());
        for (Map.Entry<String, String> property : configuration.entrySet()) {
            out.writeString(property.getKey());
            out.writeString(property.getValue());
        }
        out.writeInt(mappings.size());
        for (String mapping : mappings) {
            out.writeString(mapping);
        }
        out.writeString(invokerClass);
        out.writeString(beanIdentifier);
        out.writeBytes(arguments);
        return out.toByteArray();
    }

    static WorkerRequest decode(byte[] body) {
        PayloadInput in = new PayloadInput(body);
        String applicationClass = in.readString("application class", MAX_TEXT);
        Map<String, String> configuration = new TreeMap<>();
        int properties = in.readInt("number of properties");
        for (int i = 0; i < properties; i++) {
            configuration.put(in.readString("property name", MAX_TEXT), in.readString("property value", MAX_TEXT));
        }
        List<String> mappings = new ArrayList<>();
        int count = in.readInt("number of mappings");
        for (int i = 0; i < count; i++) {
            mappings.add(in.readString("mapping", MAX_TEXT));
        }
        WorkerRequest request = new WorkerRequest(applicationClass, configuration, mappings,
                in.readString("invoker class", MAX_TEXT), in.readString("bean identifier", MAX_TEXT),
                in.readBytes("arguments", body.length));
        in.end("the request");
        return request;
    }
}
