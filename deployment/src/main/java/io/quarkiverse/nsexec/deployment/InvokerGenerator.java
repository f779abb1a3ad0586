package io.quarkiverse.nsexec.deployment;

import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Objects;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.PrimitiveType;
import org.jboss.jandex.Type;

import io.quarkiverse.nsexec.runtime.worker.TaskInvoker;
import io.quarkus.gizmo.ClassCreator;
import io.quarkus.gizmo.ClassOutput;
import io.quarkus.gizmo.MethodCreator;
import io.quarkus.gizmo.MethodDescriptor;
import io.quarkus.gizmo.ResultHandle;
import io.quarkus.runtime.util.HashUtil;

/**
 * Generates the {@link TaskInvoker} of a task, in the package of its bean so that package-private members are in reach.
 */
final class InvokerGenerator {

    /** ArC's name for the method of an intercepted bean's subclass that calls the bean's own method, past all interceptors. */
    private static final String SUPERFORWARD = "$$superforward";
    /** ArC's suffix of the subclass of an intercepted bean. */
    private static final String SUBCLASS = "_Subclass";

    private final ClassOutput output;

    InvokerGenerator(ClassOutput output) {
        this.output = output;
    }

    /** Generates the invoker and returns the name of its class. */
    String generate(ClassInfo bean, MethodInfo method, boolean container) {
        String name = bean.name() + "_" + method.name() + "_NsexecInvoker_"
                + HashUtil.sha1(method.declaringClass().name() + method.parameterTypes().toString()).substring(0, 8);
        try (ClassCreator creator = ClassCreator.builder().classOutput(output).className(name)
                .interfaces(TaskInvoker.class).build()) {
            returnClass(creator, "beanClass", bean.name().toString());
            returnClass(creator, "declaringClass", method.declaringClass().name().toString());
            try (MethodCreator body = creator.getMethodCreator("methodName", String.class)) {
                body.returnValue(body.load(method.name()));
            }
            parameterTypes(creator, method);
            newInstance(creator, bean, container);
            invoke(creator, bean, method, container);
        }
        return name;
    }

    private static void returnClass(ClassCreator creator, String method, String type) {
        try (MethodCreator body = creator.getMethodCreator(method, Class.class)) {
            body.returnValue(body.loadClass(type));
        }
    }

    private static void parameterTypes(ClassCreator creator, MethodInfo method) {
        try (MethodCreator body = creator.getMethodCreator("parameterTypes", Class[].class)) {
            List<Type> types = method.parameterTypes();
            ResultHandle array = body.newArray(Class.class, types.size());
            for (int i = 0; i < types.size(); i++) {
                body.writeArrayValue(array, i, body.loadClass(erasure(types.get(i))));
            }
            body.returnValue(array);
        }
    }

    private static void newInstance(ClassCreator creator, ClassInfo bean, boolean container) {
        try (MethodCreator body = creator.getMethodCreator("newInstance", Object.class)) {
            if (container) {
                body.throwException(UnsupportedOperationException.class, bean.name() + " needs the container");
            } else {
                body.returnValue(body.newInstance(MethodDescriptor.ofConstructor(bean.name().toString())));
            }
        }
    }

    private static void invoke(ClassCreator creator, ClassInfo bean, MethodInfo method, boolean container) {
        try (MethodCreator body = creator.getMethodCreator("invoke", Object.class, Object.class, Object[].class)) {
            body.addException(Throwable.class);
            List<Type> types = method.parameterTypes();
            String[] parameters = new String[types.size()];
            ResultHandle[] arguments = new ResultHandle[types.size()];
            for (int i = 0; i < types.size(); i++) {
                parameters[i] = erasure(types.get(i));
                ResultHandle boxed = body.readArrayValue(body.getMethodParam(1), i);
                arguments[i] = types.get(i).kind() == Type.Kind.PRIMITIVE
                        ? body.smartCast(body.checkCast(boxed, boxed(types.get(i))), parameters[i])
                        : body.checkCast(boxed, parameters[i]);
            }
            String type = container ? bean.name() + SUBCLASS : bean.name().toString();
            String name = container ? method.name() + SUPERFORWARD : method.name();
            ResultHandle result = body.invokeVirtualMethod(
                    MethodDescriptor.ofMethod(type, name, erasure(method.returnType()), parameters),
                    body.checkCast(body.getMethodParam(0), type), arguments);
            switch (method.returnType().kind()) {
                case VOID -> body.returnValue(body.loadNull());
                case PRIMITIVE -> body.returnValue(body.smartCast(result, boxed(method.returnType())));
                default -> body.returnValue(result);
            }
        }
    }

    private static String boxed(Type primitive) {
        return PrimitiveType.box(primitive.asPrimitiveType()).name().toString();
    }

    private static String erasure(Type type) {
        return type.name().toString(); // of a type variable: its bound; of an array: its binary name
    }

    /** Whether the bean's own package may call the method: ArC's forwarding method is public, the method itself need not be. */
    static boolean directlyCallable(ClassInfo bean, MethodInfo method) {
        return Modifier.isPublic(method.flags())
                || Objects.equals(bean.name().packagePrefix(), method.declaringClass().name().packagePrefix());
    }
}
