package mnist.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mnist.data.RandomStream;
import mnist.json.InputException;
import mnist.json.TextFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Damages good configs at random, from a fixed seed: each must be read and written back, or be refused in one line for
 * each problem. {@code -Dmnist.mutations=N} sets the number of damaged texts.
 */
@Timeout(600)
class ConfigMutationTest {
    private static final int MUTATIONS = Integer.getInteger("mnist.mutations", 35_000);
    private static final Pattern TOKEN = Pattern.compile("\"[^\"]*\"|[-\\w.+]+|[\\[\\]{}:,]");
    private static final Pattern LINE = Pattern.compile("(a\\.json:\\d+:\\d+|--set .*?): .*[.?]");
    private static final Pattern NUMBER = Pattern.compile("-?\\d[\\d.eE+-]*");
    private static final List<String> TELLING = List.of(
            "0",
            "-1",
            "1e999",
            "1e-999",
            "9223372036854775808",
            "1e99999999999",
            "0.1",
            "1" + "0".repeat(1200),
            "-0.0",
            "NaN",
            "null",
            "true",
            "\"\"",
            "[]",
            "{}",
            "\"\\ud800\"",
            "\"\\u0000\"",
            "\"softmax\"",
            "\"full\"",
            "\"identity\"",
            "//",
            "[".repeat(40),
            "{\"a\":".repeat(40),
            "\u2028",
            "\uFEFF",
            "\"$schema\":1,",
            "30.0");
    private static final Path SOURCE = Path.of("a.json");

    private final RandomStream random = new RandomStream(20_240_301, "mutations", 0);
    private final List<String> bases = Stream.concat(
                    ConfigTexts.corpus("good").stream(), ConfigTexts.shipped().stream())
            .map(ConfigTexts::text)
            .toList();
    private final List<List<String>> tokens =
            bases.stream().map(ConfigMutationTest::tokens).toList();

    @Test
    void damagedConfigsAreReadOrRefusedLineByLine() {
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] text = damage(i % bases.size());
            List<String> options = random.nextInt(8) == 0 ? List.of(option()) : List.of();
            refused += isRefused(text, options) ? 1 : 0;
        }
        assertTrue(refused > MUTATIONS / 2, "only " + refused + " refused: the damage does too little");
        assertTrue(refused < MUTATIONS - MUTATIONS / 50, refused + " refused: the damage does too much");
    }

    private static boolean isRefused(byte[] bytes, List<String> options) {
        try {
            Config config = ConfigReader.parse(TextFile.decode(SOURCE, bytes), "a.json", options);
            assertEquals(config, ConfigReader.parse(ConfigWriter.toJson(config), "written", List.of()));
            return false;
        } catch (InputException e) {
            assertEquals(
                    Math.min(51, e.problems().size()), e.getMessage().lines().count(), e.getMessage());
            e.getMessage().lines().forEach(ConfigMutationTest::assertLine);
            return true;
        } catch (RuntimeException | Error e) {
            throw new AssertionError(new String(bytes, StandardCharsets.UTF_8) + " with " + options, e);
        }
    }

    private static void assertLine(String line) {
        assertTrue(LINE.matcher(line).matches(), line);
        assertTrue(line.length() < 700, line);
        assertTrue(line.codePoints().noneMatch(Character::isISOControl), line);
    }

    private byte[] damage(int base) {
        String damaged = bases.get(base);
        for (int times = 1 + random.nextInt(2); times > 0; times--) {
            damaged = switch (random.nextInt(6)) {
                case 0 -> editNumber(damaged);
                case 1 -> replaceToken(damaged, pick(TELLING));
                case 2 -> replaceToken(damaged, pick(tokens.get(base)));
                case 3 -> insert(damaged, pick(tokens.get(base)));
                case 4 -> insert(damaged, pick(TELLING));
                default -> replaceToken(damaged, "");
            };
        }
        byte[] bytes = damaged.getBytes(StandardCharsets.UTF_8);
        return switch (random.nextInt(4)) {
            case 0 -> flip(bytes);
            case 1 -> random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)) : bytes;
            default -> bytes;
        };
    }

    private static List<String> tokens(String text) {
        return TOKEN.matcher(text).results().map(token -> token.group()).toList();
    }

    private String pick(List<String> choices) {
        return choices.isEmpty() ? "" : choices.get(random.nextInt(choices.size()));
    }

    private String editNumber(String text) {
        return replace(text, NUMBER, String.valueOf(random.nextInt(2000) - 20));
    }

    private String replaceToken(String text, String by) {
        return replace(text, TOKEN, by);
    }

    private String replace(String text, Pattern pattern, String by) {
        List<int[]> found = new ArrayList<>();
        for (Matcher match = pattern.matcher(text); match.find(); ) {
            found.add(new int[] {match.start(), match.end()});
        }
        if (found.isEmpty()) {
            return text;
        }
        int[] range = found.get(random.nextInt(found.size()));
        return text.substring(0, range[0]) + by + text.substring(range[1]);
    }

    private String insert(String text, String token) {
        int at = random.nextInt(text.length() + 1);
        return text.substring(0, at) + token + text.substring(at);
    }

    private byte[] flip(byte[] bytes) {
        byte[] flipped = bytes.clone();
        if (bytes.length > 0) {
            flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private String option() {
        List<String> paths =
                ConfigTable.ROOT.settings().map(field -> field.path()).toList();
        String option =
                pick(paths) + (random.nextInt(3) == 0 ? "[" + random.nextInt(4) + "]" : "") + "=" + pick(TELLING);
        return random.nextInt(3) == 0
                ? insert(option, pick(List.of(".", "[", "]", "=", "[0]", "\n", "\u0000")))
                : option;
    }
}
