package mnist.data;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where a relative path leads: to what lies under the working directory, or else under the program's own folder. So the
 * program finds its data and its configs from wherever it is called.
 */
public final class SearchPath {
    private static final Path PROGRAM = programFolder();

    private SearchPath() {}

    /** Returns what a path leads to: itself where that exists or nothing does, or else its namesake in the program's folder. */
    public static Path find(Path path) {
        List<Path> places = places(path);
        return !Files.exists(path) && places.size() > 1 && Files.exists(places.get(1)) ? places.get(1) : path;
    }

    /** Names the places where a path was looked for, for a message: {@code /a/x and /b/x}. */
    public static String tried(Path path) {
        return places(path).stream().map(Path::toString).collect(Collectors.joining(" and "));
    }

    private static List<Path> places(Path path) {
        Path here = path.toAbsolutePath().normalize();
        Path there = PROGRAM.resolve(path).normalize();
        return here.equals(there) ? List.of(here) : List.of(here, there);
    }

    /** The launcher runs {@code FOLDER/target/mnist.jar}; a jar that was put elsewhere is alone in its folder. */
    private static Path programFolder() {
        try {
            Path code = Path.of(SearchPath.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path folder = code.toAbsolutePath().getParent();
            return folder.endsWith("target") ? folder.getParent() : folder;
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the program does not know where it lies", e);
        }
    }
}
