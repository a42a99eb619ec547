package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers are the same in every locale: Egypt writes other digits, and so would Java. It is said once, before
 * any command: a run, a sweep and a refusal stand for all. */
class LocaleTest {
    @TempDir
    private Path folder;

    @Test
    void numbersNeverFollowTheLocale() throws IOException, InterruptedException {
        assertEquals("٣", String.format(new Locale("ar", "EG"), "%d", 3), "this Java knows the digits");
        Path config = SmallExperiment.write(folder);
        SweepCommandTest.writeSpec(folder);
        Path run = folder.resolve("run");
        String trained = run(0, "train", "--config", config, "--out", run);
        assertTrue(trained.contains("epoch 3/3  cost 0."), trained);
        String swept = run(0, "sweep", "--spec", folder.resolve("sweep.json"), "--out", folder.resolve("s"));
        assertTrue(swept.contains("8/8  trial "), swept);
        run(2, "train", "--config", config, "--set", "training.epochs=-1");
    }

    private String run(int exitCode, Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(MnistProcess.java("-Duser.language=ar", "-Duser.country=EG"));
        command.add(Main.class.getName());
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        try (MnistProcess process = MnistProcess.start(folder, command)) {
            assertEquals(exitCode, process.finish(), process.err());
            String all = process.out() + process.err();
            assertEquals("", all.replaceAll("[^\\p{Nd}]|[0-9]", ""), all);
            return all;
        }
    }
}
