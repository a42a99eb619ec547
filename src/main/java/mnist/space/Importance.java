package mnist.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which parameters mattered: the shares of the variance of the objective over the whole search space that each accounts
 * for by itself and together with one other, by {@link FunctionalAnova}. Shares are from 0 to 1; they add up to at most
 * {@code explained}.
 *
 * @param trials how many it rests on, all trained for the same budget
 * @param epochs after how many epochs they are compared, or nothing where each was trained to its end
 * @param explained the part of the variance that the model predicts of trials it has not seen; the rest is noise, or
 *     would need more trials
 * @param parameters those that have more than one value
 * @param interactions of each two of them, the greatest first
 */
public record Importance(
        int trials, OptionalInt epochs, double explained, List<Effect> parameters, List<Interaction> interactions) {
    /** A range has at most so many levels, of equal width on its scale; a range of fewer whole numbers one for each. */
    private static final int MOST_LEVELS = 32;

    private static final int MOST_GROUPS = 4;

    /**
     * What a parameter accounts for by itself.
     *
     * @param parameter its path
     * @param share of the variance
     * @param spread standard deviation of the share over the trees of the forest
     * @param sure whether the share is more than twice its spread: of parameters that do nothing, about one in fifty seems so
     * @param groups how the trials with each value, or in each part of a range, did
     */
    public record Effect(String parameter, double share, double spread, boolean sure, List<Group> groups) {}

    /**
     * What two parameters account for together, beyond what each does by itself.
     *
     * @param parameters their paths
     * @param share of the variance
     * @param spread standard deviation of the share over the trees of the forest
     * @param sure whether the share is more than twice its spread
     */
    public record Interaction(List<String> parameters, double share, double spread, boolean sure) {}

    /**
     * @param values the value, or the range of values; no value is in two groups
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
    public record Scored(Point point, double objective) {}

    /**
     * Analyses trials of an equal budget.
     *
     * @param epochs of the budget, or nothing where each was trained to its end
     * @param toMinimise makes of an objective a number of which less is better
     */
    public static Importance of(
            List<Parameter> parameters, List<Scored> trials, OptionalInt epochs, DoubleUnaryOperator toMinimise) {
        int[] varied = IntStream.range(0, parameters.size())
                .filter(p -> parameters.get(p).distribution().count() > 1)
                .toArray();
        FunctionalAnova anova = new FunctionalAnova(table(parameters, varied, trials));
        List<Effect> effects = new ArrayList<>();
        List<Interaction> interactions = new ArrayList<>();
        for (int i = 0; i < varied.length; i++) {
            String path = parameters.get(varied[i]).path();
            FunctionalAnova.Share main = anova.main(i);
            effects.add(new Effect(
                    path,
                    main.mean(),
                    main.spread(),
                    main.isSure(),
                    groups(parameters.get(varied[i]), varied[i], trials, toMinimise)));
            for (int j = i + 1; j < varied.length; j++) {
                FunctionalAnova.Share both = anova.interaction(i, j);
                List<String> paths = List.of(path, parameters.get(varied[j]).path());
                interactions.add(new Interaction(paths, both.mean(), both.spread(), both.isSure()));
            }
        }
        interactions.sort(Comparator.comparingDouble(Interaction::share).reversed());
        return new Importance(trials.size(), epochs, anova.explained(), effects, interactions);
    }

    private static RegressionTree.Table table(List<Parameter> parameters, int[] varied, List<Scored> trials) {
        List<Distribution> scales = Arrays.stream(varied)
                .mapToObj(p -> parameters.get(p).distribution())
                .toList();
        boolean[] ordered = new boolean[varied.length];
        int[] counts = new int[varied.length];
        int[][] levels = new int[trials.size()][varied.length];
        for (int i = 0; i < varied.length; i++) {
            Distribution scale = scales.get(i);
            ordered[i] = !(scale instanceof Distribution.Choice);
            counts[i] = (int) (ordered[i] ? Math.min(scale.count(), MOST_LEVELS) : scale.count());
            for (int t = 0; t < levels.length; t++) {
                double place = scale.placeOf(trials.get(t).point().values().get(varied[i]));
                levels[t][i] = Math.min(counts[i] - 1, (int) (place * counts[i]));
            }
        }
        double[] objectives = trials.stream().mapToDouble(Scored::objective).toArray();
        return new RegressionTree.Table(counts, ordered, levels, objectives);
    }

    private static List<Group> groups(Parameter parameter, int p, List<Scored> trials, DoubleUnaryOperator toMinimise) {
        Distribution scale = parameter.distribution();
        Map<Double, List<Scored>> byValue = trials.stream()
                .collect(Collectors.groupingBy(
                        trial -> scale.placeOf(trial.point().values().get(p)), TreeMap::new, Collectors.toList()));
        boolean each = scale instanceof Distribution.Choice || byValue.size() <= MOST_GROUPS;
        int parts = Math.max(1, each ? byValue.size() : Math.min(MOST_GROUPS, trials.size() / 2));
        List<Group> groups = new ArrayList<>();
        List<Scored> members = new ArrayList<>();
        int left = trials.size();
        for (List<Scored> value : byValue.values()) {
            members.addAll(value);
            // Equal values stay together: a group may be larger than an equal part of what is left.
            if (each || members.size() * (parts - groups.size()) >= left) {
                left -= members.size();
                groups.add(group(p, members, toMinimise));
                members.clear();
            }
        }
        return groups;
    }

    private static Group group(int p, List<Scored> members, DoubleUnaryOperator toMinimise) {
        String low = members.get(0).point().text(p);
        String high = members.get(members.size() - 1).point().text(p);
        Scored best = members.stream()
                .min(Comparator.comparingDouble(trial -> toMinimise.applyAsDouble(trial.objective())))
                .orElseThrow();
        double mean = members.stream().mapToDouble(Scored::objective).average().orElseThrow();
        return new Group(low.equals(high) ? low : low + " to " + high, members.size(), mean, best.objective());
    }
}
