package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A copy of the launcher {@code ./mnist} in a small project of its own. Its Maven is a script that makes the jar at once and
 * keeps a diary; the jar names the classes under test. Its Java is a script that prints its arguments.
 */
final class LauncherProject {
    final Path folder;
    final Path project;
    final Path bin;
    final Path java;

    LauncherProject(Path folder) throws IOException {
        this.folder = folder;
        project = Files.createDirectories(folder.resolve("a project"));
        bin = Files.createDirectories(folder.resolve("bin"));
        Files.copy(Path.of("mnist"), launcher());
        Files.createDirectories(project.resolve("src/main/java"));
        Files.writeString(project.resolve("pom.xml"), "<project/>");
        makeJar(folder.resolve("made.jar"));
        script(bin.resolve("mvn"), """
                echo "$JAVA_HOME" >>'%1$s/builds'
                sleep 0.3
                cp '%1$s/made.jar' target/mnist.jar && touch target/mnist.built""".formatted(folder));
        java = fakeJava("java", "17.0.1");
    }

    Path fakeJava(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        script(home.resolve("bin/java"), "echo started \"$@\"");
        script(home.resolve("bin/javac"), "exit 1");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    Path launcher() {
        return project.resolve("mnist");
    }

    void build() throws IOException, InterruptedException {
        assertEquals(0, launch(launcher(), "--version").exitCode());
    }

    List<String> builds() throws IOException {
        return Files.readAllLines(folder.resolve("builds"));
    }

    CliRunner.Result launch(Path launcher, String... arguments) throws IOException, InterruptedException {
        return finish(launcher(launcher, folder.resolve("o"), arguments));
    }

    /** Prepares a start from a folder that has nothing to do with the project, and with a path of few programs. */
    ProcessBuilder launcher(Path launcher, Path output, String... arguments) {
        List<String> command = Stream.concat(Stream.of(launcher.toString()), Arrays.stream(arguments))
                .toList();
        ProcessBuilder process = new ProcessBuilder(command).directory(bin.toFile());
        process.redirectOutput(new File(output + ".out")).redirectError(new File(output + ".err"));
        process.environment().remove("JAVA_HOME");
        process.environment().put("PATH", bin + ":" + java + "/bin:/usr/bin:/bin");
        return process;
    }

    static CliRunner.Result finish(ProcessBuilder launcher) throws IOException, InterruptedException {
        Process process = launcher.start();
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertTrue(ended, "the launcher waits for something");
        return new CliRunner.Result(
                process.exitValue(),
                Files.readString(launcher.redirectOutput().file().toPath()),
                Files.readString(launcher.redirectError().file().toPath()));
    }

    static void script(Path file, String commands) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + commands + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }

    /** Makes a file look as if it had been written some seconds ago. */
    static void age(Path file, int seconds) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(seconds)));
    }

    /** Makes a jar that holds nothing itself and names the class path of this test. */
    private static void makeJar(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Main.class.getName());
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                                .map(entry -> Path.of(entry).toUri())
                                .map(URI::toString)
                                .collect(Collectors.joining(" ")));
        try (OutputStream out = Files.newOutputStream(jar)) {
            new JarOutputStream(out, manifest).close();
        }
    }
}
