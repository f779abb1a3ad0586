package io.quarkiverse.nsexec.runtime.payload;

/**
 * How a task hands over its result; what crosses is the value within.
 */
public enum ResultKind {

    VOID,
    VALUE,
    /** {@code io.smallrye.mutiny.Uni<T>}: the item crosses. */
    UNI,
    /** {@code CompletionStage<T>} or {@code CompletableFuture<T>}: the value crosses. */
    COMPLETION_STAGE;

    /** By its name, so that this package needs no Mutiny. */
    public static final String UNI_CLASS = "io.smallrye.mutiny.Uni";

    /** The kind of a method whose erased return type has this binary name. */
    public static ResultKind of(String returnType) {
        switch (returnType) {
            case "void":
                return VOID;
            case UNI_CLASS:
                return UNI;
            case "java.util.concurrent.CompletionStage":
            case "java.util.concurrent.CompletableFuture":
                return COMPLETION_STAGE;
            default:
                return VALUE;
        }
    }

    /** Whether the result comes later, so that the call must not wait for it. */
    public boolean isAsync() {
        return this == UNI || this == COMPLETION_STAGE;
    }
}
