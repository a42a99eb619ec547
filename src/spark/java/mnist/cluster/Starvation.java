package mnist.cluster;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.spark.SparkConf;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/**
 * Tells the user when no trial has been under way for a while. Spark itself waits without end for executors, whether other
 * users have them now or no worker will ever be large enough.
 */
final class Starvation extends SparkListener {
    /** After how long Spark, too, speaks of it in its log. */
    private static final String LIMIT = "spark.starvation.timeout";

    private final SparkConf conf;
    private final Consumer<String> warn;
    private final long limitMillis;
    private int tasks;
    private long idleSince = System.nanoTime();
    private boolean told;

    /** @param warn takes the one warning */
    Starvation(SparkConf conf, Consumer<String> warn) {
        this.conf = conf;
        this.warn = warn;
        limitMillis = conf.getTimeAsMs(LIMIT, "15s");
    }

    @Override
    public synchronized void onTaskStart(SparkListenerTaskStart start) {
        tasks++;
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
        tasks--;
        idleSince = System.nanoTime();
    }

    /** Asked again and again while results are missing. */
    synchronized void check() {
        long idleMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - idleSince);
        if (tasks == 0 && !told && idleMillis >= limitMillis) {
            told = true;
            warn.accept(
                    "%s: no executor has taken a trial for %d s, expected some with %s of memory (spark.executor.memory). %s"
                            .formatted(
                                    conf.get("spark.master"),
                                    idleMillis / 1000,
                                    conf.get("spark.executor.memory", "1g"),
                                    "Wait until there is room, start workers, or ask for less."));
        }
    }
}
