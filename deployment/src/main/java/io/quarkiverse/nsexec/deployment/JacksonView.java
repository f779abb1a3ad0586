package io.quarkiverse.nsexec.deployment;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.RecordComponentInfo;
import org.jboss.jandex.Type;

/**
 * What Jackson makes of one class, without the classes above it: its properties, and its annotations. As Jackson sees it by
 * default: public getters, public fields, what is annotated, and the components of records.
 */
final class JacksonView {

    private static final String PACKAGE = "com.fasterxml.jackson.annotation.";
    private static final DotName IGNORE = DotName.createSimple(PACKAGE + "JsonIgnore");
    private static final DotName IGNORE_PROPERTIES = DotName.createSimple(PACKAGE + "JsonIgnoreProperties");
    private static final DotName IGNORE_TYPE = DotName.createSimple(PACKAGE + "JsonIgnoreType");
    private static final DotName PROPERTY = DotName.createSimple(PACKAGE + "JsonProperty");
    private static final DotName CREATOR = DotName.createSimple(PACKAGE + "JsonCreator");
    private static final DotName VALUE = DotName.createSimple(PACKAGE + "JsonValue");
    private static final DotName TYPE_INFO = DotName.createSimple(PACKAGE + "JsonTypeInfo");
    private static final DotName SUB_TYPES = DotName.createSimple(PACKAGE + "JsonSubTypes");
    private static final DotName SERIALIZE = DotName.createSimple("com.fasterxml.jackson.databind.annotation.JsonSerialize");
    private static final DotName DESERIALIZE = DotName
            .createSimple("com.fasterxml.jackson.databind.annotation.JsonDeserialize");
    private static final DotName CONSTRUCTOR_PROPERTIES = DotName.createSimple("java.beans.ConstructorProperties");

    private final ClassInfo type;

    JacksonView(ClassInfo type) {
        this.type = type;
    }

    /** Something that Jackson writes or reads under a name. */
    record Property(String name, Type type) {
    }

    /** The properties by name; one that is written as another type than it is read as, twice. */
    List<Property> properties() {
        List<Property> properties = new ArrayList<>();
        for (RecordComponentInfo component : type.recordComponents()) {
            properties.add(new Property(component.name(), component.type()));
        }
        for (FieldInfo field : type.fields()) {
            boolean usual = Modifier.isPublic(field.flags()) && !Modifier.isTransient(field.flags());
            if (!Modifier.isStatic(field.flags()) && !field.isSynthetic() && (usual || field.hasAnnotation(PROPERTY))) {
                properties.add(new Property(field.name(), field.type()));
            }
        }
        for (MethodInfo method : type.methods()) {
            addAccessor(method, properties);
        }
        addCreators(properties);
        Set<String> ignored = ignored();
        properties.removeIf(property -> ignored.contains(property.name()) || hasOwnCode(property.name()));
        properties.sort(Comparator.comparing(Property::name));
        return properties;
    }

    private static void addAccessor(MethodInfo method, List<Property> properties) {
        String getter = propertyOfGetter(method);
        if (getter != null) {
            properties.add(new Property(getter, method.returnType()));
        }
        String setter = propertyOfSetter(method);
        if (setter != null) {
            properties.add(new Property(setter, method.parameterType(0)));
        }
    }

    /** What a creator takes is read, whether or not it is written under that name. */
    private void addCreators(List<Property> properties) {
        List<AnnotationInstance> creators = new ArrayList<>(annotations(CREATOR));
        creators.addAll(annotations(CONSTRUCTOR_PROPERTIES));
        for (AnnotationInstance creator : creators) {
            MethodInfo method = creator.target().asMethod();
            for (int i = 0; i < method.parametersCount(); i++) {
                String name = method.parameterName(i);
                properties.add(new Property(name == null ? "parameter" + (i + 1) : name, method.parameterType(i)));
            }
        }
    }

    private static String propertyOfSetter(MethodInfo method) {
        boolean usual = Modifier.isPublic(method.flags()) || method.hasAnnotation(PROPERTY);
        if (!usual || Modifier.isStatic(method.flags()) || method.isSynthetic() || method.parametersCount() != 1
                || !method.name().startsWith("set") || method.name().length() == 3) {
            return null;
        }
        return decapitalized(method.name().substring(3));
    }

    private static String propertyOfGetter(MethodInfo method) {
        int flags = method.flags();
        if (Modifier.isStatic(flags) || method.isSynthetic() || method.parametersCount() != 0
                || method.returnType().kind() == Type.Kind.VOID) {
            return null;
        }
        boolean annotated = method.hasAnnotation(PROPERTY);
        if (!Modifier.isPublic(flags) && !annotated) {
            return null;
        }
        String name = method.name();
        if (name.startsWith("get") && name.length() > 3 && !name.equals("getClass")) {
            return decapitalized(name.substring(3));
        }
        boolean flag = method.returnType().name().toString().equals("boolean")
                || method.returnType().name().toString().equals("java.lang.Boolean");
        if (name.startsWith("is") && name.length() > 2 && flag) {
            return decapitalized(name.substring(2));
        }
        return annotated ? name : null;
    }

    /** As Jackson does it, not java.beans: all leading capitals. */
    private static String decapitalized(String name) {
        StringBuilder result = new StringBuilder(name);
        for (int i = 0; i < result.length() && Character.isUpperCase(result.charAt(i)); i++) {
            result.setCharAt(i, Character.toLowerCase(result.charAt(i)));
        }
        return result.toString();
    }

    /** Names of properties that the class does without, also those of classes above it. */
    Set<String> ignored() {
        Set<String> names = new HashSet<>();
        AnnotationInstance list = type.declaredAnnotation(IGNORE_PROPERTIES);
        if (list != null && list.value() != null) {
            names.addAll(List.of(list.value().asStringArray()));
        }
        for (AnnotationInstance annotation : annotations(IGNORE)) {
            AnnotationValue value = annotation.value();
            String name = memberName(annotation.target());
            if (name != null && (value == null || value.asBoolean())) {
                names.add(name);
            }
        }
        return names;
    }

    /** A serializer or deserializer of its own at the property: what it writes and reads is the application's matter. */
    private boolean hasOwnCode(String property) {
        for (DotName name : List.of(SERIALIZE, DESERIALIZE)) {
            for (AnnotationInstance annotation : annotations(name)) {
                if (property.equals(memberName(annotation.target())) && annotation.value("using") != null) {
                    return true;
                }
            }
        }
        return false;
    }

    private List<AnnotationInstance> annotations(DotName name) {
        return type.annotations(name);
    }

    private String memberName(AnnotationTarget target) {
        switch (target.kind()) {
            case FIELD:
                return target.asField().name();
            case RECORD_COMPONENT:
                return target.asRecordComponent().name();
            case METHOD_PARAMETER:
                return target.asMethodParameter().name();
            case METHOD:
                MethodInfo method = target.asMethod();
                String getter = propertyOfGetter(method);
                if (getter != null) {
                    return getter;
                }
                String setter = propertyOfSetter(method);
                return setter != null ? setter : method.name();
            default:
                return null;
        }
    }

    boolean isIgnoredType() {
        return type.hasDeclaredAnnotation(IGNORE_TYPE);
    }

    /** A serializer and a deserializer of the class's own. */
    boolean hasOwnCode() {
        return classValue(DESERIALIZE, "using") != null;
    }

    /** What {@code @JsonDeserialize(as = ...)} names, or null. */
    Type readAs() {
        return classValue(DESERIALIZE, "as");
    }

    boolean hasBuilder() {
        return classValue(DESERIALIZE, "builder") != null;
    }

    private Type classValue(DotName annotation, String member) {
        AnnotationInstance instance = type.declaredAnnotation(annotation);
        AnnotationValue value = instance == null ? null : instance.value(member);
        return value == null ? null : value.asClass();
    }

    /** The class or a property asks for names of classes as type ids; the member, or null where none does. */
    String classNamesAsIds() {
        for (AnnotationInstance info : annotations(TYPE_INFO)) {
            String use = info.value("use") == null ? "NAME" : info.value("use").asEnum();
            if (!use.equals("NAME") && !use.equals("SIMPLE_NAME") && !use.equals("DEDUCTION") && !use.equals("NONE")) {
                return use;
            }
        }
        return null;
    }

    /** The subtypes that Jackson tells apart by name. Empty where there are none, or no type id. */
    List<Type> subTypes() {
        AnnotationInstance info = type.declaredAnnotation(TYPE_INFO);
        AnnotationInstance list = type.declaredAnnotation(SUB_TYPES);
        List<Type> subTypes = new ArrayList<>();
        if (info != null && list != null) {
            for (AnnotationInstance subType : list.value().asNestedArray()) {
                subTypes.add(subType.value().asClass());
            }
        }
        return subTypes;
    }

    /** What {@code @JsonValue} gives, or null. */
    Type value() {
        for (AnnotationInstance annotation : annotations(VALUE)) {
            if (annotation.target().kind() == AnnotationTarget.Kind.METHOD) {
                return annotation.target().asMethod().returnType();
            }
            if (annotation.target().kind() == AnnotationTarget.Kind.FIELD) {
                return annotation.target().asField().type();
            }
        }
        return null;
    }

    /** Whether Jackson can make an instance. */
    boolean isConstructible() {
        if (type.isRecord() || hasBuilder() || !annotations(CREATOR).isEmpty()
                || !annotations(CONSTRUCTOR_PROPERTIES).isEmpty()) {
            return true;
        }
        MethodInfo onlyVisible = null;
        int visible = 0;
        for (MethodInfo constructor : type.constructors()) {
            if (constructor.parametersCount() == 0) {
                return true;
            }
            if (Modifier.isPublic(constructor.flags())) {
                onlyVisible = constructor;
                visible++;
            }
        }
        // found by the names of its parameters; with a single one Jackson cannot tell a property from the whole
        return visible == 1 && onlyVisible.parametersCount() > 1 && onlyVisible.parameterName(0) != null;
    }

    /** Whether there is state of which Jackson sees nothing. */
    boolean hasFields() {
        for (FieldInfo field : type.fields()) {
            if (!Modifier.isStatic(field.flags()) && !Modifier.isTransient(field.flags()) && !field.isSynthetic()) {
                return true;
            }
        }
        return false;
    }
}
