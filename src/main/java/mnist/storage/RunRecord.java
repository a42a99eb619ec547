package mnist.storage;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What {@code run.json} holds: what is needed to repeat a run, and how it ended. Parts that are not known yet are
 * null, and are left out of the file.
 *
 * @param status how far it has come
 * @param inputs what went in
 * @param provenance the program and the machine
 * @param blas the library of the matrix products
 * @param threads how many threads the training may use
 * @param start when it began
 * @param outcome how it ended; while it runs, no more than the seconds of earlier sessions, and null if there were none
 * @param results its figures; null until there are some
 */
public record RunRecord(
        RunStatus status,
        Inputs inputs,
        Provenance provenance,
        Blas blas,
        int threads,
        Instant start,
        Outcome outcome,
        Results results) {
    /**
     * @param commandLine the arguments of the program
     * @param configSha256 SHA-256 of the effective config's file, in hexadecimal
     * @param data the examples
     * @param seed of all randomness
     */
    public record Inputs(List<String> commandLine, String configSha256, Data data, long seed) {}

    /**
     * @param directory as the config gives it
     * @param name of the data set, or {@code unknown}
     * @param sha256 by file name, of the unpacked content, in hexadecimal
     */
    public record Data(String directory, String name, Map<String, String> sha256) {}

    /**
     * @param vendor for example {@code OpenBLAS}
     * @param core the processor that its code is for, for example {@code SkylakeX}
     * @param threads how many it uses for one product
     */
    public record Blas(String vendor, String core, int threads) {}

    /**
     * @param end when it ended; null while it runs
     * @param seconds how long it took, sessions before a resume included, of each as far as its work was kept
     * @param message the error's line; null if there was none
     */
    public record Outcome(Instant end, double seconds, String message) {}

    /**
     * @param bestEpoch the epoch of the best checkpoint; 0 for the initial network
     * @param validationAccuracy of that epoch, a fraction 0–1; null without a validation set
     * @param test the one evaluation on the test set; null if there was none
     */
    public record Results(Integer bestEpoch, Double validationAccuracy, Test test) {}

    /**
     * @param accuracy correct / examples
     * @param cost mean over the examples
     * @param correct how many were recognised
     * @param examples how many there were
     */
    public record Test(double accuracy, double cost, long correct, long examples) {}

    /** Returns the record of a run that begins. */
    public static RunRecord begin(Inputs inputs, Provenance provenance, Blas blas, int threads, Instant start) {
        return new RunRecord(RunStatus.RUNNING, inputs, provenance, blas, threads, start, null, null);
    }

    /**
     * Returns a copy that goes on: running, without results.
     *
     * @param configSha256 of the config that it goes on with
     * @param secondsBefore how long the earlier sessions took
     */
    public RunRecord resumed(String configSha256, double secondsBefore) {
        Inputs resumedInputs =
                inputs == null ? null : new Inputs(inputs.commandLine, configSha256, inputs.data, inputs.seed);
        Outcome before = new Outcome(null, secondsBefore, null);
        return new RunRecord(RunStatus.RUNNING, resumedInputs, provenance, blas, threads, start, before, null);
    }

    /** Returns a copy with another status and outcome. */
    public RunRecord withOutcome(RunStatus newStatus, Outcome newOutcome) {
        return new RunRecord(newStatus, inputs, provenance, blas, threads, start, newOutcome, results);
    }

    /** Returns a copy with another number of threads: that of the session which writes it. */
    public RunRecord withThreads(int newThreads) {
        return new RunRecord(status, inputs, provenance, blas, newThreads, start, outcome, results);
    }

    /** Returns a copy with other results. */
    public RunRecord withResults(Results newResults) {
        return new RunRecord(status, inputs, provenance, blas, threads, start, outcome, newResults);
    }
}
