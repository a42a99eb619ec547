package mnist.insight;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import mnist.data.DataException;
import mnist.data.Dataset;
import mnist.experiment.Subject;
import mnist.storage.Checkpoint;

/**
 * An explanation, and of what.
 *
 * @param checkpoint the file
 * @param example in words
 * @param rows of the image
 * @param columns of the image
 * @param neighbours the training examples that look most like it to the network; empty unless asked for
 */
public record ExplanationReport(
        String checkpoint,
        String example,
        int rows,
        int columns,
        Explanation explanation,
        List<Neighbours.Neighbour> neighbours) {
    /**
     * Explains an example of a data set.
     *
     * @param index which
     * @param columns how many examples the table of wishes has: this one and those after it
     * @throws DataException if there is no such example
     */
    public static ExplanationReport of(Subject subject, int index, int columns, Explanation.Options options) {
        Dataset examples = subject.examples();
        if (index < 0 || index >= examples.size()) {
            throw new DataException(
                    "--index: there is no such example, found %d, expected 0 to %d. Choose one of those."
                            .formatted(index, examples.size() - 1));
        }
        int[] which = IntStream.range(index, index + Math.min(columns, examples.size()))
                .map(i -> i % examples.size())
                .toArray();
        return new ExplanationReport(
                subject.file().toString(),
                "example %d of %s, %s"
                        .formatted(index, subject.folder(), subject.part().label()),
                examples.rows(),
                examples.columns(),
                Explainer.explain(MeanCost.of(subject.checkpoint(), examples, which), options),
                List.of());
    }

    /**
     * Explains a picture.
     *
     * @param name of the picture
     * @param image what the network sees of it
     * @param label the class that it is to be; or nothing for the network's own answer
     */
    public static ExplanationReport of(
            Subject.Source source, String name, Dataset image, Optional<Integer> label, Explanation.Options options) {
        Checkpoint checkpoint = source.checkpoint();
        MeanCost unlabelled = MeanCost.of(checkpoint, image, 0);
        int wanted = label.orElseGet(() -> unlabelled.forward().predicted(0));
        MeanCost cost =
                new MeanCost(unlabelled.network(), unlabelled.objective(), unlabelled.images(), new int[] {wanted});
        return new ExplanationReport(
                source.file().toString(),
                name,
                image.rows(),
                image.columns(),
                Explainer.explain(cost, options),
                List.of());
    }

    /** Returns the same with the nearest training examples. */
    public ExplanationReport withNeighbours(Neighbours found) {
        return new ExplanationReport(checkpoint, example, rows, columns, explanation, found.nearest());
    }
}
