package mnist.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page of the documentation, in Markdown: its commands, its other code, its links, and where a link may lead. */
record Page(Path file, String text) {
    static final Path README = Path.of("README.md");
    static final Path SITE = Path.of("src/site/markdown");

    private static final String PROGRAM = "./mnist";
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");
    private static final Pattern PROJECT_PATH = Pattern.compile("(?<![\\w./-])(?:\\.ci|configs|data|src)/[\\w./-]*\\w");

    /** A fenced block of code, with the name of its language, which may be empty. */
    record Code(String language, String text) {}

    static Page read(Path file) {
        try {
            return new Page(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads README, the pages of the site, and what else the project explains about itself. */
    static List<Page> all() throws IOException {
        List<Path> others =
                List.of(README, Path.of("CONTRIBUTING.md"), Path.of("data/README.md"), Path.of("src/bench/README.md"));
        try (Stream<Path> site = Files.list(SITE)) {
            return Stream.concat(
                            others.stream(),
                            site.filter(file -> file.toString().endsWith(".md")).sorted())
                    .map(Page::read)
                    .toList();
        }
    }

    /** Returns the {@code ./mnist} commands in blocks of code, a prompt removed and continued lines joined. */
    List<String> commands() {
        return codes().stream()
                .flatMap(code -> code.text().replaceAll("\\\\\\R\\s*", "").lines())
                .map(String::strip)
                .map(line -> line.startsWith("$ ") ? line.substring(2).strip() : line)
                .filter(line -> line.equals(PROGRAM) || line.startsWith(PROGRAM + " "))
                .toList();
    }

    List<Code> codes() {
        List<Code> codes = new ArrayList<>();
        String language = null;
        StringBuilder code = new StringBuilder();
        for (String line : text.lines().toList()) {
            if (!line.strip().startsWith("```")) {
                code.append(line).append('\n');
            } else if (language == null) {
                language = line.strip().substring(3).strip();
                code.setLength(0);
            } else {
                codes.add(new Code(language, code.toString()));
                language = null;
            }
        }
        return codes;
    }

    /** Returns where its links and pictures lead, other than to the web. */
    List<String> links() {
        return LINK.matcher(text)
                .results()
                .map(link -> link.group(1))
                .filter(target -> !target.matches("[a-z]+:.*"))
                .toList();
    }

    /** Returns the files and folders of the project that it names, in links or not. */
    List<String> projectPaths() {
        return PROJECT_PATH.matcher(text).results().map(match -> match.group()).toList();
    }

    /** Returns the file to which a link of this page leads. */
    Path target(String link) {
        String path = link.replaceFirst("#.*", "");
        return path.isEmpty() ? file : file.resolveSibling(path).normalize();
    }

    /** Returns the names under which links reach its headings. */
    Set<String> anchors() {
        return HEADING.matcher(text)
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w\\s-]", "")
                        .strip()
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    /** Returns the arguments of a command of {@link #commands}. */
    static String[] arguments(String command) {
        String[] words = ShellWords.of(command);
        return Arrays.copyOfRange(words, 1, words.length);
    }
}
