package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The launcher {@code ./mnist}, copied into a small project of its own. Its Maven is a script that makes the jar at once and
 * keeps a diary; the jar names the classes under test. Its Java is a script that prints its arguments, but where a test says
 * otherwise.
 */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    private static final String BUILDING = "mnist: building";
    private static final String STARTED = "/a project/target/mnist.jar --version\n";

    @TempDir
    private Path folder;

    private Path project;
    private Path bin;
    private Path built;
    private Path java;

    @BeforeEach
    void makeProject() throws IOException {
        project = Files.createDirectories(folder.resolve("a project"));
        bin = Files.createDirectories(folder.resolve("bin"));
        built = project.resolve("target/mnist.built");
        Files.copy(Path.of("mnist"), project.resolve("mnist"));
        Files.createDirectories(project.resolve("src/main/java"));
        Files.writeString(project.resolve("pom.xml"), "<project/>");
        makeJar(folder.resolve("made.jar"));
        script(bin.resolve("mvn"), """
                echo "$JAVA_HOME" >>'%1$s/builds'
                sleep 0.3
                cp '%1$s/made.jar' target/mnist.jar && touch target/mnist.built""".formatted(folder));
        java = fakeJava("java", "17.0.1");
    }

    @Test
    void firstUseBuildsAndSaysSoOnStderr() throws IOException, InterruptedException {
        CliRunner.Result first = launch(project.resolve("mnist"), "--version");
        assertEquals(0, first.exitCode(), first.err());
        assertTrue(first.out().endsWith(STARTED), first.out());
        assertTrue(first.err().startsWith(BUILDING), first.err());

        CliRunner.Result second = launch(project.resolve("mnist"), "--version");
        assertEquals("", second.err());
        assertEquals(first.out(), second.out());
        assertEquals(List.of(java.toRealPath().toString()), builds());
    }

    @Test
    void symlinksInOtherFoldersWork() throws IOException, InterruptedException {
        build();
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.createSymbolicLink(other.resolve("near"), Path.of("../a project/mnist"));
        Files.createSymbolicLink(folder.resolve("far"), other.resolve("near"));
        for (Path start : List.of(other.resolve("near"), folder.resolve("far"))) {
            CliRunner.Result result = launch(start, "--version");
            assertEquals(0, result.exitCode(), result.err());
            assertEquals("", result.err());
            assertTrue(result.out().endsWith(STARTED), result.out());
        }
    }

    @Test
    void exitCodeAndArgumentsWithSpacesArePassedOn() throws IOException, InterruptedException {
        build();
        ProcessBuilder launcher =
                launcher(project.resolve("mnist"), folder.resolve("o"), "config", "check", "no such *.json");
        launcher.environment().put("JAVA_HOME", System.getProperty("java.home"));
        CliRunner.Result result = finish(launcher);
        assertEquals(ExitCode.WRONG_USE, result.exitCode());
        assertTrue(result.err().startsWith("no such *.json: no such file"), result.err());
        assertEquals("", result.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pom.xml", "src/main/java", "src/main/java/A.java"})
    void newerSourcesAreBuilt(String source) throws IOException, InterruptedException {
        build();
        Path file = project.resolve(source);
        if (!Files.exists(file)) {
            Files.writeString(file, "class A {}");
        }
        age(file, 0);
        age(built, 60);
        CliRunner.Result result = launch(project.resolve("mnist"), "--version");
        assertTrue(result.err().startsWith(BUILDING), result.err());
        assertEquals(2, builds().size());
    }

    @Test
    void oneOfManyBuildsAndTheOthersWait() throws IOException, InterruptedException {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            processes.add(launcher(project.resolve("mnist"), folder.resolve("o" + i), "--version")
                    .start());
        }
        for (Process process : processes) {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue());
        }
        assertEquals(1, builds().size());
        assertFalse(Files.isSymbolicLink(project.resolve("target/.building")));
    }

    @Test
    void lockOfAProcessThatDiedIsTakenOver() throws IOException, InterruptedException {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.createDirectories(project.resolve("target"));
        Files.createSymbolicLink(project.resolve("target/.building"), Path.of(Long.toString(dead.pid())));
        assertEquals(0, launch(project.resolve("mnist"), "--version").exitCode());
        assertEquals(1, builds().size());
    }

    @Test
    void failedBuildIsToldAndLeavesNoLock() throws IOException, InterruptedException {
        script(bin.resolve("mvn"), "echo 'it does not compile'; exit 1");
        CliRunner.Result result = launch(project.resolve("mnist"), "--version");
        assertEquals(1, result.exitCode());
        assertEquals("", result.out());
        assertTrue(result.err().contains("it does not compile"), result.err());
        assertTrue(result.err().contains("mnist: the build failed"), result.err());
        assertFalse(Files.isSymbolicLink(project.resolve("target/.building")));
    }

    @Test
    void javaHomeWithoutJavaIsToldInOneLine() throws IOException, InterruptedException {
        ProcessBuilder launcher = launcher(project.resolve("mnist"), folder.resolve("o"), "--version");
        launcher.environment().put("JAVA_HOME", "/nowhere");
        assertEquals(
                "mnist: JAVA_HOME: no Java there, found /nowhere, expected the folder of a JDK 17 or newer."
                        + " Correct or unset JAVA_HOME.",
                refusal(launcher));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.0_392", "11.0.2", "9"})
    void olderJavaIsToldInOneLine(String version) throws IOException, InterruptedException {
        Path home = fakeJava("old", version);
        ProcessBuilder launcher = launcher(project.resolve("mnist"), folder.resolve("o"), "--version");
        launcher.environment().put("JAVA_HOME", home.toString());
        assertEquals(
                "mnist: " + home + "/bin/java: this Java is too old, found " + version
                        + ", expected 17 or newer. Set JAVA_HOME to a JDK 17.",
                refusal(launcher));
    }

    @Test
    void javaWithoutReleaseFileIsAsked() throws IOException, InterruptedException {
        build();
        Path home = folder.resolve("plain");
        Files.createDirectories(home.resolve("bin"));
        script(home.resolve("bin/java"), "exec '%s/bin/java' \"$@\"".formatted(System.getProperty("java.home")));
        ProcessBuilder launcher = launcher(project.resolve("mnist"), folder.resolve("o"), "--version");
        launcher.environment().put("JAVA_HOME", home.toString());
        CliRunner.Result result = finish(launcher);
        assertEquals("", result.err());
        assertTrue(result.out().startsWith("mnist "), result.out());
    }

    private Path fakeJava(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        script(home.resolve("bin/java"), "echo started \"$@\"");
        script(home.resolve("bin/javac"), "exit 1");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private void build() throws IOException, InterruptedException {
        assertEquals(0, launch(project.resolve("mnist"), "--version").exitCode());
    }

    private List<String> builds() throws IOException {
        return Files.readAllLines(folder.resolve("builds"));
    }

    private CliRunner.Result launch(Path launcher, String... arguments) throws IOException, InterruptedException {
        return finish(launcher(launcher, folder.resolve("o"), arguments));
    }

    /** Prepares a start from a folder that has nothing to do with the project, and with a path of few programs. */
    private ProcessBuilder launcher(Path launcher, Path output, String... arguments) {
        List<String> command = Stream.concat(Stream.of(launcher.toString()), Arrays.stream(arguments))
                .toList();
        ProcessBuilder process = new ProcessBuilder(command).directory(bin.toFile());
        process.redirectOutput(new File(output + ".out")).redirectError(new File(output + ".err"));
        process.environment().remove("JAVA_HOME");
        process.environment().put("PATH", bin + ":" + java + "/bin:/usr/bin:/bin");
        return process;
    }

    private static CliRunner.Result finish(ProcessBuilder launcher) throws IOException, InterruptedException {
        Process process = launcher.start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertTrue(ended, "the launcher waits for something");
        return new CliRunner.Result(
                process.exitValue(),
                Files.readString(launcher.redirectOutput().file().toPath()),
                Files.readString(launcher.redirectError().file().toPath()));
    }

    private static String refusal(ProcessBuilder launcher) throws IOException, InterruptedException {
        CliRunner.Result result = finish(launcher);
        assertEquals(2, result.exitCode());
        assertEquals("", result.out());
        return result.err().stripTrailing();
    }

    private static void age(Path file, int seconds) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(seconds)));
    }

    private static void script(Path file, String commands) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + commands + "\n");
        assertTrue(file.toFile().setExecutable(true));
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
