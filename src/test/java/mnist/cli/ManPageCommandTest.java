package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import mnist.Tool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manual pages, as text and by the program that shows them. */
class ManPageCommandTest {
    @TempDir
    private Path folder;

    @Test
    void pageOfACommandHasItsSynopsisAndEveryOption() {
        String page = CliRunner.succeed("manpage", "train").replace("\r", "");
        assertTrue(page.startsWith(".TH MNIST\\-TRAIN 1 "), page);
        assertTrue(page.contains("\n.SH NAME\nmnist\\-train \\- Train a network"), page);
        assertTrue(page.contains("\n.TP\n\\fB\\-\\-set PATH=VALUE\\fR\nReplace a value"), page);
        assertTrue(page.contains("\n.TP\n\\fB\\-h, \\-\\-help\\fR\n"), page);
        assertTrue(page.contains("\n  ./mnist train \\-\\-resume runs/first\n"), page);
    }

    @Test
    void pageOfTheProgramNamesEveryCommand() {
        String page = CliRunner.succeed("manpage").replace("\r", "");
        assertTrue(page.contains("\n.SH COMMANDS\n.TP\n\\fBtrain\\fR\n"), page);
        assertTrue(page.contains("\n\\fBreport\\fR\n"), page);
    }

    @Test
    void manShowsIt() throws Exception {
        Path page = Files.writeString(folder.resolve("page"), CliRunner.succeed("manpage", "plot"));
        Tool.Result groff = Tool.run(
                new ProcessBuilder("groff", "-man", "-Tascii", "-ww", page.toString()).redirectErrorStream(true));
        String shown = groff.out().replaceAll("\u001b\\[[\\d;]*m|.\b", "");
        assertEquals(0, groff.exitCode());
        assertTrue(shown.contains("mnist plot weights RUN (--out FILE.png|.svg | --terminal) [--rows N]"), shown);
        assertTrue(!shown.contains("warning"), shown);
    }
}
