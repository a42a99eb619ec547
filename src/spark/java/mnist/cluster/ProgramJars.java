package mnist.cluster;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import mnist.storage.StorageException;

/** The jars that executors need: the program, this package, and the libraries that the program's jar names. */
final class ProgramJars {
    private ProgramJars() {}

    /**
     * Returns the jars as Spark lists them.
     *
     * @param more those that the user has added
     */
    static String with(String more) {
        Set<String> all = new LinkedHashSet<>();
        Path program = jarOf(StorageException.class);
        all.add(program.toUri().toString());
        all.add(jarOf(ProgramJars.class).toUri().toString());
        for (String entry : classPath(program).split(" ")) {
            Path jar = program.resolveSibling(entry.replace('/', File.separatorChar));
            if (Files.isRegularFile(jar)) {
                all.add(jar.toUri().toString());
            }
        }
        for (String jar : more.split(",")) {
            // Spark names a local file by its URI, the shell by its path; twice the same is once too often.
            if (!jar.isBlank() && !all.contains(absolute(jar))) {
                all.add(jar);
            }
        }
        return String.join(",", all);
    }

    private static String absolute(String jar) {
        URI uri = URI.create(jar.replace(" ", "%20"));
        boolean local = uri.getScheme() == null || uri.getScheme().equals("file");
        return local ? Path.of(uri.getPath()).toAbsolutePath().toUri().toString() : jar;
    }

    private static Path jarOf(Class<?> type) {
        try {
            Path jar = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isRegularFile(jar)) {
                return jar;
            }
            throw new StorageException(
                    jar
                            + ": is not a jar, expected one that can be sent to executors. Start the sweep from target/mnist.jar.");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the place of a class that was loaded is known", e);
        }
    }

    private static String classPath(Path program) {
        try (JarFile jar = new JarFile(program.toFile())) {
            Manifest manifest = jar.getManifest();
            String path = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            return path == null ? "" : path;
        } catch (IOException e) {
            throw StorageException.cannotRead(program, e);
        }
    }
}
