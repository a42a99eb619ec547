package mnist.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import mnist.space.Distribution;
import mnist.space.Importance;
import mnist.space.Parameter;
import mnist.space.Point;
import mnist.space.Scale;

/**
 * What a sweep came to.
 *
 * @param sweep its directory
 * @param objective what points are ranked by
 * @param parameters the settings that varied
 * @param counts how its trials ended
 * @param trials all of them, in the order of their numbers
 * @param ranking all points that can be ranked, the best first; none of a share of a sweep
 * @param importance of the parameters; null of a share of a sweep
 * @param winner the best point on the test set, or null while the sweep is not finished
 * @param seconds of wall time of this session, or nothing where none trained: of runs that were collected
 */
public record SweepResult(
        String sweep,
        String objective,
        List<Varied> parameters,
        Counts counts,
        List<Row> trials,
        List<Ranked> ranking,
        Importance importance,
        Winner winner,
        OptionalDouble seconds) {
    /**
     * @param path as {@code --set} takes it
     * @param scale how its values are best laid out
     * @param choices the values in the order of the spec, as people read them; none of a range
     */
    public record Varied(String path, Scale scale, List<String> choices) {
        static Varied of(Parameter parameter) {
            List<String> choices = parameter.distribution() instanceof Distribution.Choice choice
                    ? choice.values().stream().map(Point::text).toList()
                    : List.of();
            return new Varied(parameter.path(), parameter.distribution().scale(), choices);
        }
    }

    /**
     * A trial.
     *
     * @param id of its effective config
     * @param point the values, by the path of the parameter
     * @param seed of its training
     * @param status how it ended
     * @param objective what it is ranked by, if it has that
     */
    public record Row(String id, Map<String, JsonNode> point, long seed, String status, OptionalDouble objective) {}

    /**
     * @param trials how many there are
     * @param completed how many were trained to the end
     * @param pruned how many ended earlier, because others did better
     * @param failed how many diverged or ended with an error
     * @param pending how many were stopped, or have not begun
     */
    public record Counts(int trials, int completed, int pruned, int failed, int pending) {}

    /**
     * A point with its place in the ranking.
     *
     * @param rank from 1
     * @param point its values, by the path of the parameter
     * @param epochs how long it was trained
     * @param mean of the objective over its seeds
     * @param deviation their standard deviation (n - 1), or nothing with one seed
     * @param trials the ids of its trials
     */
    public record Ranked(
            int rank,
            Map<String, JsonNode> point,
            int epochs,
            double mean,
            OptionalDouble deviation,
            List<String> trials) {}

    /**
     * @param config the file of its effective config
     * @param testAccuracy mean over its seeds, in [0, 1]
     * @param testDeviation standard deviation (n - 1) over the seeds, or nothing with one
     * @param testExamples how many examples each was tested on
     */
    public record Winner(String config, double testAccuracy, OptionalDouble testDeviation, long testExamples) {}
}
