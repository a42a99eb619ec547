package mnist.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mnist.json.InputException;

/** Config texts for tests, and what a refusal looks like. */
public final class ConfigTexts {
    static final Path SHIPPED = Path.of("configs");
    static final Path SCHEMA = SHIPPED.resolve("config.schema.json");

    /** Only what has no default. */
    public static final String MINIMAL =
            "{\"network\": {\"layers\": [784, 16, 16, 10]}, \"optimizer\": {\"learningRate\": 0.4}}";

    private static final Path CORPUS = Path.of("src/test/resources/mnist/config");

    private ConfigTexts() {}

    public static Config minimal(String... overrides) {
        return ConfigReader.parse(MINIMAL, "a.json", List.of(overrides));
    }

    /** Returns the message of a refusal of the minimal config with these options. */
    public static String refusalOf(String... overrides) {
        return assertThrows(InputException.class, () -> minimal(overrides)).getMessage();
    }

    /** Returns the message of a refusal of a text. */
    public static String refusal(String text) {
        return assertThrows(InputException.class, () -> ConfigReader.parse(text, "a.json", List.of()))
                .getMessage();
    }

    public static void assertRefused(String text, String message) {
        assertEquals(message, refusal(text));
    }

    /** Returns the files of a part of the corpus: {@code good}, {@code bad}, or {@code bad-beyond-schema}. */
    static List<Path> corpus(String part) {
        return files(CORPUS.resolve(part));
    }

    static List<Path> shipped() {
        return Stream.of(SHIPPED, SHIPPED.resolve("textbook"), SHIPPED.resolve("best"))
                .flatMap(folder -> files(folder).stream())
                .filter(file -> !file.equals(SCHEMA))
                .toList();
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.json")) {
            found.forEach(files::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files.stream().sorted().toList();
    }
}
