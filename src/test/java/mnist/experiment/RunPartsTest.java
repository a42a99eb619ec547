package mnist.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mnist.config.Config;
import mnist.config.TestConfigs;
import mnist.machine.BlasLibrary;
import mnist.machine.Kernels;
import mnist.storage.AtomicFile.Durability;
import mnist.storage.Provenance;
import mnist.storage.RunFiles;
import mnist.storage.RunJson;
import mnist.storage.RunRecord;
import mnist.storage.StorageException;
import mnist.training.EpochMetrics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run.json} tells of each part of a run what computed it, and no part computes otherwise without saying so. */
class RunPartsTest {
    private static final RunObserver AFTER_ONE_EPOCH = new RunObserver() {
        private boolean ended;

        @Override
        public void epochFinished(EpochMetrics metrics, boolean best) {
            ended = true;
        }

        @Override
        public boolean stopRequested() {
            return ended;
        }
    };

    @TempDir
    private Path folder;

    private Path run;
    private Path json;

    @BeforeEach
    void stopAfterOneEpoch() {
        Path data = SmallData.write(folder.resolve("data"));
        run = folder.resolve("run");
        json = new RunFiles(run).run();
        Config config = TestConfigs.of("data.directory=" + data, "data.validation=30", "training.epochs=2");
        TrainingRun.start(config, new RunOptions(run, false, List.of("train", "it")), AFTER_ONE_EPOCH);
    }

    @Test
    void aResumeIsAPartWithAllThatComputedIt() {
        RunRecord.Part first = RunJson.read(json).last();
        resume(false);
        RunRecord ended = RunJson.read(json);
        assertEquals(2, ended.parts().size());
        assertEquals(first, ended.parts().get(0));
        assertEquals(List.of("train", "it"), first.commandLine());
        assertEquals(List.of("train", "--resume"), ended.last().commandLine());
        for (RunRecord.Part part : ended.parts()) {
            assertEquals(BlasLibrary.current(), part.blas());
            assertEquals(Provenance.current(), part.provenance());
            assertFalse(part.acceptedOtherBits());
            assertTrue(part.end().isAfter(part.start()));
        }
    }

    @Test
    void otherKernelsAreRefusedNamedAndTakenIfTheUserSaysSo() {
        BlasLibrary here = BlasLibrary.current();
        Kernels other = here.kernels() == Kernels.AVX512 ? Kernels.AVX2 : Kernels.AVX512;
        rewrite(Provenance.ARITHMETIC, new BlasLibrary("OpenBLAS", "Faraway", other, 1));
        assertRefused(
                "kernels, found " + here.kernels().label() + " (",
                "expected " + other.label() + " (OpenBLAS, Faraway)");
        resume(true);
        assertTrue(RunJson.read(json).last().acceptedOtherBits());
        assertEquals(here, RunJson.read(json).last().blas());
    }

    @Test
    void anotherArithmeticIsRefusedNamedAndTakenIfTheUserSaysSo() {
        rewrite(Provenance.ARITHMETIC - 1, BlasLibrary.current());
        assertRefused("arithmetic of the program, found version %d, expected %d"
                .formatted(Provenance.ARITHMETIC, Provenance.ARITHMETIC - 1));
        resume(true);
        assertEquals(
                Provenance.ARITHMETIC, RunJson.read(json).last().provenance().arithmetic());
    }

    @Test
    void theCoreDoesNotMatterWithinAFamily() {
        BlasLibrary here = BlasLibrary.current();
        rewrite(Provenance.ARITHMETIC, new BlasLibrary(here.vendor(), "Sibling", here.kernels(), 1));
        if (here.kernels() == Kernels.OTHER) {
            assertRefused("Sibling");
        } else {
            resume(false);
        }
    }

    @Test
    void aRunOfAProgramThatKeptNoPartsIsRefused() throws Exception {
        Files.writeString(json, "{\"status\":\"stopped\",\"blas\":{\"vendor\":\"OpenBLAS\"}}");
        assertRefused("run.json does not say what computed the run");
    }

    @Test
    void aRunThatComputedNothingMayBeResumedAnywhere() {
        rewrite(0, null);
        resume(false);
        assertNotNull(RunJson.read(json).last().blas());
    }

    private void rewrite(int arithmetic, BlasLibrary blas) {
        RunRecord record = RunJson.read(json);
        RunRecord.Part part = record.last();
        Provenance here = part.provenance();
        Provenance there = new Provenance(here.program(), arithmetic, here.jvm(), here.system(), here.cpu());
        RunRecord.Part other = new RunRecord.Part(
                part.commandLine(), there, blas, false, false, part.threads(), part.start(), part.end());
        RunRecord changed =
                new RunRecord(record.status(), record.inputs(), List.of(other), record.outcome(), record.results());
        RunJson.write(json, changed, Durability.FORCED);
    }

    private void assertRefused(String... parts) {
        String message =
                assertThrows(StorageException.class, () -> resume(false)).getMessage();
        assertEquals(1, message.lines().count(), message);
        assertTrue(message.startsWith(run + ": would not end with the same bits: "), message);
        assertTrue(message.endsWith("--accept-other-bits."), message);
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "no \"" + part + "\" in: " + message);
        }
    }

    private void resume(boolean acceptOtherBits) {
        TrainingRun.resume(
                new ResumeOptions(run, List.of(), false, acceptOtherBits, List.of("train", "--resume")),
                RunObserver.NONE);
    }
}
