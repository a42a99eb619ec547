package mnist.storage;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import mnist.json.InputException;
import mnist.json.Json;
import mnist.json.Quote;
import mnist.storage.SafetensorsHeader.Entry;

/** Reads and checks the JSON header of a safetensors file; nothing in it is believed. */
final class HeaderParser {
    private static final Set<String> ENTRY_KEYS = Set.of("dtype", "shape", "data_offsets");

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
        List<Entry> tensors = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : root.properties()) {
            if (property.getKey().equals(SafetensorsHeader.METADATA)) {
                readMetadata(property.getValue(), metadata);
            } else {
                tensors.add(entry(property.getKey(), property.getValue()));
            }
        }
        tensors.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        checkLayout(tensors);
        return new SafetensorsHeader(metadata, tensors);
    }

    private JsonNode json(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != '{') {
            throw bad("the header is not a JSON object, expected it to begin with {");
        }
        try {
            // Jackson would guess an encoding, and be lenient with broken UTF-8.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Json.parseStrict(text);
        } catch (CharacterCodingException e) {
            throw new StorageException(message("the header is not UTF-8"), e);
        } catch (InputException e) {
            String problem = e.problems().get(0).message();
            throw new StorageException(where + ": wrong header: " + problem + " " + SafetensorsReader.ADVICE, e);
        }
    }

    private void readMetadata(JsonNode node, Map<String, String> metadata) {
        if (!node.isObject()) {
            throw bad("__metadata__ is not an object, found " + node.getNodeType());
        }
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            if (!property.getValue().isTextual()) {
                throw bad("__metadata__ holds strings only, found a "
                        + property.getValue().getNodeType() + " in " + Quote.quoted(property.getKey()));
            }
            metadata.put(property.getKey(), property.getValue().textValue());
        }
    }

    private Entry entry(String name, JsonNode node) {
        String tensor = "tensor " + Quote.quoted(name);
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
        Entry entry = new Entry(name, type, shape, offsets.get(0));
        checkSize(tensor, entry, offsets.get(1) - offsets.get(0));
        return entry;
    }

    private SafetensorsHeader.Type type(String tensor, JsonNode node) {
        return Arrays.stream(SafetensorsHeader.Type.values())
                .filter(type -> type.name().equals(node.textValue()))
                .findFirst()
                .orElseThrow(() ->
                        bad(tensor + " has an unsupported dtype, found " + Quote.json(node) + ", expected F32 or F64"));
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
            throw bad(tensor + " has a shape or data_offsets that is not a list of at most " + Tensor.MAX_RANK
                    + " whole numbers");
        }
        return numbers;
    }

    private void checkSize(String tensor, Entry entry, long bytes) {
        String what = tensor + " has the shape " + entry.shape();
        try {
            if (entry.bytes() != bytes) {
                throw bad(what + " of " + entry.type() + " and " + bytes + " bytes, expected " + entry.bytes());
            }
        } catch (ArithmeticException e) {
            throw new StorageException(message(what + ", which is too large"), e);
        }
        if (bytes / entry.type().bytes() > Integer.MAX_VALUE - 8) {
            throw bad(tensor + " has " + bytes / entry.type().bytes() + " elements, which is too many");
        }
    }

    private void checkLayout(List<Entry> tensors) {
        long end = 0;
        for (Entry entry : tensors) {
            if (entry.begin() != end) {
                throw bad("tensor " + Quote.quoted(entry.name()) + " begins at byte " + entry.begin()
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
