package mnist.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mnist.config.Config;
import mnist.config.TestConfigs;
import mnist.data.DataException;
import mnist.data.Split;
import mnist.storage.RunFiles;
import mnist.storage.RunJson;
import mnist.storage.RunRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data of a run is found again where it was, even if the config's path leads nowhere from here. */
class DataFolderTest {
    private static final Config ELSEWHERE = TestConfigs.of("data.directory=no/such/data");

    @TempDir
    private Path folder;

    private Path data;
    private Optional<RunRecord> record;

    @BeforeEach
    void train() {
        data = SmallData.write(folder.resolve("data"));
        record = train("run", false);
    }

    private Optional<RunRecord> train(String name, boolean noTest) {
        Config config = TestConfigs.of("data.directory=" + data, "data.validation=30", "training.epochs=1");
        Path run = folder.resolve(name);
        TrainingRun.start(config, new RunOptions(run, false, noTest, false, List.of()), RunObserver.NONE);
        return Optional.of(RunJson.read(new RunFiles(run).run()));
    }

    @Test
    void theRecordHasTheAbsolutePathAndAllFourDigests() {
        assertEquals(
                data.toAbsolutePath().toString(), record.get().inputs().data().directory());
        assertEquals(4, record.get().inputs().data().sha256().size());
    }

    @Test
    void theRecordedFolderIsTakenWhereTheConfigsLeadsNowhere() {
        for (Split split : Split.values()) {
            assertEquals(data, DataFolder.find(ELSEWHERE, record, split).path());
        }
    }

    @Test
    void theTrainingFilesVouchForATestSetThatTheRunLeftAlone() {
        Optional<RunRecord> untested = train("untested", true);
        assertEquals(2, untested.get().inputs().data().sha256().size());
        assertEquals(data, DataFolder.find(ELSEWHERE, untested, Split.TEST).path());
    }

    @Test
    void theRecordedFolderIsTakenWhereTheConfigsHasOtherData() {
        Path other = SmallData.write(folder.resolve("other"));
        SmallData.write(other, Split.TEST, 60, 9);
        Config config = TestConfigs.of("data.directory=" + other);
        assertEquals(data, DataFolder.find(config, record, Split.TEST).path());
        assertEquals(
                other, DataFolder.find(config, Optional.empty(), Split.TEST).path());
    }

    @Test
    void aRecordedFolderWithOtherDataIsNotTaken() {
        SmallData.write(data, Split.TEST, 60, 9);
        String message = assertThrows(DataException.class, () -> DataFolder.find(ELSEWHERE, record, Split.TEST))
                .getMessage();
        for (Path tried : List.of(Path.of("no/such/data").toAbsolutePath(), data)) {
            assertTrue(message.contains(tried.toString()), message);
        }
        assertTrue(message.startsWith("no/such/data: no such data directory, looked for it at "), message);
    }

    @Test
    void withoutARecordTheTriedPathIsNamed() throws Exception {
        String message = assertThrows(
                        DataException.class, () -> DataFolder.find(ELSEWHERE, Optional.empty(), Split.TRAIN))
                .getMessage();
        assertEquals(
                "no/such/data: no such data directory, looked for it at %s. %s"
                        .formatted(
                                Path.of("no/such/data").toAbsolutePath(),
                                "Put the four IDX files there, or correct data.directory."),
                message);
        assertTrue(Files.notExists(Path.of("no")));
    }
}
