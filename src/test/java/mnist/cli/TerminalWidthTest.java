package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminalWidthTest {
    @TempDir
    private Path folder;

    @Test
    void whatSttySaysIsRead() {
        assertEquals(132, TerminalWidth.columns("50 132\n"));
        assertEquals(80, TerminalWidth.columns("0 0\n"), "a terminal that does not know its size");
        assertEquals(80, TerminalWidth.columns(""));
    }

    /** util-linux' script gives the program a terminal of its own, whose width is changed once six epochs are written down. */
    @Test
    void theLiveLineFollowsTheWidthOfTheTerminal() throws IOException, InterruptedException {
        assumeTrue(System.getProperty("os.name").equals("Linux") && Files.isExecutable(Path.of("/usr/bin/script")));
        Path config = SmallExperiment.write(folder);
        Path metrics = folder.resolve("run/metrics.csv");
        List<String> train = new ArrayList<>(MnistProcess.java("-Dmnist.stderr.terminal=true"));
        train.addAll(List.of(Main.class.getName(), "train", "--config", config.toString()));
        train.addAll(List.of("--out", folder.resolve("run").toString(), "--set", "training.epochs=400"));
        train.addAll(List.of("--set", "training.checkpointSeconds=0.001"));
        String command = train.stream().map(ShellWord::of).collect(Collectors.joining(" "));
        String resize =
                "(until [ $(cat %s 2>/dev/null | wc -l) -gt 6 ]; do sleep 0.02; done; stty cols 50 </dev/tty) & "
                        .formatted(ShellWord.of(metrics.toString()));
        try (MnistProcess process = MnistProcess.start(
                folder, List.of("script", "-qec", "stty cols 64; " + resize + command, "/dev/null"))) {
            assertEquals(ExitCode.DONE, process.finish(), process.out());
            List<String> lines = pieces(process.out());
            int widest = lines.stream().mapToInt(String::length).max().orElseThrow();
            assertEquals(63, widest, process.out());
            List<String> late = lines.subList(lines.size() * 3 / 4, lines.size());
            List<String> cut =
                    late.stream().filter(line -> line.startsWith("epoch")).toList();
            assertTrue(!cut.isEmpty() && cut.stream().allMatch(line -> line.length() <= 49), cut.toString());
        }
    }

    private static List<String> pieces(String output) {
        return Stream.of(output.split("[\\r\\n]|\\x1b\\[\\d*[AJ]"))
                .filter(piece -> piece.startsWith("epoch"))
                .toList();
    }
}
