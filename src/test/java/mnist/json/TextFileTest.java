package mnist.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mnist.config.ConfigReader;
import mnist.config.ConfigTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {
    @TempDir
    private Path folder;

    @Test
    void fileIsReadAsTheText() throws IOException {
        assertEquals(
                ConfigTexts.minimal(),
                ConfigReader.read(file(ConfigTexts.MINIMAL.getBytes(StandardCharsets.UTF_8)), List.of()));
    }

    @Test
    void byteOrderMarkIsPassedOver() throws IOException {
        Path file = file(("\uFEFF" + ConfigTexts.MINIMAL).getBytes(StandardCharsets.UTF_8));
        assertEquals(ConfigTexts.minimal(), ConfigReader.read(file, List.of()));
    }

    @Test
    void missingFileIsRefused() {
        assertRefused(folder.resolve("none.json"), ": no such file");
    }

    @Test
    void folderIsRefused() {
        assertRefused(folder, ": not a file, found a folder");
    }

    @Test
    void emptyFileIsRefused() throws IOException {
        assertRefused(file(new byte[0]), ":1:1: the text is empty");
    }

    @Test
    void largestFileIsRead() throws IOException {
        byte[] text = (ConfigTexts.MINIMAL + " ".repeat((1 << 20) - ConfigTexts.MINIMAL.length()))
                .getBytes(StandardCharsets.UTF_8);
        assertEquals(ConfigTexts.minimal(), ConfigReader.read(file(text), List.of()));
    }

    @Test
    void fileAboveOneMebibyteIsRefused() throws IOException {
        assertRefused(file(" ".repeat((1 << 20) + 1).getBytes(StandardCharsets.UTF_8)), ": too large, found more than");
    }

    @Test
    void fileThatIsNotUtf8IsRefusedWithThePlaceOfTheByte() throws IOException {
        assertRefused(
                file("{\n  \"é\": 1}".getBytes(StandardCharsets.ISO_8859_1)), ":2:4: not UTF-8, found the byte 0xE9");
    }

    @Test
    void utf8CutShortIsRefused() throws IOException {
        assertRefused(file(new byte[] {'"', (byte) 0xE2, (byte) 0x82}), ":1:2: not UTF-8, found the byte 0xE2");
    }

    @Test
    void utf16IsRefused() throws IOException {
        assertRefused(file(ConfigTexts.MINIMAL.getBytes(StandardCharsets.UTF_16)), ":1:1: not UTF-8");
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("a.json"), bytes);
    }

    private static void assertRefused(Path file, String part) {
        String message = assertThrows(InputException.class, () -> ConfigReader.read(file, List.of()))
                .getMessage();
        assertEquals(1, message.lines().count(), message);
        assertTrue(message.startsWith(file + part), message);
    }
}
