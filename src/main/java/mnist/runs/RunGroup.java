package mnist.runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Runs that differ in nothing but their seed.
 *
 * @param settings that they share, by their paths
 * @param runs their directories
 * @param completed how many of them came to their last epoch; only these count in what follows
 * @param validationAccuracy over the seeds, if there is one
 * @param testAccuracy over the seeds, if they were tested
 */
public record RunGroup(
        Map<String, Object> settings,
        List<String> runs,
        int completed,
        Optional<Sample> validationAccuracy,
        Optional<Sample> testAccuracy) {
    /** Returns the groups, in the order of their first runs. */
    public static List<RunGroup> of(List<Run> runs) {
        Map<Map<String, Object>, List<Run>> groups = new LinkedHashMap<>();
        for (Run run : runs) {
            groups.computeIfAbsent(run.unseeded(), key -> new ArrayList<>()).add(run);
        }
        return groups.entrySet().stream()
                .map(group -> of(group.getKey(), group.getValue()))
                .toList();
    }

    private static RunGroup of(Map<String, Object> settings, List<Run> runs) {
        List<Run> completed = runs.stream().filter(Run::isCompleted).toList();
        return new RunGroup(
                settings,
                runs.stream().map(Run::run).toList(),
                completed.size(),
                sample(completed, Run::validationAccuracy),
                sample(completed, Run::testAccuracy));
    }

    private static Optional<Sample> sample(List<Run> runs, Function<Run, OptionalDouble> figure) {
        double[] values = runs.stream()
                .map(figure)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray();
        return values.length == 0 ? Optional.empty() : Optional.of(Sample.of(values));
    }
}
