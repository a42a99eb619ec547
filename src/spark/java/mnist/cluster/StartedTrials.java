package mnist.cluster;

import java.util.List;
import mnist.sweep.RoundTrainer;
import mnist.sweep.Trial;
import mnist.sweep.TrialOutcome;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/** Which trials of a round have begun somewhere. A task that is tried again, or twice at a time, begins its trial once. */
final class StartedTrials extends SparkListener {
    private final List<Trial> trials;
    private final RoundTrainer.Control round;
    private final boolean[] running;
    private final boolean[] ended;

    StartedTrials(List<Trial> trials, RoundTrainer.Control round) {
        this.trials = trials;
        this.round = round;
        running = new boolean[trials.size()];
        ended = new boolean[trials.size()];
    }

    @Override
    public void onTaskStart(SparkListenerTaskStart start) {
        begin(start.taskInfo().partitionId());
    }

    private synchronized void begin(int index) {
        if (index < running.length && !running[index] && !ended[index]) {
            running[index] = round.begin(trials.get(index));
        }
    }

    synchronized void end(int index, TrialOutcome outcome) {
        begin(index);
        if (running[index]) {
            running[index] = false;
            round.end(trials.get(index), outcome);
        }
        ended[index] = true;
    }

    /** Those that a stop has cut off. */
    synchronized void endAll() {
        for (int i = 0; i < running.length; i++) {
            if (running[i]) {
                end(i, TrialOutcome.PENDING);
            }
        }
    }
}
