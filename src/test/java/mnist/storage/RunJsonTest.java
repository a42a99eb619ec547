package mnist.storage;

import static mnist.storage.StorageErrors.assertStorageError;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import mnist.machine.BlasLibrary;
import mnist.machine.Kernels;
import mnist.storage.AtomicFile.Durability;
import mnist.training.Evaluation;
import mnist.training.LayerHealth;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunJsonTest {
    private static final RunRecord BEGUN = RunRecord.begin(
            new RunRecord.Inputs(
                    "c0ffee",
                    new RunRecord.Data("/data/mnist", "MNIST", Map.of("train-labels-idx1-ubyte", "abc")),
                    Long.MAX_VALUE,
                    false,
                    new RunRecord.From("/runs/first/best.safetensors", "beef", 7)),
            part("2026-01-02T03:04:05Z", "train", "--config", "configs/softmax.json"));
    private static final BlasLibrary BLAS = new BlasLibrary("OpenBLAS", "SkylakeX", Kernels.AVX512, 1);
    private static final RunRecord ENDED = BEGUN.computedBy(BLAS)
            .ended(
                    RunStatus.COMPLETED,
                    new RunRecord.Outcome(60.5, null),
                    new RunRecord.Results(
                            new RunRecord.Best(29, OptionalDouble.of(0.9566)),
                            new RunRecord.Test(0.951, Evaluation.Interval.of(9510, 10000), 0.17, 9510, 10000),
                            new RunRecord.Insides(
                                    List.of(new LayerHealth(1, 0.5, 0.25, 1e-9)), List.of("layer 1: …"))));

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void chooseAFile() {
        file = folder.resolve("run.json");
    }

    @Test
    void aRunThatBeginsAndOneThatEndedAreReadBack() {
        RunJson.write(file, BEGUN, Durability.FORCED);
        assertEquals(BEGUN, RunJson.read(file));
        RunJson.write(file, ENDED, Durability.FORCED);
        assertEquals(ENDED, RunJson.read(file));
    }

    @Test
    void aRunThatIsResumedKeepsItsPartsAndItsSecondsAndNothingOfItsEnd() {
        RunRecord.Inputs inputs = new RunRecord.Inputs("c0de", BEGUN.inputs().data(), 1, false, null);
        RunRecord.Part second = part("2026-01-03T00:00:00Z", "train", "--resume", "run");
        RunJson.write(file, ENDED.resumed(inputs, second, 60.5), Durability.FORCED);
        RunRecord resumed = RunJson.read(file);
        assertEquals(RunStatus.RUNNING, resumed.status());
        assertEquals(BEGUN.start(), resumed.start());
        assertEquals("c0de", resumed.inputs().configSha256());
        assertEquals(BEGUN.inputs().from(), resumed.inputs().from());
        assertEquals(List.of(ENDED.last(), second), resumed.parts());
        assertEquals(Optional.of(ENDED.last()), resumed.lastComputed());
        assertEquals(new RunRecord.Outcome(60.5, null), resumed.outcome());
        assertNull(resumed.results());
    }

    @Test
    void theFileHasThePathsThatScriptsRead() throws Exception {
        RunJson.write(file, ENDED, Durability.FORCED);
        String text = Files.readString(file);
        assertTrue(text.startsWith("{\n  \"status\": \"completed\",\n"), text);
        assertTrue(text.endsWith("}\n"), text);
        JsonNode json = new ObjectMapper().readTree(text);
        assertEquals("--config", json.at("/parts/0/commandLine/1").textValue());
        assertEquals(
                "abc", json.at("/inputs/data/sha256/train-labels-idx1-ubyte").textValue());
        assertEquals(Long.MAX_VALUE, json.at("/inputs/seed").longValue());
        assertEquals(
                Runtime.version().toString(),
                json.at("/parts/0/provenance/jvm/version").textValue());
        assertEquals("SkylakeX", json.at("/parts/0/blas/core").textValue());
        assertEquals("avx512", json.at("/parts/0/blas/kernels").textValue());
        assertEquals("2026-01-02T03:04:05Z", json.at("/parts/0/start").textValue());
        assertTrue(Instant.parse(json.at("/parts/0/end").textValue()).isAfter(Instant.parse("2026-01-02T03:04:05Z")));
        assertEquals(29, json.at("/results/best/epoch").intValue());
        assertEquals(0.9566, json.at("/results/best/validationAccuracy").doubleValue());
        assertEquals(9510, json.at("/results/test/correct").intValue());
        assertTrue(json.at("/outcome/message").isNull(), "what is not known is null");
    }

    private static RunRecord.Part part(String start, String... commandLine) {
        return new RunRecord.Part(
                List.of(commandLine), Provenance.current(), null, false, false, 2, Instant.parse(start), null);
    }

    @Test
    void keysOfNewerVersionsAreSkippedAndMissingOnesAreNull() throws Exception {
        Files.writeString(file, "{\"status\":\"diverged\",\"new\":{\"a\":[1]},\"outcome\":{\"seconds\":4,\"more\":1}}");
        RunRecord run = RunJson.read(file);
        assertEquals(RunStatus.DIVERGED, run.status());
        assertEquals(4, run.outcome().seconds());
        assertNull(run.inputs());
        assertNull(run.results());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|the text is empty",
                "null|no status",
                "{}|no status",
                "[]|wrong value, found []",
                "{'status':'resting'}|run.json:1:11: status: wrong value, found \"resting\"",
                "{'status':'running','parts':[{'start':'yesterday'}]}|parts[0].start: wrong value, found \"yesterday\"",
                "{'status':'running','parts':[{'threads':'2'}]}|parts[0].threads: wrong value",
                "{'status':'running','parts':[{'commandLine':{}}]}|parts[0].commandLine: wrong value, found {}",
                "{'status':'running','status':'failed'}|repeated key, found \"status\" twice",
                "{'status':'running'} {}|found text after its end",
                "{'status':|not valid JSON"
            })
    void whatIsWrongIsNamed(String text, String reason) throws Exception {
        Files.writeString(file, text.equals("''") ? "" : text.replace('\'', '"'));
        assertStorageError(() -> RunJson.read(file), file.toString(), reason);
    }

    @Test
    void deepNestingIsRejected() throws Exception {
        Files.writeString(file, "{\"new\":" + "[".repeat(500_000));
        assertStorageError(() -> RunJson.read(file), file.toString());
    }

    @Test
    void longValuesAreCutInMessages() throws Exception {
        Files.writeString(file, "{\"status\":\"" + "x".repeat(100_000) + "\"}");
        assertStorageError(() -> RunJson.read(file), "status: wrong value", "…");
    }

    @Test
    void brokenUtf8IsRejected() throws Exception {
        Files.write(file, new byte[] {'{', '"', (byte) 0xC0, '"', '}'});
        assertStorageError(() -> RunJson.read(file), file.toString());
    }

    @Test
    void aFileThatIsTooLongIsRejected() throws Exception {
        Files.write(file, new byte[2_000_000]);
        assertStorageError(() -> RunJson.read(file), "too long, found 2000000 bytes");
    }

    @Test
    void aMissingFileIsRejected() {
        assertStorageError(() -> RunJson.read(file), file.toString(), "no such file");
    }
}
