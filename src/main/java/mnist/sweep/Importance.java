package mnist.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much a parameter mattered: the share of the variance of the objective that its values alone account for, epsilon
 * squared of a one-way analysis of variance (Kelley 1935), which unlike eta squared is not greater for more groups. 0 is
 * nothing and 1 is all. The values of a range are parted into groups of equal size.
 *
 * @param parameter its path
 * @param share from 0 to 1; 0 also where there are too few trials to tell
 * @param groups the marginal table: how the trials with each value, or in each part of the range, did
 */
public record Importance(String parameter, double share, List<Group> groups) {
    private static final int MOST_GROUPS = 4;

    /**
     * @param values the value, or the range of values
     * @param trials how many trials have it
     * @param mean of the objective over them
     * @param best the best of them
     */
    public record Group(String values, int trials, double mean, double best) {}

    /**
     * A trial and its objective.
     *
     * @param point the values
     * @param objective of the trial
     */
    record Scored(Point point, double objective) {}

    /** Analyses one parameter. */
    static Importance of(SweepSpec spec, int parameter, List<Scored> points) {
        Map<String, List<Scored>> groups =
                spec.parameters().get(parameter).distribution() instanceof Distribution.Choice choice
                        ? byValue(parameter, choice, points)
                        : byRange(parameter, points);
        List<Group> table = new ArrayList<>();
        groups.forEach((values, members) -> table.add(group(spec, values, members)));
        return new Importance(spec.parameters().get(parameter).path(), share(groups, points), table);
    }

    private static Map<String, List<Scored>> byValue(int parameter, Distribution.Choice choice, List<Scored> points) {
        Map<Integer, List<Scored>> byIndex = new TreeMap<>();
        for (Scored scored : points) {
            int index = choice.values().indexOf(scored.point().values().get(parameter));
            byIndex.computeIfAbsent(index, i -> new ArrayList<>()).add(scored);
        }
        Map<String, List<Scored>> groups = new LinkedHashMap<>();
        byIndex.values().forEach(members -> groups.put(members.get(0).point().text(parameter), members));
        return groups;
    }

    private static Map<String, List<Scored>> byRange(int parameter, List<Scored> points) {
        List<Scored> sorted = new ArrayList<>(points);
        sorted.sort((a, b) -> Double.compare(number(a, parameter), number(b, parameter)));
        int count = Math.max(1, Math.min(MOST_GROUPS, sorted.size() / 2));
        Map<String, List<Scored>> groups = new LinkedHashMap<>();
        for (int i = 0; i < count && !sorted.isEmpty(); i++) {
            List<Scored> part = sorted.subList(i * sorted.size() / count, (i + 1) * sorted.size() / count);
            String low = part.get(0).point().text(parameter);
            String high = part.get(part.size() - 1).point().text(parameter);
            groups.computeIfAbsent(low.equals(high) ? low : low + " to " + high, k -> new ArrayList<>())
                    .addAll(part);
        }
        return groups;
    }

    private static double number(Scored scored, int parameter) {
        return scored.point().values().get(parameter).doubleValue();
    }

    private static Group group(SweepSpec spec, String values, List<Scored> members) {
        double best = members.stream()
                .mapToDouble(Scored::objective)
                .boxed()
                .min((a, b) -> Double.compare(
                        spec.objective().toMinimise(a), spec.objective().toMinimise(b)))
                .orElseThrow();
        return new Group(values, members.size(), mean(members), best);
    }

    private static double mean(List<Scored> members) {
        return members.stream().mapToDouble(Scored::objective).average().orElse(0);
    }

    /** {@code (SS_between - (k-1) MS_within) / SS_total}, for k groups of n points. */
    private static double share(Map<String, List<Scored>> groups, List<Scored> points) {
        double[] values = points.stream().mapToDouble(Scored::objective).toArray();
        double mean = Arrays.stream(values).average().orElse(0);
        double total = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        double between = groups.values().stream()
                .mapToDouble(members -> members.size() * Math.pow(mean(members) - mean, 2))
                .sum();
        int spare = points.size() - groups.size();
        if (spare < 1 || total == 0) {
            return 0;
        }
        double within = (total - between) / spare;
        return Math.max(0, Math.min(1, (between - (groups.size() - 1) * within) / total));
    }
}
