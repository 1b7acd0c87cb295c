package org.muster.protocol.http;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBase;
import com.fasterxml.jackson.databind.deser.DefaultDeserializationContext;
import com.fasterxml.jackson.databind.deser.NullValueProvider;
import com.fasterxml.jackson.databind.deser.SettableBeanProperty;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.muster.domain.failure.Problems;

/**
 * Looks through a body that does not fit its type, part by part, where the mapper stopped at the first. The mapper itself says
 * what fits: how each part is read, and what may be left out. A whole is tried when nothing in it was wrong.
 */
final class Misfits {
    /** Told of one body. */
    static final int MAX = 100;

    private final ObjectMapper mapper;
    private final DeserializationContext context;
    private final String fix;
    private final Problems problems = new Problems();

    Misfits(ObjectMapper mapper, String fix) {
        this.mapper = mapper;
        this.context = ((DefaultDeserializationContext) mapper.getDeserializationContext())
                .createInstance(mapper.getDeserializationConfig(), null, mapper.getInjectableValues());
        this.fix = fix;
    }

    Problems in(JsonNode body, JavaType type) throws JsonMappingException {
        look(body, type, "");
        return problems;
    }

    private void look(JsonNode node, JavaType type, String path) throws JsonMappingException {
        int before = problems.count();
        lookInside(node, type, path);
        if (problems.count() == before && before < MAX) {
            tryWhole(node, type, path);
        }
    }

    private void lookInside(JsonNode node, JavaType type, String path) throws JsonMappingException {
        if (type.isReferenceType() && !node.isNull()) {
            lookInside(node, type.getContentType(), path);
        } else if (type.isCollectionLikeType() && node.isArray()) {
            for (int i = 0; i < node.size() && problems.count() < MAX; i++) {
                look(node.get(i), type.getContentType(), path + "[" + i + "]");
            }
        } else if (type.isMapLikeType() && node.isObject()) {
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                look(entry.getValue(), type.getContentType(), Unreadable.step(path, entry.getKey()));
            }
        } else if (node.isObject() && context.findRootValueDeserializer(type) instanceof BeanDeserializerBase record) {
            List<SettableBeanProperty> fields = new ArrayList<>();
            record.properties().forEachRemaining(fields::add);
            fields.sort(Comparator.comparing(SettableBeanProperty::getCreatorIndex));
            for (SettableBeanProperty field : fields) {
                lookAtField(field, node, path);
            }
        }
    }

    private void lookAtField(SettableBeanProperty field, JsonNode record, String path) throws JsonMappingException {
        JsonNode value = record.get(field.getName());
        String at = Unreadable.step(path, field.getName());
        if (value != null && !value.isNull()) {
            look(value, field.getType(), at);
        } else if (!mayBeLeftOut(field, value) && problems.count() < MAX) {
            problems.add(at, "'" + field.getName() + "' is missing", fix);
        }
    }

    private boolean mayBeLeftOut(SettableBeanProperty field, @Nullable JsonNode value) {
        NullValueProvider otherwise = field.getNullValueProvider();
        JsonDeserializer<Object> reader = field.getValueDeserializer();
        try {
            return value == null
                    ? otherwise.getAbsentValue(context) != null || reader.getAbsentValue(context) != null
                    : otherwise.getNullValue(context) != null;
        } catch (JsonMappingException e) {
            return false;
        }
    }

    private void tryWhole(JsonNode node, JavaType type, String path) {
        try {
            mapper.readerFor(type).readValue(node);
        } catch (JsonMappingException e) {
            problems.add(Unreadable.problem(e, path, fix));
        } catch (IOException e) {
            // Of a tree, which is JSON by now: a number that the type has no room for.
            problems.add(path, "it is not a number of this size", fix);
        }
    }
}
