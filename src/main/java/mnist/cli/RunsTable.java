package mnist.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import mnist.runs.Run;
import mnist.runs.RunGroup;
import mnist.runs.Sample;

/**
 * Runs, or groups of them, as a table that fits the terminal. The settings in which the rows differ are columns; what has no
 * room is named below the table.
 */
final class RunsTable {
    private static final int LONGEST_NAME = 34;
    private static final int LONGEST_VALUE = 16;
    private static final int GAP = 2;

    /** A column: its header, how its cells are made, on which side they are aligned, and whether it can be left out. */
    private record Column<T>(String header, Function<T, String> cell, boolean right, boolean optional) {
        int width(List<T> rows) {
            return rows.stream().mapToInt(row -> cell.apply(row).length()).reduce(header.length(), Math::max);
        }
    }

    private RunsTable() {}

    /** @param folder in which the runs are; their names are shown relative to it */
    static List<String> ofRuns(List<Run> runs, String folder, int width) {
        boolean allCompleted = !runs.isEmpty() && runs.stream().allMatch(Run::isCompleted);
        Column<Run> status = new Column<>("status", Run::status, false, allCompleted);
        List<Column<Run>> columns = new ArrayList<>();
        columns.add(new Column<>("run", run -> shortened(run.run(), folder), false, false));
        columns.add(new Column<>(
                "validation", run -> Format.percent(run.validationAccuracy().orElse(Double.NaN)), true, false));
        columns.add(
                new Column<>("test", run -> Format.percent(run.testAccuracy().orElse(Double.NaN)), true, false));
        columns.add(allCompleted ? columns.size() : 1, status);
        List<Column<Run>> settings = settings(runs, Run::settings);
        columns.addAll(allCompleted ? columns.size() - 1 : columns.size(), settings);
        columns.add(new Column<>("best epoch", run -> run.bestEpoch() + "/" + run.epochs(), true, true));
        columns.add(new Column<>("time", run -> Format.duration(run.seconds()), true, true));
        return lines(columns, runs, width);
    }

    static List<String> ofGroups(List<RunGroup> groups, int width) {
        List<Column<RunGroup>> columns = new ArrayList<>(settings(groups, RunGroup::settings));
        columns.add(0, new Column<>("runs", RunsTable::completed, true, false));
        columns.add(1, new Column<>("validation", group -> mean(group.validationAccuracy()), true, false));
        columns.add(2, new Column<>("sd", group -> deviation(group.validationAccuracy()), true, false));
        columns.add(3, new Column<>("test", group -> mean(group.testAccuracy()), true, false));
        columns.add(4, new Column<>("sd", group -> deviation(group.testAccuracy()), true, false));
        return lines(columns, groups, width);
    }

    /** Returns the paths of the settings whose values are not the same in all rows. */
    static List<String> differing(Collection<Map<String, Object>> rows) {
        Set<String> paths = new LinkedHashSet<>();
        rows.forEach(settings -> paths.addAll(settings.keySet()));
        return paths.stream()
                .filter(path -> rows.stream()
                                .map(row -> Run.text(row.get(path)))
                                .distinct()
                                .count()
                        > 1)
                .toList();
    }

    /** The seed comes last: it tells runs apart, but nobody looks for what it does. */
    private static List<String> mostVariedFirst(List<Map<String, Object>> rows) {
        ToLongFunction<String> values = path ->
                rows.stream().map(row -> Run.text(row.get(path))).distinct().count();
        return differing(rows).stream()
                .sorted(Comparator.comparing((String path) -> path.equals(Run.SEED))
                        .thenComparing(Comparator.comparingLong(values).reversed()))
                .toList();
    }

    private static <T> List<Column<T>> settings(List<T> rows, Function<T, Map<String, Object>> settings) {
        List<String> paths = mostVariedFirst(rows.stream().map(settings).toList());
        Map<String, Long> names =
                paths.stream().collect(Collectors.groupingBy(RunsTable::lastPart, Collectors.counting()));
        Map<String, Column<T>> columns = new LinkedHashMap<>();
        for (String path : paths) {
            String header = names.get(lastPart(path)) == 1 ? lastPart(path) : path;
            columns.put(
                    path,
                    new Column<>(
                            header,
                            row -> shortened(Run.text(settings.apply(row).get(path)), LONGEST_VALUE),
                            false,
                            true));
        }
        return List.copyOf(columns.values());
    }

    private static String lastPart(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static <T> List<String> lines(List<Column<T>> columns, List<T> rows, int width) {
        List<Column<T>> shown = new ArrayList<>(columns);
        List<String> left = new ArrayList<>();
        int taken = -GAP;
        for (Column<T> column : columns) {
            taken += column.optional() ? 0 : column.width(rows) + GAP;
        }
        for (Column<T> column : columns) {
            if (column.optional() && taken + column.width(rows) + GAP > width) {
                shown.remove(column);
                left.add(column.header());
            } else if (column.optional()) {
                taken += column.width(rows) + GAP;
            }
        }
        TextTable table = new TextTable(shown.stream().map(Column::header).toList());
        for (T row : rows) {
            table.add(shown.stream().map(column -> column.cell().apply(row)).toList());
        }
        List<String> lines =
                new ArrayList<>(table.lines(column -> shown.get(column).right()));
        if (!left.isEmpty()) {
            lines.add("did not fit: " + String.join(", ", left) + "; --csv and --json show every column");
        }
        return lines;
    }

    private static String shortened(String run, String folder) {
        String inside = run.startsWith(folder + "/") ? run.substring(folder.length() + 1) : run;
        return shortened(inside, LONGEST_NAME);
    }

    /** Leaves the middle out: names differ in their beginnings and ends. */
    private static String shortened(String text, int longest) {
        int head = (longest - 1) / 2;
        return text.length() <= longest
                ? text
                : text.substring(0, head) + "…" + text.substring(text.length() - (longest - 1 - head));
    }

    private static String completed(RunGroup group) {
        int runs = group.runs().size();
        return group.completed() == runs ? Integer.toString(runs) : group.completed() + " of " + runs;
    }

    private static String mean(Optional<Sample> sample) {
        return Format.percent(sample.map(Sample::mean).orElse(Double.NaN));
    }

    private static String deviation(Optional<Sample> sample) {
        return sample.isPresent() && sample.get().deviation().isPresent()
                ? Format.percent(sample.get().deviation().getAsDouble())
                : "";
    }
}
