package mnist.storage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;

/**
 * Writes and reads {@code run.json}. Keys that this version does not know are skipped, so that files of newer ones can
 * be read. Times are ISO 8601, UTC.
 */
public final class RunJson {
    private static final long LONGEST_FILE = 1 << 20;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(50).build())
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addDeserializer(Instant.class, new InstantDeserializer()))
            .build();

    private static final ObjectWriter PRETTY =
            JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

    private RunJson() {}

    /**
     * Writes the file as a whole.
     *
     * @throws StorageException if it cannot be written
     */
    public static void write(Path file, RunRecord run) {
        write(file, run, Durability.FORCED);
    }

    /**
     * Writes the file as a whole.
     *
     * @param durability whether to wait for the disk
     * @throws StorageException if it cannot be written
     */
    public static void write(Path file, RunRecord run, Durability durability) {
        AtomicFile.write(file, durability, out -> {
            out.write(PRETTY.writeValueAsBytes(run));
            out.write('\n');
        });
    }

    /**
     * Reads the file. What it does not hold is null in the record.
     *
     * @throws StorageException if it is missing, is no JSON, or a value has the wrong type
     */
    public static RunRecord read(Path file) {
        try {
            long length = Files.size(file);
            if (length > LONGEST_FILE) {
                throw bad(file, "is too long, found " + length + " bytes, expected at most " + LONGEST_FILE, null);
            }
            RunRecord run = JSON.readValue(Files.readString(file), RunRecord.class);
            if (run == null || run.status() == null) {
                throw bad(file, "has no status", null);
            }
            return run;
        } catch (JsonMappingException e) {
            throw bad(file, "cannot be read at " + path(e) + ", " + ErrorText.cut(e.getOriginalMessage()), e);
        } catch (JsonProcessingException e) {
            throw bad(file, "is not valid JSON, " + ErrorText.cut(e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw ErrorText.cannotRead(file, e);
        }
    }

    private static StorageException bad(Path file, String what, Exception cause) {
        return new StorageException(file + ": " + what + ". Use the run.json of a run.", cause);
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : part.getFieldName())
                .collect(Collectors.joining("."));
    }

    private static final class InstantDeserializer extends FromStringDeserializer<Instant> {
        private static final long serialVersionUID = 1;

        InstantDeserializer() {
            super(Instant.class);
        }

        @Override
        protected Instant _deserialize(String text, DeserializationContext context) {
            return Instant.parse(text);
        }
    }
}
