package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README shows of the program's output looks as the program prints it today, whatever the numbers are. */
class ShownOutputTest {
    @TempDir
    private Path folder;

    @Test
    void outputInReadmeHasTheFormOfTheOutput() {
        Path run = folder.resolve("run");
        CliRunner.Result trained = CliRunner.run("train", "--config", SmallExperiment.write(folder), "--out", run);
        String evaluated = CliRunner.succeed("eval", "--checkpoint", run);
        Set<String> printed = new HashSet<>();
        for (String text : List.of(trained.err(), trained.out(), evaluated)) {
            printed.addAll(forms(text).toList());
        }
        List<String> shown = Page.read(Page.README).codes().stream()
                .map(Page.Code::text)
                .filter(text -> text.startsWith("run ") || text.startsWith("checkpoint "))
                .flatMap(ShownOutputTest::forms)
                .filter(form -> !form.equals("…"))
                .toList();
        assertTrue(shown.size() > 20, "found " + shown);
        for (String form : shown) {
            assertTrue(printed.contains(form), "\"" + form + "\" is none of:\n" + lines(printed));
        }
    }

    @Test
    void numbersPathsAndStarsDoNotMatter() {
        assertEquals(
                forms("epoch  7/30  cost 0.6885  validation 85.34 % *  0.29 s\n    0   962     .     2\n")
                        .toList(),
                forms("epoch 1/3  cost 1.2  validation 5.00 %     10.30 s\n1 2 3\n")
                        .toList());
        assertEquals(
                List.of("run PATH"), forms("run   runs/3b1b-20261122-052907\n").toList());
    }

    /** Returns the lines with every number, or row of numbers, and every path replaced by a word for it. */
    private static Stream<String> forms(String text) {
        return text.lines()
                .map(line -> line.replace(" *", " ")
                        .replaceAll("\\S*/\\S*[^\\s\\d/]\\S*", "PATH")
                        .replaceAll("[\\d.,/-]*\\d", "#")
                        .replaceAll("(?<= )\\.(?= |$)", "#")
                        .replaceAll("\\s+", " ")
                        .strip()
                        .replaceAll("#( #)+", "#"));
    }

    private static String lines(Set<String> forms) {
        return forms.stream().sorted().collect(Collectors.joining("\n"));
    }
}
