package mnist.json;

import static mnist.config.ConfigTexts.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no JSON is refused in one line with its place. */
class JsonSyntaxTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``            | a.json:1:1: the text is empty",
                "{             | a.json:1:2: not valid JSON, the text ends too early",
                "{\"a\": \"x   | a.json:1:9: not valid JSON, the text ends too early",
                "{} x          | a.json:1:4: not valid JSON, found x, expected nothing after the value",
                "{} {}         | a.json:1:4: not valid JSON, found text after its end",
                "{\"a\": 1,}   | a.json:1:9: not valid JSON, found }, expected a name in double quotes",
                "{'a': 1}      | a.json:1:2: not valid JSON, found ', expected a name in double quotes",
                "{a: 1}        | a.json:1:2: not valid JSON, found a, expected a name in double quotes",
                "{\"a\" 1}     | a.json:1:6: not valid JSON, found 1, expected a colon",
                "{\"a\" }      | a.json:1:6: not valid JSON, found }, expected a colon",
                "{\"a\": }     | a.json:1:7: not valid JSON, found }, expected a value",
                "{\"a\": 1]    | a.json:1:8: not valid JSON, found ], expected a comma or }",
                "{\"a\": 1;}   | a.json:1:8: not valid JSON, found ;, expected a comma or }",
                "[1 23]        | a.json:1:4: not valid JSON, found 23, expected a comma or ]",
                "[1,]          | a.json:1:4: not valid JSON, found ], expected a value",
                "]             | a.json:1:1: not valid JSON, found ], expected a value",
                "// x          | a.json:1:1: not valid JSON, found a comment",
                "# x           | a.json:1:1: not valid JSON, found a comment",
                "[1, // x      | a.json:1:5: not valid JSON, found a comment",
                "{\"a\": NaN}  | not valid JSON, found NaN, expected a value",
                "[-Infinity]   | not valid JSON, found -Infinity, expected a value",
                "[1, nul]      | a.json:1:5: not valid JSON, found nul, expected a value",
                "[01]          | not valid JSON, found 01, expected a value: a number",
                "[+1]          | not valid JSON, found +1, expected a value",
                "[1.]          | not valid JSON, found 1., expected a value",
                "[1e]          | not valid JSON, found 1e, expected a value",
                "[1.5.2]       | not valid JSON, found 1.5.2, expected a value",
                "[.5]          | not valid JSON, found .5, expected a value",
                "[True]        | not valid JSON, found True, expected a value",
                "[\"C:\\q\"]   | a.json:1:6: not valid JSON, found \\q, expected one of the escapes of JSON",
                "[\"\\u12x4\"] | not valid JSON, found \\u12x4, expected one of the escapes of JSON",
                "[1e99999999999] | a.json:1:2: number too large: its exponent is huge",
            })
    void isRefusedWithItsPlace(String text, String part) {
        String message = refusal(text);
        assertEquals(1, message.lines().count(), message);
        assertTrue(message.startsWith("a.json:1:"), message);
        assertTrue(message.contains(part), message);
        assertTrue(message.endsWith("."), message);
    }

    @Test
    void lineIsCounted() {
        assertTrue(refusal("{\n  \"a\": 1\n  \"b\": 2\n}").startsWith("a.json:3:3: not valid JSON, found \""));
    }

    @Test
    void lineBreakInATextIsRefused() {
        assertTrue(refusal("[\"a\nb\"]").contains("found a line break"));
    }

    @Test
    void deepNestingIsRefused() {
        assertTrue(refusal("[".repeat(1_000_000)).contains("too large, expected at most 32 levels of objects"));
    }

    @Test
    void endlessNumberIsRefused() {
        assertTrue(refusal("[" + "1".repeat(100_000) + "]").contains("1000 digits of a number"));
    }

    @Test
    void endlessValuesAreRefused() {
        assertTrue(refusal("[" + "0,".repeat(300_000) + "0]").contains("50000 names and values"));
    }

    @Test
    void strictParsingTellsLineAndColumn() {
        InputException e = assertThrows(InputException.class, () -> Json.parseStrict("{\"a\": 1,\n \"a\": 2}"));
        assertEquals("JSON:2:2: repeated key, found \"a\" twice. Remove one of them.", e.getMessage());
    }
}
