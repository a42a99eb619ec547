package mnist.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import mnist.runs.Run;
import mnist.runs.RunGroup;
import mnist.runs.Sample;
import mnist.storage.Csv;

/** Runs, or groups of them, as CSV; the settings in which the rows differ are the last columns. */
final class RunsCsv {
    private RunsCsv() {}

    static List<String> ofRuns(List<Run> runs) {
        List<String> differing =
                RunsTable.differing(runs.stream().map(Run::settings).toList());
        List<String> lines = new ArrayList<>();
        lines.add(line(
                List.of(
                        "run",
                        "status",
                        "epochs",
                        "best_epoch",
                        "validation_accuracy",
                        "test_accuracy",
                        "seconds",
                        "started",
                        "config"),
                differing));
        for (Run run : runs) {
            lines.add(line(
                    List.of(
                            run.run(),
                            run.status(),
                            run.epochs(),
                            run.bestEpoch(),
                            run.validationAccuracy(),
                            run.testAccuracy(),
                            run.seconds(),
                            run.started(),
                            run.config()),
                    values(run.settings(), differing)));
        }
        return lines;
    }

    static List<String> ofGroups(List<RunGroup> groups) {
        List<String> differing =
                RunsTable.differing(groups.stream().map(RunGroup::settings).toList());
        List<String> lines = new ArrayList<>();
        lines.add(line(
                List.of("runs", "completed", "validation_accuracy", "validation_sd", "test_accuracy", "test_sd"),
                differing));
        for (RunGroup group : groups) {
            lines.add(line(
                    List.of(
                            group.runs().size(),
                            group.completed(),
                            mean(group.validationAccuracy()),
                            deviation(group.validationAccuracy()),
                            mean(group.testAccuracy()),
                            deviation(group.testAccuracy())),
                    values(group.settings(), differing)));
        }
        return lines;
    }

    private static List<String> values(Map<String, Object> settings, List<String> paths) {
        return paths.stream().map(path -> Run.text(settings.get(path))).toList();
    }

    private static String line(List<?> first, List<String> more) {
        List<Object> fields = new ArrayList<>(first);
        fields.addAll(more);
        return Csv.line(fields);
    }

    private static OptionalDouble mean(Optional<Sample> sample) {
        return sample.stream().mapToDouble(Sample::mean).findFirst();
    }

    private static OptionalDouble deviation(Optional<Sample> sample) {
        return sample.map(Sample::deviation).orElse(OptionalDouble.empty());
    }
}
