package mnist.cluster;

import java.io.Serializable;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import mnist.storage.StorageException;
import org.apache.spark.FutureAction;
import org.apache.spark.SparkContext;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction0;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;
import scala.util.Failure;
import scala.util.Try;

/** A job whose results are taken one by one as tasks end. */
final class RoundJob {
    private static final long POLL_MILLIS = 100;

    private final BlockingQueue<TrialResult> returned = new LinkedBlockingQueue<>();
    private final FutureAction<BoxedUnit> job;
    private final String master;

    /** Whoever waits for the results; called by the thread that awaits them. */
    interface Taker {
        /** Takes a result; if it throws, the job is cancelled. */
        void take(TrialResult result);

        /** Returns whether to cancel the job; asked again and again while there is no result. */
        boolean isOver();
    }

    /** Hands the job to Spark. */
    RoundJob(SparkContext context, TrialsRdd trials, int count) {
        master = context.master();
        job = context.submitJob(
                trials,
                new Only(),
                CollectionConverters.asScala(IntStream.range(0, count)
                                .<Object>mapToObj(i -> i)
                                .toList())
                        .toSeq(),
                new AbstractFunction2<Object, TrialResult, BoxedUnit>() {
                    @Override
                    public BoxedUnit apply(Object index, TrialResult result) {
                        returned.add(result);
                        return BoxedUnit.UNIT;
                    }
                },
                new AbstractFunction0<BoxedUnit>() {
                    @Override
                    public BoxedUnit apply() {
                        return BoxedUnit.UNIT;
                    }
                });
    }

    /** Runs in the executor: the one result of a partition. */
    private static final class Only extends AbstractFunction1<Iterator<TrialResult>, TrialResult>
            implements Serializable {
        private static final long serialVersionUID = 1;

        @Override
        public TrialResult apply(Iterator<TrialResult> results) {
            return results.next();
        }
    }

    /**
     * Has the results taken, until there are no more of them; of a job that is cancelled those that have come back.
     *
     * @throws StorageException if Spark gives the job up
     */
    void await(Taker taker) {
        boolean cancelled = false;
        try {
            while (true) {
                boolean completed = job.isCompleted();
                TrialResult result = returned.poll(completed ? 0 : POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (result != null) {
                    taker.take(result);
                } else if (completed) {
                    break;
                }
                if (!cancelled && taker.isOver()) {
                    cancelled = true;
                    job.cancel();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("nobody interrupts a sweep", e);
        } finally {
            job.cancel();
        }
        if (!cancelled) {
            requireSuccess();
        }
    }

    private void requireSuccess() {
        Try<BoxedUnit> end = job.value().get();
        if (end instanceof Failure<BoxedUnit> failure) {
            throw new StorageException(
                    "%s: Spark gave the round up, %s. See the logs of the executors."
                            .formatted(master, Reasons.of(failure.exception())),
                    failure.exception());
        }
    }
}
