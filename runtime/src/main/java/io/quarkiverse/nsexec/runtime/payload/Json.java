package io.quarkiverse.nsexec.runtime.payload;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Type;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.PolymorphicTypeValidator;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;

import io.quarkiverse.nsexec.PayloadException;

/**
 * All that knows Jackson. The mapper is ours, not the application's: the same on both sides whatever customizers one of them
 * has, bound to declared types, without default typing. Which members are properties is what Quarkus' mapper takes too: public
 * getters and fields, constructor parameters by name, Jackson's annotations; unknown properties are ignored. Unlike there,
 * dates keep their offset and zone, and scalars are not coerced.
 */
final class Json {

    /**
     * A record within a record takes over 1 KiB of stack: at Jackson's own default of 1000 a thread of 1 MiB overflows, at a
     * place that the sender chooses.
     */
    static final int MAX_DEPTH = 200;

    /** Digits; RSA numbers of 16384 bits have 4933. Parsing grows with the square of it. */
    static final int MAX_NUMBER = 10_000;

    /** Jackson's own default; keys of maps are names too. */
    static final int MAX_NAME = 50_000;

    /** A token of few bytes may become an object of a hundred: without this, a small payload could fill the heap. */
    static final long MAX_TOKENS = 10_000_000;

    /**
     * Types that the build refuses, and that must not be made even where a class hides one: of what a sandbox sends, Jackson
     * would load classes, open file systems and ask name servers.
     */
    private static final Class<?>[] REFUSED = { Class.class, Path.class, File.class, InetAddress.class,
            InetSocketAddress.class };

    private static final ObjectMapper MAPPER = createMapper();

    private Json() {
    }

    private static ObjectMapper createMapper() {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(MAX_NUMBER)
                        .maxNameLength(MAX_NAME)
                        .maxTokenCount(MAX_TOKENS)
                        // the cap bounds both: what is read is an array of at most that length
                        .maxStringLength(PayloadCap.MAX_ARRAY)
                        .build())
                .streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                // names that a sandbox chose must not stay in the JVM's table of strings; Jackson's own table is bounded and
                // seeded, and without it Jackson takes a parser that lets malformed UTF-8 pass
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
        return JsonMapper.builder(factory)
                .addModule(new Jdk8Module())
                .addModule(new JavaTimeModule().disable(JavaTimeFeature.NORMALIZE_DESERIALIZED_ZONE_ID))
                .addModule(new ParameterNamesModule())
                .addModule(ownModule())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .enable(SerializationFeature.WRITE_DATES_WITH_ZONE_ID)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(MapperFeature.BLOCK_UNSAFE_POLYMORPHIC_BASE_TYPES)
                .polymorphicTypeValidator(new RefusingTypeValidator())
                .build();
    }

    private static SimpleModule ownModule() {
        SimpleModule module = new SimpleModule("nsexec");
        for (Class<?> refused : REFUSED) {
            refuse(module, refused);
        }
        // keeps the order in which the other side saw the elements
        module.addAbstractTypeMapping(Set.class, LinkedHashSet.class);
        return module;
    }

    private static <T> void refuse(SimpleModule module, Class<T> type) {
        module.addDeserializer(type, new RefusingDeserializer<>(type));
    }

    /** The declared type with its type variables resolved, as a JavaType. */
    static Object resolve(Type declared, Class<?> context, Class<?> declaring) {
        JavaType bean = MAPPER.getTypeFactory().constructType(context);
        JavaType declarer = bean.findSuperType(declaring);
        if (declarer == null) {
            throw new IllegalArgumentException(context.getName() + " does not inherit from " + declaring.getName());
        }
        return MAPPER.getTypeFactory().resolveMemberType(declared, declarer.getBindings());
    }

    static Class<?> rawClass(Object javaType) {
        return ((JavaType) javaType).getRawClass();
    }

    static void write(PayloadOutput out, Object javaType, Object value, String what) {
        try {
            MAPPER.writerFor((JavaType) javaType).writeValue(out, value);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            if (out.overflowed()) {
                throw out.overflow();
            }
            throw new PayloadException(what + " cannot be encoded as " + name(javaType) + ": " + reason(e), e);
        }
    }

    static Object read(byte[] bytes, int offset, int length, Object javaType, String what) {
        try {
            return MAPPER.readerFor((JavaType) javaType).readValue(bytes, offset, length);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw new PayloadException(what + " does not fit " + name(javaType) + ": " + reason(e), e);
        }
    }

    private static String name(Object javaType) {
        return ((JavaType) javaType).toCanonical();
    }

    private static String reason(Throwable e) {
        if (!(e instanceof JsonProcessingException json)) {
            return Shown.of(e.toString());
        }
        StringBuilder path = new StringBuilder();
        if (e instanceof JsonMappingException mapping) {
            for (JsonMappingException.Reference step : mapping.getPath()) {
                if (step.getFieldName() != null) {
                    path.append(path.length() == 0 ? "" : ".").append(step.getFieldName());
                } else {
                    path.append('[').append(step.getIndex()).append(']');
                }
            }
        }
        String reason = Shown.of(json.getOriginalMessage());
        return path.length() == 0 ? reason : reason + " (at " + Shown.of(path.toString()) + ')';
    }

    /**
     * Where a class asks for class names as type ids: the build refuses it, and so does this. Jackson's own validators say
     * "undecided" until the named class is loaded and initialised.
     */
    private static final class RefusingTypeValidator extends PolymorphicTypeValidator.Base {

        private static final long serialVersionUID = 1L;

        @Override
        public Validity validateBaseType(MapperConfig<?> config, JavaType baseType) {
            return Validity.DENIED;
        }

        @Override
        public Validity validateSubClassName(MapperConfig<?> config, JavaType baseType, String subClassName) {
            return Validity.DENIED;
        }
    }

    private static final class RefusingDeserializer<T> extends StdDeserializer<T> {

        private static final long serialVersionUID = 1L;

        RefusingDeserializer(Class<T> type) {
            super(type);
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            throw JsonMappingException.from(parser, "a " + handledType().getName() + " does not cross the boundary");
        }
    }
}
