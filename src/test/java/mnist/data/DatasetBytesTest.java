package mnist.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetBytesTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsReadIsWhatWasWritten() {
        new IdxBuilder()
                .examples(7)
                .pixels((example, row, column) -> 37 * example + 11 * row + column)
                .write(folder, Split.TRAIN);
        Dataset written = Dataset.load(folder, Split.TRAIN);
        Dataset read = DatasetBytes.read(DatasetBytes.of(written));
        assertEquals(written.digests(), read.digests());
        assertEquals(written.classes(), read.classes());
        assertEquals(written.size(), read.size());
        for (int example = 0; example < written.size(); example++) {
            assertEquals(written.label(example), read.label(example));
            for (int row = 0; row < written.rows(); row++) {
                for (int column = 0; column < written.columns(); column++) {
                    assertEquals(written.pixel(example, row, column), read.pixel(example, row, column));
                }
            }
        }
    }
}
