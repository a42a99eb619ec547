package mnist.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import mnist.data.SearchPath;
import mnist.insight.ReportPage;
import mnist.insight.RunReport;
import mnist.insight.SweepReport;
import mnist.sweep.SplitSweep;
import mnist.sweep.SweepFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mnist report}: a run or a sweep in, one page that shows all of it out. */
@Command(
        name = "report",
        header = "Write one HTML page of a run or a sweep, to open anywhere.",
        customSynopsis = "mnist report RUN-or-SWEEP --out FILE.html [--data DIR]",
        description = {
            "%nExample:",
            "  ./mnist report runs/first --out report.html",
            "%nOf a run: figures, curves, confusion matrix, worst mistakes, weights, config, provenance; and the network at"
                    + " work, on digits that you pick or draw. Of a sweep: ranking, importance, plots, curves. The page"
                    + " needs no network and no other file.%n",
        },
        sortOptions = false)
final class ReportCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "RUN-or-SWEEP", description = "The directory of a run or of a sweep.")
    private Path directory;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The page, an .html file.")
    private Path out;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Of a run: the folder of the data set; by default the one that it was trained on.")
    private Path data;

    @Mixin
    private CommonOptions common;

    ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (!out.toString().toLowerCase(Locale.ROOT).endsWith(".html")) {
            throw new UsageException(
                    "--out: is not a page, found %s, expected a name that ends in .html. Rename it.".formatted(out));
        }
        page().write(out);
        console.out().println("page  " + out);
        return ExitCode.DONE;
    }

    private ReportPage page() {
        Path found = SearchPath.find(directory);
        SweepFiles sweep = new SweepFiles(found);
        return Files.exists(sweep.spec())
                ? SweepReport.page(new SplitSweep(sweep.readSpec()).read(sweep), console::warn)
                : RunReport.page(found, Optional.ofNullable(data), console::warn);
    }
}
