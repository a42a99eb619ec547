package mnist.textbook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import mnist.config.ConfigReader;
import mnist.experiment.EvaluationReport;
import mnist.experiment.RunObserver;
import mnist.experiment.RunOptions;
import mnist.experiment.RunResult;
import mnist.experiment.SmallData;
import mnist.experiment.TrainingRun;
import mnist.textbook.Reproduced.Spread;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproductionTest {
    private static final Published GOOD = row("good", OptionalDouble.of(0.5));
    private static final Published HARD = row("hard", OptionalDouble.of(1));

    @TempDir
    private Path folder;

    private final List<String> told = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void writeConfigs() throws IOException {
        Path data = SmallData.write(folder.resolve("data"));
        for (String name : new String[] {"good", "hard"}) {
            Files.writeString(folder.resolve(name + ".json"), """
                    { "data": { "directory": "%s", "validation": 30 }, "network": { "layers": [16, 5, 3] },
                      "optimizer": { "learningRate": %s }, "training": { "epochs": 4, "batchSize": 10, "seed": 3 } }
                    """.formatted(data, name.equals("good") ? "1" : "0.001"));
        }
    }

    private static Published row(String name, OptionalDouble accuracy) {
        return new Published(name, "Source of " + name, "a setting", accuracy, EvaluationReport.Part.TEST, false);
    }

    private List<Reproduced> run(int seeds, int stopAfter, Published... rows) {
        Reproduction.Settings settings =
                new Reproduction.Settings(folder, folder.resolve("out"), OptionalInt.of(seeds));
        Reproduction.Observer observer = new Reproduction.Observer() {
            @Override
            public void runFinished(Published row, long seed, double accuracy) {
                told.add(row.name() + " " + seed);
            }

            @Override
            public boolean stopRequested() {
                return told.size() >= stopAfter;
            }
        };
        return new Reproduction(settings, observer, List.of("reproduce")).run(List.of(rows));
    }

    @Test
    void aRowHasTheFiguresOfItsRunsOnTheTestSet() {
        Reproduced good = run(2, 99, GOOD).get(0);
        double[] expected = Stream.of(3, 4)
                .mapToDouble(seed -> trainAlone(seed).test().accuracy())
                .toArray();
        assertEquals(Spread.of(expected), good.best());
        assertEquals(2, good.runs());
        assertEquals(0, good.failed());
        assertEquals(4, good.epochs());
        // 16 * 5 + 5, 5 * 3 + 3.
        assertEquals(103, good.parameters());
        assertTrue(good.seconds() > 0);
        assertTrue(good.isReached());
    }

    @Test
    void aRowOfASourceThatMeasuresOnItsValidationSetHasTheFiguresOfThat() {
        Published row = new Published(
                "good", "a source", "a setting", OptionalDouble.of(0.5), EvaluationReport.Part.VALIDATION, false);
        assertEquals(
                Spread.of(trainAlone(3).best().validationAccuracy().orElseThrow()),
                run(1, 99, row).get(0).best());
    }

    private RunResult trainAlone(int seed) {
        return TrainingRun.start(
                ConfigReader.read(folder.resolve("good.json"), List.of("training.seed=" + seed)),
                new RunOptions(folder.resolve("alone" + seed), false, List.of("train")),
                RunObserver.NONE);
    }

    @Test
    void aFigureThatNoRunReachesSaysSo() throws IOException {
        List<Reproduced> rows = run(1, 99, GOOD, HARD);
        assertEquals(
                List.of(GOOD, HARD), rows.stream().map(Reproduced::published).toList());
        assertFalse(rows.get(1).isReached());
        List<String> lines = Files.readAllLines(folder.resolve("out/reproduction.md"));
        assertFalse(lines.get(2).contains("not reached"), lines.get(2));
        assertTrue(lines.get(3).contains("| 100.00 |") && lines.get(3).contains("**not reached**"), lines.get(3));
        assertEquals(new ReproductionTable(rows).markdown(), String.join("\n", lines) + "\n");
        List<String> csv = Files.readAllLines(folder.resolve("out/reproduction.csv"));
        assertEquals(3, csv.size());
        assertTrue(csv.get(2).startsWith("hard,Source of hard,a setting,1.0,false,1,0,0,"), csv.get(2));
        assertEquals(csv.get(0).split(",").length, csv.get(2).split(",").length);
    }

    @Test
    void whatIsDoneIsNotDoneAgain() throws IOException {
        run(1, 99, GOOD);
        byte[] first = lastOf(3);
        List<Reproduced> more = run(3, 99, GOOD);
        assertEquals(3, more.get(0).runs());
        assertArrayEquals(first, lastOf(3));
        assertEquals(
                List.of("good 3", "good 3", "good 4", "good 5"),
                told.stream().sorted().toList());
    }

    /** The time of a file is that of its training. */
    private byte[] lastOf(int seed) throws IOException {
        try (Stream<Path> trials = Files.list(folder.resolve("out/good/trials"))) {
            for (Path trial : trials.toList()) {
                if (Files.readString(trial.resolve("config.json")).contains("\"seed\": " + seed)) {
                    Path last = trial.resolve("last.safetensors");
                    return Files.getLastModifiedTime(last).toString().getBytes();
                }
            }
        }
        throw new IOException("no trial with seed " + seed);
    }

    @Test
    void aReproductionThatIsStoppedHasTheRowsThatAreDone() {
        assertEquals(List.of(), run(2, 0, GOOD));
        assertEquals(2, run(2, 99, GOOD).get(0).runs());
    }

    @Test
    void runsFarBelowTheBestAreStuck() {
        Reproduced row =
                new Reproduced(HARD, 3, 1, Spread.of(0.9, 0.94, 0.98), Spread.of(0.9, 0.94, 0.98), 2, 30, 103, 1.5);
        assertTrue(new ReproductionTable(List.of(row)).markdown().contains("| 3 × 30 epochs | 2 of 4 | 103 | 2 |"));
        assertEquals(0.94, row.best().mean(), 1e-12);
    }
}
