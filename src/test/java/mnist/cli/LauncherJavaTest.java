package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher {@code ./mnist}: which Java it finds, and what it starts that with. */
@DisabledOnOs(OS.WINDOWS)
class LauncherJavaTest {
    private static final String PREPARING = "mnist: preparing a faster start with Java ";

    @TempDir
    private Path folder;

    private LauncherProject project;

    @BeforeEach
    void makeProject() throws IOException {
        project = new LauncherProject(folder);
    }

    @Test
    void theArchiveIsMadeAgainForAnotherJava() throws IOException, InterruptedException {
        project.build();
        LauncherProject.age(project.java.resolve("bin/java"), -60);
        assertTrue(project.launch(project.launcher(), "--version").err().startsWith(PREPARING));
        LauncherProject.age(project.java.resolve("bin/java"), 60);
        assertEquals("", project.launch(project.launcher(), "--version").err());
        Path newer = project.fakeJava("newer", "25.0.1");
        ProcessBuilder launcher = project.launcher(project.launcher(), folder.resolve("o"), "--version");
        launcher.environment().put("JAVA_HOME", newer.toString());
        assertTrue(LauncherProject.finish(launcher).err().startsWith(PREPARING + "25.0.1"));
        CliRunner.Result again = LauncherProject.finish(launcher);
        assertEquals("", again.err());
        assertTrue(again.out().contains(" --sun-misc-unsafe-memory-access=allow "), again.out());
    }

    @Test
    void noMethodWaitsToBeCompiledWhileTheArchiveIsMade() throws IOException, InterruptedException {
        project.build();
        String made = Files.readString(project.project.resolve("target/mnist-17.0.1.jsa.log"));
        assertTrue(made.contains(" -Xbatch "), made);
    }

    @Test
    void theHeapIsAQuarterOfTheMemoryWithinItsLimits() throws IOException, InterruptedException {
        project.build();
        String started = project.launch(project.launcher(), "--version").out();
        long megabytes = Long.parseLong(started.replaceAll("(?s).* -Xmx(\\d+)m .*", "$1"));
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        double quarter = system.getTotalMemorySize() / 4e6;
        double expected = Math.max(256, Math.min(1024, quarter));
        assertEquals(expected, megabytes, 0.05 * expected);
    }

    /** Java refuses a heap that is to begin larger than it may become. */
    @Test
    void aSmallerHeapThanTheUsualStartCanBeAskedFor() throws IOException, InterruptedException {
        project.build();
        ProcessBuilder start = project.launcher(project.launcher(), folder.resolve("small"), "--version");
        assertTrue(LauncherProject.finish(start).out().contains(" -Xms"));
        start.environment().put("MNIST_JAVA_OPTS", "-Xmx60m");
        String started = LauncherProject.finish(start).out();
        assertTrue(started.contains(" -Xmx60m ") && !started.contains(" -Xms"), started);
    }

    @Test
    void javaHomeWithoutJavaIsToldInOneLine() throws IOException, InterruptedException {
        ProcessBuilder launcher = project.launcher(project.launcher(), folder.resolve("o"), "--version");
        launcher.environment().put("JAVA_HOME", "/nowhere");
        assertEquals(
                "mnist: JAVA_HOME: no Java there, found /nowhere, expected the folder of a JDK 17 or newer."
                        + " Correct or unset JAVA_HOME.",
                refusal(launcher));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.0_392", "11.0.2", "9"})
    void olderJavaIsToldInOneLine(String version) throws IOException, InterruptedException {
        Path home = project.fakeJava("old", version);
        ProcessBuilder launcher = project.launcher(project.launcher(), folder.resolve("o"), "--version");
        launcher.environment().put("JAVA_HOME", home.toString());
        assertEquals(
                "mnist: " + home + "/bin/java: this Java is too old, found " + version
                        + ", expected 17 or newer. Set JAVA_HOME to a JDK 17.",
                refusal(launcher));
    }

    @Test
    void javaWithoutReleaseFileIsAsked() throws IOException, InterruptedException {
        project.build();
        Path home = folder.resolve("plain");
        Files.createDirectories(home.resolve("bin"));
        LauncherProject.script(
                home.resolve("bin/java"), "exec '%s/bin/java' \"$@\"".formatted(System.getProperty("java.home")));
        ProcessBuilder launcher = project.launcher(project.launcher(), folder.resolve("o"), "--version");
        launcher.environment().put("JAVA_HOME", home.toString());
        CliRunner.Result result = LauncherProject.finish(launcher);
        assertTrue(result.err().startsWith(PREPARING), result.err());
        assertEquals(1, result.err().lines().count(), result.err());
        assertTrue(result.out().startsWith("mnist "), result.out());
    }

    private static String refusal(ProcessBuilder launcher) throws IOException, InterruptedException {
        CliRunner.Result result = LauncherProject.finish(launcher);
        assertEquals(2, result.exitCode());
        assertEquals("", result.out());
        return result.err().stripTrailing();
    }
}
