package mnist.insight;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import mnist.storage.AtomicFile;
import mnist.storage.AtomicFile.Durability;

/**
 * One HTML page with everything in it: style, script, pictures, data. It asks no network for anything, and says so to the browser.
 *
 * @param title over the page
 * @param subtitle under it
 * @param sections in their order
 */
public record ReportPage(String title, String subtitle, List<Section> sections) {
    /**
     * A part of the page that can be linked to.
     *
     * @param id a word
     * @param title over it, as text
     * @param html what is in it
     */
    record Section(String id, String title, String html) {}

    /**
     * Writes the page.
     *
     * @throws mnist.storage.StorageException if the file cannot be written
     */
    public void write(Path file) {
        AtomicFile.writeText(file, Durability.FORCED, html());
    }

    private String html() {
        String links = sections.stream()
                .map(section -> "<a href=\"#%s\">%s</a>".formatted(section.id, Html.text(section.title)))
                .collect(Collectors.joining("\n"));
        String body = sections.stream()
                .map(section -> "<section id=\"%s\">\n<h2>%s</h2>\n%s</section>\n"
                        .formatted(section.id, Html.text(section.title), section.html))
                .collect(Collectors.joining());
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta http-equiv="Content-Security-Policy"
                  content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
                <title>%1$s</title>
                <style>
                %3$s</style>
                </head>
                <body>
                <header><h1>%1$s</h1>
                <p>%2$s</p>
                <nav aria-label="sections">%4$s</nav></header>
                <main>
                %5$s</main>
                <script>
                %6$s</script>
                </body>
                </html>
                """.formatted(
                Html.text(title), Html.text(subtitle), resource("report.css"), links, body, resource("report.js"));
    }

    static String resource(String name) {
        try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("a part of this program is missing: " + name, e);
        }
    }
}
