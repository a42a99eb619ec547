package mnist.storage;

import static mnist.storage.StorageErrors.assertStorageError;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunJsonTest {
    private static final RunRecord BEGUN = RunRecord.begin(
            new RunRecord.Inputs(
                    List.of("train", "--config", "configs/softmax.json"),
                    "c0ffee",
                    new RunRecord.Data("data/mnist", "MNIST", Map.of("train-labels-idx1-ubyte", "abc")),
                    Long.MAX_VALUE),
            Provenance.current(),
            new RunRecord.Blas("OpenBLAS", "SkylakeX", 1),
            2,
            Instant.parse("2026-01-02T03:04:05Z"));
    private static final RunRecord ENDED = BEGUN.withOutcome(
                    RunStatus.COMPLETED, new RunRecord.Outcome(Instant.parse("2026-01-02T03:05:05.500Z"), 60.5, null))
            .withResults(new RunRecord.Results(29, 0.9566, new RunRecord.Test(0.951, 0.17, 9510, 10000)));

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void chooseAFile() {
        file = folder.resolve("run.json");
    }

    @Test
    void aRunThatBeginsAndOneThatEndedAreReadBack() {
        RunJson.write(file, BEGUN);
        assertEquals(BEGUN, RunJson.read(file));
        RunJson.write(file, ENDED);
        assertEquals(ENDED, RunJson.read(file));
    }

    @Test
    void aRunThatGoesOnKeepsItsStartAndItsSecondsAndNothingOfItsEnd() {
        RunJson.write(file, ENDED.resumed("c0de", 60.5));
        RunRecord resumed = RunJson.read(file);
        assertEquals(RunStatus.RUNNING, resumed.status());
        assertEquals(BEGUN.start(), resumed.start());
        assertEquals("c0de", resumed.inputs().configSha256());
        assertEquals(BEGUN.inputs().commandLine(), resumed.inputs().commandLine());
        assertEquals(new RunRecord.Outcome(null, 60.5, null), resumed.outcome());
        assertNull(resumed.results());
    }

    @Test
    void theFileHasThePathsThatScriptsRead() throws Exception {
        RunJson.write(file, ENDED);
        String text = Files.readString(file);
        assertTrue(text.startsWith("{\n  \"status\" : \"completed\",\n"), text);
        assertTrue(text.endsWith("}\n"), text);
        JsonNode json = new ObjectMapper().readTree(text);
        assertEquals("--config", json.at("/inputs/commandLine/1").textValue());
        assertEquals(
                "abc", json.at("/inputs/data/sha256/train-labels-idx1-ubyte").textValue());
        assertEquals(Long.MAX_VALUE, json.at("/inputs/seed").longValue());
        assertEquals(
                Runtime.version().toString(), json.at("/provenance/jvm/version").textValue());
        assertEquals("SkylakeX", json.at("/blas/core").textValue());
        assertEquals("2026-01-02T03:04:05Z", json.at("/start").textValue());
        assertEquals("2026-01-02T03:05:05.500Z", json.at("/outcome/end").textValue());
        assertEquals(9510, json.at("/results/test/correct").intValue());
        assertFalse(json.get("outcome").has("message"), "what is not known is left out");
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
                "''|cannot be read",
                "null|no status",
                "{}|no status",
                "[]|cannot be read",
                "{'status':'resting'}|at status",
                "{'status':'running','start':'yesterday'}|at start",
                "{'status':'running','threads':'2'}|at threads",
                "{'status':'running','inputs':{'commandLine':{}}}|at inputs.commandLine",
                "{'status':'running','status':'failed'}|Duplicate",
                "{'status':'running'} {}|Trailing token",
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
        assertStorageError(() -> RunJson.read(file), "at status", "…");
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
