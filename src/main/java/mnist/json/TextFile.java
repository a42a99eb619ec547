package mnist.json;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import mnist.data.IoReason;
import mnist.data.Printable;
import mnist.data.SearchPath;
import mnist.json.InputException.Problem;
import mnist.json.Located.Place;

/** Finds a config file and reads its text; it may be missing, endless, or no text at all. */
public final class TextFile {
    private static final int MOST_BYTES = 1 << 20;

    private TextFile() {}

    /**
     * Returns where a file is that the user names: under the working directory, or else under the program's own folder.
     *
     * @throws InputException if it is in neither; it names both
     */
    public static Path find(Path named) {
        Path found = SearchPath.find(named);
        if (!Files.exists(found)) {
            throw missing(named, SearchPath.tried(named), null);
        }
        return found;
    }

    /** @throws InputException if there is no such file, or it is too large, or not UTF-8 */
    public static String text(Path file) {
        if (Files.isDirectory(file)) {
            throw problem(file, "not a file, found a folder, expected JSON. Name the file in it.", null);
        }
        // A pipe has no size to ask for beforehand, so that the limit is on what is read.
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                String message = "too large, found more than %d bytes, expected JSON. Check the name of the file.";
                throw problem(file, message.formatted(MOST_BYTES), null);
            }
            return decode(file, bytes);
        } catch (NoSuchFileException e) {
            throw missing(file, file.toAbsolutePath().normalize().toString(), e);
        } catch (IOException e) {
            throw problem(file, "cannot be read, %s. Check its permissions.".formatted(IoReason.of(e)), e);
        }
    }

    /** Returns the text of UTF-8 bytes, without the byte order mark that some editors put in front. */
    public static String decode(Path file, byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            int line = (int) text.chars().filter(c -> c == '\n').count() + 1;
            Place place = new Place(name(file), line, text.length() - text.lastIndexOf('\n'));
            String message = "not UTF-8, found the byte 0x%02X, expected text. Save the file as UTF-8.";
            String found = String.format(Locale.ROOT, message, in.get(in.position()));
            throw new InputException(place.text(), "", found);
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** Returns what messages call the file. */
    static String name(Path file) {
        return Printable.of(file.toString());
    }

    private static InputException missing(Path file, String tried, Throwable cause) {
        return problem(file, "no such file, looked for it at %s. Check the name.".formatted(tried), cause);
    }

    private static InputException problem(Path file, String message, Throwable cause) {
        return new InputException(List.of(new Problem(name(file), "", message)), cause);
    }
}
