package mnist.insight;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import mnist.runs.Run;
import mnist.runs.RunList;
import mnist.runs.Sample;
import mnist.storage.MetricsCsv;
import mnist.storage.RunFiles;
import mnist.storage.StorageException;
import mnist.training.EpochMetrics;

/**
 * The epochs of some runs. Runs that differ in nothing but the seed make one curve.
 *
 * @param groups the curves; the best come first, by the accuracy of their last epochs
 */
public record Curves(List<Group> groups) {
    /** A legend has no room for more characters, so that what tells runs apart may be beyond its end. */
    private static final int LONGEST_NAME = 100;

    /**
     * Runs of one config.
     *
     * @param name what it differs in from the other groups
     * @param runs the epochs of each run, at least one
     */
    record Group(String name, List<List<EpochMetrics>> runs) {
        /** Returns the figures of each epoch over the runs that have it, where they are finite. */
        Map<Integer, Sample> means(Function<EpochMetrics, OptionalDouble> figure) {
            Map<Integer, List<Double>> values = new TreeMap<>();
            runs.stream()
                    .flatMap(List::stream)
                    .forEach(row -> figure.apply(row).stream()
                            .filter(Double::isFinite)
                            .forEach(value -> values.computeIfAbsent(row.epoch(), epoch -> new ArrayList<>())
                                    .add(value)));
            Map<Integer, Sample> means = new TreeMap<>();
            values.forEach((epoch, all) -> means.put(
                    epoch,
                    Sample.of(all.stream().mapToDouble(Double::doubleValue).toArray())));
            return means;
        }

        private double lastAccuracy() {
            return runs.stream()
                    .map(rows -> rows.get(rows.size() - 1))
                    .mapToDouble(row -> row.validationAccuracy().orElse(row.trainAccuracy()))
                    .average()
                    .orElse(0);
        }
    }

    /**
     * Reads runs.
     *
     * @param paths run directories, or folders with runs below, such as that of a sweep
     * @param warnings told, in one line, of each run that cannot be read
     * @throws StorageException if there is nothing, or no run has come to the end of its first epoch
     */
    public static Curves read(List<Path> paths, Consumer<String> warnings) {
        Map<Run, List<EpochMetrics>> rows = new LinkedHashMap<>();
        for (Path path : paths) {
            for (Run run : RunList.in(path, List.of(), warnings)) {
                Path metrics = new RunFiles(Path.of(run.run())).metrics();
                List<EpochMetrics> epochs = Files.exists(metrics) ? MetricsCsv.read(metrics) : List.of();
                if (!epochs.isEmpty()) {
                    rows.put(run, epochs);
                }
            }
        }
        if (rows.isEmpty()) {
            throw new StorageException(
                    paths.get(0) + ": nothing to draw: no run has a finished epoch. Name other runs.");
        }
        return of(rows);
    }

    private static Curves of(Map<Run, List<EpochMetrics>> rows) {
        Map<Map<String, Object>, List<Run>> byConfig = rows.keySet().stream()
                .collect(Collectors.groupingBy(Curves::unseeded, LinkedHashMap::new, Collectors.toList()));
        List<Group> groups = new ArrayList<>();
        byConfig.forEach((settings, runs) -> groups.add(new Group(
                name(settings, runs, byConfig), runs.stream().map(rows::get).toList())));
        groups.sort(Comparator.comparingDouble(Group::lastAccuracy).reversed());
        return new Curves(groups);
    }

    /** A run whose config cannot be read is a group by itself. */
    private static Map<String, Object> unseeded(Run run) {
        Map<String, Object> settings = run.unseeded();
        return settings.isEmpty() ? Map.of("run", run.run()) : settings;
    }

    private static String name(
            Map<String, Object> settings, List<Run> runs, Map<Map<String, Object>, List<Run>> groups) {
        List<String> paths = settings.keySet().stream()
                .filter(path -> groups.keySet().stream()
                        .anyMatch(other -> !Objects.equals(other.get(path), settings.get(path))))
                .toList();
        String differs = paths.stream()
                .map(path -> shortName(path, paths) + " " + Run.text(settings.get(path)))
                .collect(Collectors.joining(", "));
        if (runs.size() > 1) {
            return "%s (%d runs)".formatted(differs, runs.size()).strip();
        }
        String run = Path.of(runs.get(0).run()).getFileName().toString();
        return differs.isEmpty() ? run : differs.length() > LONGEST_NAME ? run + ": " + differs : differs;
    }

    /** Returns the last part of a path where no other ends alike. */
    private static String shortName(String path, List<String> paths) {
        String last = path.substring(path.lastIndexOf('.') + 1);
        return paths.stream().filter(other -> other.endsWith("." + last)).count() == 1 ? last : path;
    }
}
