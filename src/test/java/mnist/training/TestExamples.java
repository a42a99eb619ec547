package mnist.training;

import mnist.data.Dataset;
import mnist.data.IdxBuilder;

/** A small data set for tests: 4 x 4 images in three classes. */
final class TestExamples {
    static final int COUNT = 46;
    static final Dataset DATA = new IdxBuilder()
            .examples(COUNT)
            .size(4, 4)
            .pixels((example, row, column) -> (example * 37 + row * 101 + column * 53) % 256)
            .labels(example -> example % 3)
            .read();

    private TestExamples() {}
}
