package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher {@code ./mnist}: building, and handing over. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    private static final String BUILDING = "mnist: building";
    private static final String PREPARING = "mnist: preparing a faster start with Java ";
    private static final String STARTED = "/a project/target/mnist.jar --version\n";

    @TempDir
    private Path folder;

    private LauncherProject project;

    @BeforeEach
    void makeProject() throws IOException {
        project = new LauncherProject(folder);
    }

    @Test
    void firstUseBuildsAndSaysSoOnStderr() throws IOException, InterruptedException {
        CliRunner.Result first = project.launch(project.launcher(), "--version");
        assertEquals(0, first.exitCode(), first.err());
        assertTrue(first.out().endsWith(STARTED), first.out());
        assertTrue(first.err().startsWith(BUILDING), first.err());

        assertTrue(first.out().contains(" -Dmnist.program=" + project.launcher() + " "), first.out());

        CliRunner.Result second = project.launch(project.launcher(), "--version");
        assertEquals("", second.err());
        assertEquals(first.out(), second.out());
        assertEquals(List.of(project.java.toRealPath().toString()), project.builds());
    }

    @Test
    void symlinksInOtherFoldersWork() throws IOException, InterruptedException {
        project.build();
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.createSymbolicLink(other.resolve("near"), Path.of("../a project/mnist"));
        Files.createSymbolicLink(folder.resolve("far"), other.resolve("near"));
        for (Path start : List.of(other.resolve("near"), folder.resolve("far"))) {
            CliRunner.Result result = project.launch(start, "--version");
            assertEquals(0, result.exitCode(), result.err());
            assertEquals("", result.err());
            assertTrue(result.out().endsWith(STARTED), result.out());
        }
    }

    @Test
    void exitCodeAndArgumentsWithSpacesArePassedOn() throws IOException, InterruptedException {
        project.build();
        ProcessBuilder launcher =
                project.launcher(project.launcher(), folder.resolve("o"), "config", "check", "no such *.json");
        launcher.environment().put("JAVA_HOME", System.getProperty("java.home"));
        CliRunner.Result result = LauncherProject.finish(launcher);
        assertEquals(ExitCode.WRONG_USE, result.exitCode());
        assertTrue(result.err().startsWith(PREPARING), result.err());
        assertTrue(result.err().contains("\nno such *.json: no such file"), result.err());
        assertEquals("", result.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pom.xml", "src/main/java", "src/main/java/A.java", ".git/logs/HEAD"})
    void newerSourcesAreBuilt(String source) throws IOException, InterruptedException {
        project.build();
        Path file = project.project.resolve(source);
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "class A {}");
        }
        LauncherProject.age(file, 0);
        LauncherProject.age(project.project.resolve("target/mnist.built"), 60);
        CliRunner.Result result = project.launch(project.launcher(), "--version");
        assertTrue(result.err().startsWith(BUILDING), result.err());
        assertEquals(2, project.builds().size());
    }

    @Test
    void oneOfManyBuildsAndTheOthersWait() throws IOException, InterruptedException {
        startMany();
        assertEquals(1, project.builds().size());
        assertEquals(List.of(), locks());
    }

    @Test
    void lockOfAProcessThatDiedIsTakenOverByOneOfThoseThatWait() throws IOException, InterruptedException {
        lock(".building", dead());
        startMany();
        assertEquals(1, project.builds().size());
        assertEquals(List.of(), locks());
    }

    @Test
    void aProcessThatDiedWhileItRemovedALockHoldsNobodyUp() throws IOException, InterruptedException {
        String builder = dead();
        lock(".building", builder);
        lock(".building." + builder, dead());
        startMany();
        assertEquals(1, project.builds().size());
        assertEquals(List.of(), locks());
    }

    @Test
    void lockOfAnotherUsersProcessIsRespected() throws IOException, InterruptedException {
        ProcessBuilder launcher = project.launcher(project.launcher(), folder.resolve("o"), "--version");
        if (Files.isWritable(Path.of("/"))) {
            Path setpriv = Path.of("/usr/bin/setpriv");
            assumeTrue(Files.isExecutable(setpriv), "no other user can be tried here");
            List<String> command = new ArrayList<>(List.of(setpriv.toString(), "--reuid=65534", "--clear-groups"));
            command.addAll(launcher.command());
            launcher.command(command);
            letAllIn(folder);
        }
        Path lock = lock(".building", "1");
        letAllIn(lock.getParent());
        Process process = launcher.start();
        Path err = launcher.redirectError().file().toPath();
        for (int i = 0; i < 6000 && !Files.readString(err).contains("waiting"); i++) {
            Thread.sleep(10);
        }
        assertEquals("1", Files.readSymbolicLink(lock).toString());
        Files.delete(lock);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), Files.readString(err));
    }

    @Test
    void aVersionThatIsDirtyIsBuiltAgainWhenTheTreeIsClean() throws IOException, InterruptedException {
        project.build();
        Path properties = project.project.resolve("target/classes/mnist/storage/build.properties");
        Files.createDirectories(properties.getParent());
        Files.writeString(properties, "version=1\ndirty=true\n");
        Path index = project.project.resolve(".git/index");
        Files.createDirectories(index.getParent());
        Files.writeString(index, "");
        LauncherProject.script(project.bin.resolve("git"), "echo ' M README.md'");
        assertEquals("", project.launch(project.launcher(), "--version").err());
        LauncherProject.script(project.bin.resolve("git"), "");
        assertTrue(project.launch(project.launcher(), "--version").err().startsWith(BUILDING));
        LauncherProject.age(index, 60);
        assertEquals("", project.launch(project.launcher(), "--version").err());
    }

    private void startMany() throws IOException, InterruptedException {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            processes.add(project.launcher(project.launcher(), folder.resolve("o" + i), "--version")
                    .start());
        }
        for (Process process : processes) {
            assertTrue(process.waitFor(120, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue());
        }
    }

    private static String dead() throws IOException, InterruptedException {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        return Long.toString(dead.pid());
    }

    private Path lock(String name, String holder) throws IOException {
        Path target = Files.createDirectories(project.project.resolve("target"));
        return Files.createSymbolicLink(target.resolve(name), Path.of(holder));
    }

    private List<Path> locks() throws IOException {
        try (Stream<Path> files = Files.list(project.project.resolve("target"))) {
            return files.filter(Files::isSymbolicLink).toList();
        }
    }

    private static void letAllIn(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(path -> !Files.isSymbolicLink(path)).toList()) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxrwxrwx"));
            }
        }
    }

    @Test
    void failedBuildIsToldAndLeavesNoLock() throws IOException, InterruptedException {
        LauncherProject.script(project.bin.resolve("mvn"), "echo 'it does not compile'; exit 1");
        CliRunner.Result result = project.launch(project.launcher(), "--version");
        assertEquals(1, result.exitCode());
        assertEquals("", result.out());
        assertTrue(result.err().contains("it does not compile"), result.err());
        assertTrue(result.err().contains("mnist: the build failed"), result.err());
        assertFalse(Files.isSymbolicLink(project.project.resolve("target/.building")));
    }
}
