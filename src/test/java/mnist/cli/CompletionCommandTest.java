package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import mnist.Tool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that {@code mnist completion} prints, in the shells themselves. */
class CompletionCommandTest {
    @TempDir
    private Path folder;

    private String run(String shell, String commands) throws Exception {
        Path script = Files.writeString(folder.resolve("completion"), CliRunner.succeed("completion", shell));
        Tool.Result result = Tool.run(new ProcessBuilder(shell, "-c", commands.replace("SCRIPT", script.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD));
        assertEquals(0, result.exitCode(), result.out());
        return result.out().strip();
    }

    /** Returns what bash offers for the last of some words. */
    private Set<String> completed(String... words) throws Exception {
        String line = "source SCRIPT; COMP_WORDS=('%s'); COMP_CWORD=%d; _complete_mnist; echo \"${COMPREPLY[@]}\""
                .formatted(String.join("' '", words), words.length - 1);
        return Set.copyOf(List.of(run("bash", line).split("\\s+")));
    }

    @Test
    void bashCompletesCommandsOptionsAndValues() throws Exception {
        assertEquals(Set.of("train"), completed("mnist", "tr"));
        assertEquals(Set.of("--format"), completed("mnist", "export", "--fo"));
        assertEquals(Set.of("onnx", "npz"), completed("mnist", "export", "--format", ""));
        assertTrue(completed("mnist", "plot", "").containsAll(Set.of("curves", "weights", "surface")));
        assertEquals(Set.of("diff"), completed("mnist", "runs", "di"));
    }

    @Test
    void zshTakesTheScript() throws Exception {
        String commands = "autoload -U +X compinit && compinit -u; source SCRIPT; echo ${_comps[mnist]}";
        assertTrue(run("zsh", commands).contains("_complete_mnist"));
    }
}
