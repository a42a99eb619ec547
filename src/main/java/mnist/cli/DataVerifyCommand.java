package mnist.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import mnist.data.DataDirectory;
import mnist.data.DataDirectory.FileSummary;
import mnist.data.DataDirectory.SplitSummary;
import mnist.data.SearchPath;
import mnist.data.Split;
import mnist.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code mnist data verify}: reads every byte of a data set, names it by its content, and counts its classes. */
@Command(
        name = "verify",
        header = "Check the four files of a data set and name it by its content.",
        description = {"%nExample:", "  ./mnist data verify data/mnist%n"},
        sortOptions = false)
final class DataVerifyCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            defaultValue = DataCommand.DEFAULT_DIRECTORY,
            description = "The folder of the data set; by default ${DEFAULT-VALUE}.")
    private Path directory;

    @Mixin
    private JsonOption output;

    @Mixin
    private CommonOptions common;

    DataVerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        DataDirectory data = DataDirectory.read(SearchPath.find(directory));
        for (Split split : Split.values()) {
            split.ambiguities(data.path()).forEach(console::warn);
        }
        console.out().println(output.json ? Json.compact(toMap(data)) : toText(data));
        return ExitCode.DONE;
    }

    private static String toText(DataDirectory data) {
        List<String> lines = new ArrayList<>();
        lines.add(data.path() + ": " + data.name().label());
        for (SplitSummary split : data.splits()) {
            for (FileSummary file : split.files()) {
                lines.add("  %-24s %-15s sha256 %s"
                        .formatted(
                                file.digest().file(), shape(file), file.digest().sha256()));
            }
        }
        lines.add("");
        TextTable table = new TextTable(List.of("class", "train", "test"));
        for (int k = 0; k < classes(data); k++) {
            table.add(List.of(
                    data.name().numberAndName(k),
                    count(data.splits().get(0), k),
                    count(data.splits().get(1), k)));
        }
        lines.addAll(table.lines(1));
        return String.join(System.lineSeparator(), lines);
    }

    private static Map<String, Object> toMap(DataDirectory data) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("data", data.path().toString());
        map.put("name", data.name().label());
        for (SplitSummary split : data.splits()) {
            List<Map<String, Object>> files = new ArrayList<>();
            for (FileSummary file : split.files()) {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("file", file.digest().file());
                entry.put("path", file.path().toString());
                entry.put("shape", file.shape());
                entry.put("sha256", file.digest().sha256());
                files.add(entry);
            }
            Map<String, Object> part = new LinkedHashMap<>();
            part.put("files", files);
            part.put("countsPerClass", split.countsPerClass());
            map.put(split.split().label(), part);
        }
        return map;
    }

    private static String shape(FileSummary file) {
        return file.shape().stream().map(String::valueOf).collect(Collectors.joining(" x "));
    }

    private static int classes(DataDirectory data) {
        return data.splits().stream()
                        .mapToInt(split -> split.countsPerClass().lastKey())
                        .max()
                        .orElse(-1)
                + 1;
    }

    private static String count(SplitSummary split, int k) {
        return Format.count(split.countsPerClass().getOrDefault(k, 0));
    }
}
