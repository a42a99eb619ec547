package mnist.insight;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import mnist.storage.IoConsumer;

/** Pieces of a page in HTML, with everything in them: pictures stand as base64 in the page itself. */
final class Html {
    private Html() {}

    /** Returns a text as it must be written in HTML, in an element or in an attribute. */
    static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** Returns a table whose first column names the rows. */
    static String table(String caption, List<String> header, List<List<String>> rows) {
        String heads = header.stream()
                .map(name -> "<th scope=\"col\">" + text(name) + "</th>")
                .collect(Collectors.joining());
        String body = rows.stream().map(Html::row).collect(Collectors.joining("\n"));
        return """
                <div class="wide"><table><caption>%s</caption>
                <thead><tr>%s</tr></thead>
                <tbody>%s</tbody></table></div>
                """.formatted(text(caption), heads, body);
    }

    private static String row(List<String> cells) {
        String rest = cells.stream()
                .skip(1)
                .map(cell -> "<td>" + text(cell) + "</td>")
                .collect(Collectors.joining());
        return "<tr><th scope=\"row\">" + text(cells.get(0)) + "</th>" + rest + "</tr>";
    }

    /** Returns names and values, a pair a line. */
    static String pairs(List<List<String>> pairs) {
        return pairs.stream()
                .map(pair -> "<dt>" + text(pair.get(0)) + "</dt><dd>" + text(pair.get(1)) + "</dd>")
                .collect(Collectors.joining("\n", "<dl>", "</dl>\n"));
    }

    /** Returns a picture as SVG. */
    static String picture(Picture picture, String description) {
        String svg = new String(bytes(picture::writeSvg), StandardCharsets.UTF_8)
                // The browser may lack Java's fonts.
                .replaceAll("font-family:(&quot;[^&]*&quot;)", "font-family:$1,sans-serif");
        return "<img class=\"picture\" alt=\"%s\" width=\"%d\" height=\"%d\" src=\"data:image/svg+xml;base64,%s\">\n"
                .formatted(
                        text(description),
                        picture.width(),
                        picture.height(),
                        base64(svg.getBytes(StandardCharsets.UTF_8)));
    }

    /** Returns small images side by side, as many in a row as there is room for. */
    static String tiles(List<Tiles.Tile> tiles) {
        return tiles.stream().map(Html::tile).collect(Collectors.joining("\n", "<div class=\"tiles\">", "</div>\n"));
    }

    private static String tile(Tiles.Tile tile) {
        byte[] png = bytes(out -> ImageIO.write(tile.image(1), "png", out));
        return "<figure><img class=\"picture\" alt=\"\" src=\"data:image/png;base64,%s\"><figcaption>%s</figcaption></figure>"
                .formatted(base64(png), text(tile.caption()));
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] bytes(IoConsumer<OutputStream> content) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            content.accept(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not refuse to be written", e);
        }
    }
}
