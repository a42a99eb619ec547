package mnist.training;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import mnist.config.Config;
import mnist.config.TestConfigs;
import mnist.data.IdxBuilder;
import org.junit.jupiter.api.Test;

class AllocationTest {
    private static final int EXAMPLES = 1_000;
    private static final int EPOCHS = 120;
    private static final int WARM_UP = 100;
    /** Of the order of an epoch, 4 bytes an example, and its metrics. */
    private static final long BYTES_PER_EPOCH = 8_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long afterWarmUp;

    @Test
    void aMinibatchAllocatesNothingOnceTheCodeIsCompiled() {
        Config config = TestConfigs.of("network.layers=[16,5,3]", "training.batchSize=1", "training.epochs=" + EPOCHS);
        TrainingExamples examples = TrainingExamples.split(
                new IdxBuilder()
                        .examples(EXAMPLES)
                        .size(4, 4)
                        .labels(i -> i % 3)
                        .read(),
                0);
        new Trainer(config, config.initialNetwork(), examples, 1).train(TrainingState.START, new TrainingListener() {
            @Override
            public boolean epochFinished(Trainer trainer, EpochMetrics metrics) {
                if (metrics.epoch() == WARM_UP) {
                    afterWarmUp = threads.getCurrentThreadAllocatedBytes();
                }
                return true;
            }
        });
        long perEpoch = (threads.getCurrentThreadAllocatedBytes() - afterWarmUp) / (EPOCHS - WARM_UP);
        assertTrue(perEpoch < BYTES_PER_EPOCH, perEpoch + " bytes in an epoch of 1,000 minibatches");
    }
}
