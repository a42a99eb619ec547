package mnist.sweep;

import static mnist.sweep.SmallSweep.GRID;
import static mnist.sweep.SmallSweep.jobs;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mnist.config.ConfigReader;
import mnist.data.Holdout;
import mnist.json.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the validation set is taken can vary, as a number or as an object, or in a part of the object. */
class SweepValidationTest {
    private static final String DRAWN = "{\"count\": 30, \"stratified\": true, \"seed\": 1}";

    @TempDir
    private Path directory;

    private static Holdout drawn(int count, boolean stratified) {
        return new Holdout(count, Optional.of(new Holdout.Draw(stratified, 1)));
    }

    private static List<Holdout> holdouts(SweepSpec spec) {
        return Search.of(spec).candidates().stream()
                .map(candidate -> spec.config(candidate.point(), 0).data().validation())
                .toList();
    }

    @Test
    void aChoiceOfObjectsIsTrainedAndWrittenBack() {
        SmallSweep.writeData(directory);
        SweepSpec spec = SpecReader.parse(
                TestSpecs.json(
                        directory.toString(), GRID, "\"data.validation\": {\"choice\": [20, %s]}".formatted(DRAWN), ""),
                "spec");
        assertEquals(List.of(Holdout.last(20), drawn(30, true)), holdouts(spec));
        Path sweep = directory.resolve("s");
        SweepResult result = Sweep.start(spec, sweep, jobs(1), SweepObserver.NONE);
        assertEquals(2, result.counts().completed());
        String id = result.trials().get(1).id();
        Path trial = new SweepFiles(sweep).trials().resolve(id);
        assertEquals(
                drawn(30, true),
                ConfigReader.read(trial.resolve("config.json"), List.of())
                        .data()
                        .validation());
        double right = result.trials().get(1).objective().getAsDouble() * 30;
        assertEquals(Math.rint(right), right, 1e-9);
        assertEquals(
                2, Sweep.resume(sweep, jobs(1), SweepObserver.NONE).counts().completed());
    }

    @Test
    void aPartOfTheObjectVariesWhereTheBaseHasOne() {
        String json = TestSpecs.json(GRID, "\"data.validation.count\": {\"choice\": [10, 25]}", "");
        SweepSpec spec = SpecReader.parse(json.replace("\"validation\": 20", "\"validation\": " + DRAWN), "spec");
        assertEquals(List.of(drawn(10, true), drawn(25, true)), holdouts(spec));
    }

    @Test
    void aPartOfANumberIsRefusedInOneLine() {
        SweepSpec spec = TestSpecs.of(GRID, "\"data.validation.count\": {\"choice\": [10, 25]}", "");
        InputException problem = assertThrows(InputException.class, () -> Search.of(spec));
        assertEquals(
                "parameters (data.validation.count=10): data.validation: not an object, found 20, expected named settings. "
                        + "Set it as a whole.",
                problem.getMessage());
    }
}
