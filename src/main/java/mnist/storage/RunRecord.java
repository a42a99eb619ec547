package mnist.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import mnist.machine.BlasLibrary;
import mnist.training.Evaluation;
import mnist.training.LayerHealth;
import mnist.training.TrainingState;

/**
 * What {@code run.json} holds: what is needed to repeat a run, and how it ended. What is not known yet is null.
 *
 * @param status how far it has come
 * @param inputs what went in
 * @param parts its start and each resume, in their order
 * @param outcome how it ended; while it runs, no more than the seconds of its earlier parts, and null if there were none
 * @param results its figures; null until there are some
 */
public record RunRecord(RunStatus status, Inputs inputs, List<Part> parts, Outcome outcome, Results results) {
    /** Copies the parts. */
    public RunRecord {
        parts = parts == null ? List.of() : List.copyOf(parts);
    }

    /**
     * @param configSha256 SHA-256 of the effective config, in hexadecimal
     * @param data the examples
     * @param seed of all randomness
     * @param noTest whether the test set is left alone
     * @param from the checkpoint whose network it began with; null for start values
     */
    public record Inputs(String configSha256, Data data, long seed, boolean noTest, From from) {
        /** Returns a copy that names where the network came from. */
        public Inputs startedFrom(From checkpoint) {
            return new Inputs(configSha256, data, seed, noTest, checkpoint);
        }
    }

    /**
     * @param checkpoint the absolute path of its file
     * @param configSha256 of the config of its training
     * @param epoch after which it was saved
     */
    public record From(String checkpoint, String configSha256, int epoch) {}

    /**
     * @param directory the absolute path of the folder that was read
     * @param name of the data set, or {@code unknown}
     * @param sha256 by file name, of the unpacked content, in hexadecimal
     */
    public record Data(String directory, String name, Map<String, String> sha256) {}

    /**
     * One process's work on a run.
     *
     * @param commandLine the arguments of the program
     * @param provenance the program and the machine
     * @param blas the library of the matrix products; null until the first of them is computed
     * @param portable whether kernels were asked for that every x86-64 machine of today has
     * @param acceptedOtherBits whether this part was allowed to compute with other arithmetic than the one before
     * @param threads how many threads the training may use
     * @param start when it began
     * @param end when it ended; null while it runs, or if it was killed
     */
    public record Part(
            List<String> commandLine,
            Provenance provenance,
            BlasLibrary blas,
            boolean portable,
            boolean acceptedOtherBits,
            int threads,
            Instant start,
            Instant end) {
        /** Returns a copy that names what computes its products. */
        public Part computedBy(BlasLibrary library) {
            return new Part(commandLine, provenance, library, portable, acceptedOtherBits, threads, start, end);
        }

        Part endedAt(Instant time) {
            return new Part(commandLine, provenance, blas, portable, acceptedOtherBits, threads, start, time);
        }
    }

    /**
     * @param seconds how long it took, all parts together, of each as far as its work was kept
     * @param message the error's line; null if there was none
     */
    public record Outcome(double seconds, String message) {}

    /**
     * @param best the epoch whose network was kept as the best
     * @param test the one evaluation on the test set; null if there was none
     * @param insides what the last network is like from within; null before the end, and in a sweep
     */
    public record Results(Best best, Test test, Insides insides) {}

    /**
     * @param layers from the first to the last
     * @param deadEnds a line for each reason why the training may not have got on
     */
    public record Insides(List<LayerHealth> layers, List<String> deadEnds) {}

    /**
     * @param epoch 0 for the initial network
     * @param validationAccuracy in [0, 1], if there is a validation set
     */
    public record Best(int epoch, OptionalDouble validationAccuracy) {
        /** Returns the same from the state of a training. */
        public static Best of(TrainingState.Best best) {
            double accuracy = best.validationAccuracy();
            return new Best(
                    best.epoch(), Double.isNaN(accuracy) ? OptionalDouble.empty() : OptionalDouble.of(accuracy));
        }
    }

    /**
     * @param accuracy in [0, 1]
     * @param accuracyInterval its 95 % interval (Wilson)
     * @param cost mean over the examples
     * @param correct how many were given their class
     * @param examples how many there were
     */
    public record Test(
            double accuracy, Evaluation.Interval accuracyInterval, double cost, long correct, long examples) {
        /** Returns the figures of an evaluation that {@code run.json} keeps. */
        public static Test of(Evaluation evaluation) {
            return new Test(
                    evaluation.accuracy(),
                    evaluation.accuracyInterval(),
                    evaluation.cost(),
                    evaluation.correct(),
                    evaluation.examples());
        }
    }

    /** Returns the record of a run that begins. */
    public static RunRecord begin(Inputs inputs, Part part) {
        return new RunRecord(RunStatus.RUNNING, inputs, List.of(part), null, null);
    }

    /** Returns whether kernels were asked for that every x86-64 machine of today has. */
    public boolean portable() {
        return !parts.isEmpty() && last().portable();
    }

    /** Returns whether the test set is left alone. */
    public boolean noTest() {
        return inputs != null && inputs.noTest();
    }

    /** Returns the SHA-256 of the data files by their names; none where the file does not say. */
    public Map<String, String> dataSha256() {
        Map<String, String> sha256 =
                inputs == null || inputs.data() == null ? null : inputs.data().sha256();
        return sha256 == null ? Map.of() : sha256;
    }

    /** Returns when the run began, if the file says so. */
    public Optional<Instant> start() {
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(parts.get(0).start());
    }

    /** Returns the last part that computed anything: what is added to its numbers has to be computed alike. */
    public Optional<Part> lastComputed() {
        return parts.stream().filter(part -> part.blas() != null).reduce((before, last) -> last);
    }

    /** Returns how long it took so far, as far as that was written down. */
    public double seconds() {
        return outcome == null ? 0 : outcome.seconds();
    }

    /**
     * Returns a copy with one more part: running, without results.
     *
     * @param newInputs of this part: the number of epochs may have changed
     * @param secondsBefore how long the earlier parts took
     */
    public RunRecord resumed(Inputs newInputs, Part part, double secondsBefore) {
        List<Part> all = new ArrayList<>(parts);
        all.add(part);
        return new RunRecord(
                RunStatus.RUNNING,
                newInputs.startedFrom(inputs == null ? null : inputs.from()),
                all,
                new Outcome(secondsBefore, null),
                null);
    }

    /** Returns a copy whose last part names what computes its products. */
    public RunRecord computedBy(BlasLibrary library) {
        return withLast(last().computedBy(library));
    }

    /** Returns a copy that has ended. */
    public RunRecord ended(RunStatus newStatus, Outcome newOutcome, Results newResults) {
        List<Part> all = withLast(last().endedAt(Instant.now())).parts;
        return new RunRecord(newStatus, inputs, all, newOutcome, newResults);
    }

    /** Returns the part that is under way, or was the last. */
    public Part last() {
        return parts.get(parts.size() - 1);
    }

    private RunRecord withLast(Part part) {
        List<Part> all = new ArrayList<>(parts);
        all.set(all.size() - 1, part);
        return new RunRecord(status, inputs, all, outcome, results);
    }
}
