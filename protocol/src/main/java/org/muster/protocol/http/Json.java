package org.muster.protocol.http;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.data.Adler32Sum;
import org.muster.domain.data.Did;
import org.muster.domain.job.JobsubId;
import org.muster.domain.limit.Characters;
import org.muster.domain.proposal.ProposalId;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.Distance;
import org.muster.domain.storage.RseName;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;

/**
 * The one JSON mapper: snake_case names, ISO times in UTC, domain values as the text or number that people write. What is not
 * there yet, or at all, is written as null and may be left out; whatever else is left out is refused with its name.
 */
public final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .addModule(new ParameterNamesModule())
            .addModule(domain())
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .build();

    private static final ObjectReader TREES = JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            .build()
            .reader();

    private Json() {}

    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /** @throws IllegalStateException for what has no JSON, which nothing of ours is */
    public static String text(Object value) {
        return text(MAPPER.writer(), value);
    }

    /** The same by another writer. */
    public static String text(ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not representable as JSON: " + value.getClass(), e);
        }
    }

    /**
     * For trees whose keys are data, such as names of files. The mapper keeps a table of the keys it has seen, which it
     * copies for each new one.
     */
    public static ObjectReader trees() {
        return TREES;
    }

    /** Serializers of the domain's values, for mappers that a framework builds. */
    public static Module domain() {
        SimpleModule module = new DomainModule();
        number(module, WorkflowId.class, WorkflowId::number, WorkflowId::new);
        number(module, CampaignId.class, CampaignId::number, CampaignId::new);
        number(module, ProposalId.class, ProposalId::number, ProposalId::new);
        number(module, Distance.class, Distance::value, Distance::new);
        text(module, StageRef.class, StageRef::parse);
        text(module, Did.class, Did::parse);
        text(module, Adler32Sum.class, Adler32Sum::new);
        text(module, JobsubId.class, JobsubId::new);
        text(module, SiteName.class, SiteName::new);
        text(module, RseName.class, RseName::new);
        return module;
    }

    /** Refuses, with {@link UnfitText}, what PostgreSQL cannot keep or would keep as something else. */
    public static Module storableTexts() {
        SimpleModule module = new SimpleModule("muster-texts");
        module.addDeserializer(String.class, new StorableText());
        module.addKeyDeserializer(String.class, new KeyDeserializer() {
            @Override
            public Object deserializeKey(String key, DeserializationContext context) throws IOException {
                return StorableText.checked(key, context.getParser());
            }
        });
        return module;
    }

    private static final class StorableText extends StdScalarDeserializer<String> {
        private static final long serialVersionUID = 1L;

        StorableText() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return checked(StringDeserializer.instance.deserialize(parser, context), parser);
        }

        static String checked(String text, JsonParser parser) throws UnfitText {
            Optional<String> unfit = Characters.unstorable(text);
            if (unfit.isPresent()) {
                throw new UnfitText(parser, unfit.get());
            }
            return text;
        }
    }

    private static <T> void number(
            SimpleModule module, Class<T> type, Function<T, Integer> toNumber, Function<Integer, T> ofNumber) {
        module.addSerializer(type, new JsonSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeNumber(toNumber.apply(value));
            }
        });
        module.addKeySerializer(type, new JsonSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeFieldName(Integer.toString(toNumber.apply(value)));
            }
        });
        module.addDeserializer(type, new FromJson<>(type, parser -> ofNumber.apply(parser.getIntValue())));
    }

    private static <T> void text(SimpleModule module, Class<T> type, Function<String, T> parse) {
        module.addSerializer(type, new JsonSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeString(value.toString());
            }
        });
        module.addKeySerializer(type, new JsonSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeFieldName(value.toString());
            }
        });
        module.addKeyDeserializer(type, new KeyDeserializer() {
            @Override
            public Object deserializeKey(String key, DeserializationContext context) throws IOException {
                try {
                    return parse.apply(key);
                } catch (IllegalArgumentException e) {
                    return context.handleWeirdKey(type, key, "%s", e.getMessage());
                }
            }
        });
        module.addDeserializer(type, new FromJson<>(type, parser -> parse.apply(parser.getText())));
    }

    /** Constants are words in lower case; {@code ACCEPT_CASE_INSENSITIVE_ENUMS} reads what was written before all were. */
    private static final class DomainModule extends SimpleModule {
        private static final long serialVersionUID = 1L;

        DomainModule() {
            super("muster-domain");
        }

        @Override
        public void setupModule(SetupContext context) {
            super.setupModule(context);
            context.insertAnnotationIntrospector(new LowerCase());
        }
    }

    private static final class LowerCase extends NopAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public String[] findEnumValues(
                MapperConfig<?> config, AnnotatedClass type, Enum<?>[] constants, String[] names) {
            for (int i = 0; i < constants.length; i++) {
                names[i] = constants[i].name().toLowerCase(Locale.ROOT);
            }
            return names;
        }
    }

    private interface Reading<T> {
        T read(JsonParser parser) throws IOException;
    }

    /** A value that its own constructor refuses is a mapping problem that names the field, not a server error. */
    private static final class FromJson<T> extends StdDeserializer<T> {
        private static final long serialVersionUID = 1L;

        private final transient Reading<T> reading;

        FromJson(Class<T> type, Reading<T> reading) {
            super(type);
            this.reading = reading;
        }

        @Override
        @SuppressWarnings("unchecked")
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            try {
                return reading.read(parser);
            } catch (IllegalArgumentException e) {
                return (T) context.handleWeirdStringValue(handledType(), parser.getText(), "%s", e.getMessage());
            }
        }
    }
}
