package mnist.storage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads and checks the JSON header of a safetensors file; nothing in it is believed. */
final class HeaderParser {
    private static final Set<String> ENTRY_KEYS = Set.of("dtype", "shape", "data_offsets");

    /** Names are not kept in Jackson's shared table, which a hostile file could fill or make slow. */
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(4)
                            .maxNumberLength(20)
                            .build())
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String where;
    private final long dataBytes;

    /**
     * @param where the file's name, for messages
     * @param dataBytes how many bytes the file has after the header
     */
    HeaderParser(String where, long dataBytes) {
        this.where = where;
        this.dataBytes = dataBytes;
    }

    /** Returns the header, checked: its tensors fill the data bytes exactly, without overlap or hole. */
    SafetensorsHeader parse(byte[] bytes) {
        JsonNode root = json(bytes);
        Map<String, String> metadata = new TreeMap<>();
        List<SafetensorsHeader.Entry> tensors = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : root.properties()) {
            if (property.getKey().equals(SafetensorsHeader.METADATA)) {
                readMetadata(property.getValue(), metadata);
            } else {
                tensors.add(entry(property.getKey(), property.getValue()));
            }
        }
        tensors.sort(Comparator.comparingLong(SafetensorsHeader.Entry::begin)
                .thenComparingLong(SafetensorsHeader.Entry::end));
        checkLayout(tensors);
        return new SafetensorsHeader(metadata, tensors);
    }

    private JsonNode json(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != '{') {
            throw bad("the header is no JSON object, expected it to begin with {");
        }
        try {
            // Jackson would guess an encoding, and be lenient with broken UTF-8.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return JSON.readTree(text);
        } catch (CharacterCodingException e) {
            throw new StorageException(message("the header is not UTF-8"), e);
        } catch (JsonProcessingException e) {
            String reason = ErrorText.cut(e.getOriginalMessage());
            throw new StorageException(message("the header is not valid JSON: " + reason), e);
        }
    }

    private void readMetadata(JsonNode node, Map<String, String> metadata) {
        if (!node.isObject()) {
            throw bad("__metadata__ is no object, found " + node.getNodeType());
        }
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            if (!property.getValue().isTextual()) {
                throw bad("__metadata__ holds strings only, found a "
                        + property.getValue().getNodeType() + " in " + ErrorText.quote(property.getKey()));
            }
            metadata.put(property.getKey(), property.getValue().textValue());
        }
    }

    private SafetensorsHeader.Entry entry(String name, JsonNode node) {
        String tensor = "tensor " + ErrorText.quote(name);
        Set<String> keys = new HashSet<>();
        node.fieldNames().forEachRemaining(keys::add);
        if (!node.isObject() || !keys.equals(ENTRY_KEYS)) {
            throw bad(tensor + " has other keys than dtype, shape and data_offsets");
        }
        SafetensorsHeader.Type type = type(tensor, node.get("dtype"));
        List<Long> offsets = wholeNumbers(tensor, node.get("data_offsets"));
        List<Integer> shape = shape(tensor, node.get("shape"));
        if (offsets.size() != 2 || offsets.get(0) > offsets.get(1) || offsets.get(1) > dataBytes) {
            throw bad(tensor + " has the data_offsets " + offsets + ", expected [begin, end] within the " + dataBytes
                    + " bytes of data");
        }
        long bytes = offsets.get(1) - offsets.get(0);
        checkSize(tensor, type, shape, bytes);
        return new SafetensorsHeader.Entry(name, type, shape, offsets.get(0), offsets.get(1));
    }

    private SafetensorsHeader.Type type(String tensor, JsonNode node) {
        for (SafetensorsHeader.Type type : SafetensorsHeader.Type.values()) {
            if (type.name().equals(node.textValue())) {
                return type;
            }
        }
        String found = node.isTextual() ? ErrorText.quote(node.textValue()) : "a " + node.getNodeType();
        throw bad(tensor + " has an unsupported dtype, found " + found + ", expected F32 or F64");
    }

    private List<Integer> shape(String tensor, JsonNode node) {
        List<Long> sizes = wholeNumbers(tensor, node);
        if (sizes.stream().anyMatch(size -> size > Integer.MAX_VALUE)) {
            throw bad(tensor + " has the shape " + sizes + ", which is too large");
        }
        return sizes.stream().map(Long::intValue).toList();
    }

    private List<Long> wholeNumbers(String tensor, JsonNode node) {
        List<Long> numbers = new ArrayList<>();
        boolean good = node.isArray() && node.size() <= Tensor.MAX_RANK;
        for (int i = 0; good && i < node.size(); i++) {
            good = node.get(i).isIntegralNumber()
                    && node.get(i).canConvertToLong()
                    && node.get(i).longValue() >= 0;
            numbers.add(node.get(i).longValue());
        }
        if (!good) {
            throw bad(tensor + " has a shape or data_offsets that is no list of at most " + Tensor.MAX_RANK
                    + " whole numbers");
        }
        return numbers;
    }

    private void checkSize(String tensor, SafetensorsHeader.Type type, List<Integer> shape, long bytes) {
        long expected;
        try {
            expected = type.bytes();
            for (int size : shape) {
                expected = Math.multiplyExact(expected, size);
            }
        } catch (ArithmeticException e) {
            throw new StorageException(message(tensor + " has the shape " + shape + ", which is too large"), e);
        }
        if (expected != bytes) {
            throw bad(tensor + " has the shape " + shape + " of " + type + " and " + bytes + " bytes, expected "
                    + expected);
        }
        if (bytes / type.bytes() > Integer.MAX_VALUE - 8) {
            throw bad(tensor + " has " + bytes / type.bytes() + " elements, which is too many");
        }
    }

    private void checkLayout(List<SafetensorsHeader.Entry> tensors) {
        long end = 0;
        for (SafetensorsHeader.Entry entry : tensors) {
            if (entry.begin() != end) {
                throw bad("tensor " + ErrorText.quote(entry.name()) + " begins at byte " + entry.begin()
                        + " of the data, expected " + end + ": tensors "
                        + (entry.begin() < end ? "overlap" : "leave a hole"));
            }
            end = entry.end();
        }
        if (end != dataBytes) {
            throw bad("found " + dataBytes + " bytes of tensor data, expected " + end);
        }
    }

    private StorageException bad(String what) {
        return new StorageException(message(what));
    }

    private String message(String what) {
        return where + ": " + what + ". " + SafetensorsReader.ADVICE;
    }
}
