package mnist.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mnist.config.Monitor;
import mnist.data.RandomStream;
import mnist.json.InputException;
import mnist.json.InputException.Problem;
import mnist.space.Distribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecReaderTest {
    private static final String GRID = "{\"type\": \"grid\"}";

    @Test
    void everyPartOfASpecIsRead() {
        SweepSpec spec = TestSpecs.of(
                "{\"type\": \"random\", \"trials\": 60, \"seed\": 9}",
                """
                "optimizer.learningRate": {"logUniform": [0.01, 10]},
                "training.batchSize": {"choice": [10, "full"]},
                "data.validation": {"integer": [5, 9]},
                "training.checkpointSeconds": {"uniform": [1, 2]}""",
                ", \"repeats\": 3, \"objective\": \"validation_cost\"");
        assertEquals(new SearchSettings.Random(60, 9), spec.search());
        assertEquals(
                new Distribution.LogUniform(0.01, 10), spec.parameters().get(0).distribution());
        assertEquals("training.batchSize", spec.parameters().get(1).path());
        assertEquals(2, spec.parameters().get(1).distribution().count());
        assertEquals(new Distribution.Whole(5, 9), spec.parameters().get(2).distribution());
        assertEquals(new Distribution.Uniform(1, 2), spec.parameters().get(3).distribution());
        assertEquals(3, spec.repeats());
        assertEquals(Monitor.VALIDATION_COST, spec.objective());
    }

    @Test
    void whatIsLeftOutHasADefault() {
        SweepSpec spec = TestSpecs.of("{\"type\": \"tpe\", \"trials\": 20}", TestSpecs.RATES, "");
        assertEquals(new SearchSettings.Tpe(20, 1, 10, 2), spec.search());
        assertEquals(1, spec.repeats());
        assertEquals(Monitor.VALIDATION_ACCURACY, spec.objective());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\": \"grid\"}",
                "{\"type\": \"random\", \"trials\": 7, \"seed\": -4}",
                "{\"type\": \"halving\", \"trials\": 9, \"seed\": 2, \"factor\": 4, \"minEpochs\": 2}",
                "{\"type\": \"tpe\", \"trials\": 9, \"seed\": 2, \"startup\": 3, \"batch\": 4}",
            })
    void aSpecThatIsWrittenIsReadAsTheSameSpec(String search) {
        SweepSpec spec = TestSpecs.of(
                search, TestSpecs.RATES + ", \"data.validation\": {\"integer\": [5, 9]}", ", \"repeats\": 2");
        SweepSpec again = SpecReader.parse(spec.toJson(), "written");
        assertEquals(spec.search(), again.search());
        assertEquals(spec.toJson(), again.toJson());
        assertEquals(
                Search.of(spec).candidates().toString(),
                Search.of(again).candidates().toString());
    }

    @Test
    void allProblemsAreListedAtOnceEachWithItsPlace() {
        String json = """
                {"base": 7,
                 "search": {"type": "gird"},
                 "parametres": {},
                 "parameters": {
                   "a": {"choice": []},
                   "b": {"uniform": [2, 1]},
                   "c": {"logUniform": [0, 1]},
                   "d": {"integer": [1, 2.5]},
                   "e": {"choice": [1, 1]},
                   "f": {"choice": [1], "uniform": [1, 2]},
                   "g": 3},
                 "repeats": 0,
                 "objective": "test_accuracy"}""";
        List<Problem> problems = assertThrows(InputException.class, () -> SpecReader.parse(json, "s.json"))
                .problems();
        List<String> places = problems.stream().map(Problem::place).toList();
        assertEquals(
                List.of(
                        "s.json:1:10",
                        "s.json:2:21",
                        "s.json:3:16",
                        "s.json:5:20",
                        "s.json:6:21",
                        "s.json:7:24",
                        "s.json:8:21",
                        "s.json:9:24",
                        "s.json:10:9",
                        "s.json:11:9",
                        "s.json:12:13",
                        "s.json:13:15"),
                places);
        assertTrue(
                problems.get(1).line().contains("Did you mean \"grid\"?"),
                problems.get(1).line());
        assertTrue(
                problems.get(2).line().contains("Did you mean \"parameters\"?"),
                problems.get(2).line());
        problems.forEach(problem -> assertEquals(1, problem.line().lines().count()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\": \"grid\"} | \"optimizer.learningRate\": {\"uniform\": [1, 2]} | `` | a grid needs a list of values",
                "{\"type\": \"grid\", \"trials\": 3} | \"cost\": {\"choice\": [\"cross-entropy\"]} | `` | unknown key",
                "{\"type\": \"random\"} | \"cost\": {\"choice\": [\"cross-entropy\"]} | `` | missing",
                "{\"type\": \"halving\", \"trials\": 3} | \"training.epochs\": {\"choice\": [1]} | `` | cannot vary",
                "{\"type\": \"grid\"} | \"training.seed\": {\"choice\": [1]} | `, \"repeats\": 2` | cannot vary",
            })
    void partsThatDoNotFitEachOtherAreRejected(String search, String parameters, String more, String message) {
        InputException problem = assertThrows(InputException.class, () -> TestSpecs.of(search, parameters, more));
        assertTrue(problem.getMessage().contains(message), problem.getMessage());
        assertTrue(problem.getMessage().startsWith("spec:"), problem.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"optimizer.learningRat\": {\"choice\": [1]} | unknown key",
                "\"optimizer.learningRate\": {\"choice\": [1, -1]} | out of range",
                "\"network.layers[7]\": {\"choice\": [1]} | no such position",
                "\"network.output\": {\"choice\": [\"softmax\", \"tanh\"]} | cross-entropy",
                "\"data.validation\": {\"choice\": [0]} | nothing to rank trials by",
            })
    void aTrialWithoutAValidConfigIsNamedBeforeAnythingRuns(String parameters, String message) {
        SweepSpec spec = TestSpecs.of(GRID, parameters, ", \"repeats\": 2");
        InputException problem = assertThrows(InputException.class, () -> Search.of(spec));
        assertEquals(1, problem.problems().size(), problem.getMessage());
        assertTrue(problem.getMessage().contains(message), problem.getMessage());
        assertTrue(problem.getMessage().contains("parameters ("), problem.getMessage());
    }

    @Test
    void aBaseFileThatIsMissingIsReportedAtItsPlace() {
        String json = "{\"base\": \"no/such.json\", \"search\": {\"type\": \"grid\"}, \"parameters\": {"
                + TestSpecs.RATES + "}}";
        String message = assertThrows(InputException.class, () -> SpecReader.parse(json, "s"))
                .getMessage();
        assertTrue(message.startsWith("s:1:10: base: no/such.json: no such file"), message);
    }

    @Test
    void aDamagedSpecIsReadOrRejectedInWords() {
        String good = TestSpecs.json(
                "{\"type\": \"random\", \"trials\": 3, \"seed\": 9}",
                TestSpecs.RATES + ", \"data.validation\": {\"integer\": [5, 9]}",
                ", \"repeats\": 2, \"objective\": \"validation_cost\"");
        String[] parts = {"-1", "1e999", "null", "[]", "{}", "\"\\u0000\"", "99999999999999999999", ",", "\"a\"", "0.5"
        };
        RandomStream random = new RandomStream(1, "damage", 0);
        int rejected = 0;
        for (int i = 0; i < 3000; i++) {
            int from = random.nextInt(good.length());
            int to = Math.min(good.length(), from + random.nextInt(12));
            String bad = good.substring(0, from) + parts[random.nextInt(parts.length)] + good.substring(to);
            try {
                Search.of(SpecReader.parse(bad, "s"));
            } catch (InputException e) {
                rejected++;
            }
        }
        assertTrue(rejected > 2000, "rejected " + rejected);
    }

    @Test
    void aBaseIsLookedForBesideTheSpec(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("base.json"), TestSpecs.BASE.formatted("nowhere"));
        Path spec = folder.resolve("spec.json");
        Files.writeString(
                spec,
                TestSpecs.json(GRID, TestSpecs.RATES, "")
                        .replace(TestSpecs.BASE.formatted("nowhere"), "\"base.json\"")
                        .replace("{\"base\"", "{\"$schema\": \"sweep.schema.json\", \"base\""));
        SweepSpec read = SpecReader.read(spec);
        assertEquals(folder.resolve("base.json").toString(), read.base().source());
        assertEquals(2, Search.of(read).candidates().size());
    }

    @Test
    void theObjectiveIsWhatEveryTrialWatches() {
        SweepSpec spec = TestSpecs.of(GRID, TestSpecs.RATES, ", \"objective\": \"validation_cost\"");
        for (Candidate candidate : Search.of(spec).candidates()) {
            assertEquals(
                    Monitor.VALIDATION_COST,
                    spec.config(candidate.point(), 0).training().monitor());
        }
        String watched =
                TestSpecs.json(GRID, TestSpecs.RATES, "").replace("\"seed\": 5", "\"monitor\": \"validation_cost\"");
        assertEquals(Monitor.VALIDATION_COST, SpecReader.parse(watched, "spec").objective());
        String torn = watched.substring(0, watched.length() - 1) + ", \"objective\": \"validation_accuracy\"}";
        InputException problem = assertThrows(InputException.class, () -> SpecReader.parse(torn, "spec"));
        assertTrue(
                problem.getMessage().contains("validation_cost, the training.monitor of its base"),
                problem.getMessage());
    }

    @Test
    void whatIsWatchedMayNotVary() {
        InputException problem = assertThrows(
                InputException.class,
                () -> TestSpecs.of(
                        GRID,
                        "\"training.monitor\": {\"choice\": [\"validation_cost\", \"validation_accuracy\"]}",
                        ""));
        assertTrue(problem.getMessage().contains("cannot vary here"), problem.getMessage());
    }
}
