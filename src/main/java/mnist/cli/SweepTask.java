package mnist.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mnist.data.SearchPath;
import mnist.sweep.SplitSweep;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What {@code sweep} is to do, and where: the options of which most exclude each other; a mixin. */
final class SweepTask {
    @Parameters(
            arity = "0..1",
            paramLabel = "FILE-or-DIR",
            description = "A spec, as with --spec; or the directory of a sweep, as with --resume.")
    private Path given;

    @Option(names = "--spec", paramLabel = "FILE", description = "The spec of a new sweep, a JSON file.")
    Path spec;

    @Option(names = "--out", paramLabel = "DIR", description = "Its directory; by default runs/sweep-<name>-<time>.")
    Path out;

    @Option(
            names = "--resume",
            paramLabel = "DIR",
            description = "Resume the sweep in this directory: run what is missing or was interrupted.")
    Path resume;

    @Option(
            names = "--plan",
            description = "Run nothing; print a line for a shell for each trial, which runs it by itself.")
    boolean plan;

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            converter = ShareConverter.class,
            description =
                    "Run the I-th of N equal shares of the trials (grid and random) into --out, which all shares may"
                            + " use at once. What is done there is not run again.")
    SplitSweep.Share shard;

    @Option(
            names = "--collect",
            paramLabel = "DIR",
            arity = "1..*",
            description =
                    "Run nothing; make results.csv and the ranking of the runs in these folders, wherever they were"
                            + " made, in --out or else in the first. Without --spec, by the spec.json in the first.")
    List<Path> collect;

    @Option(names = "--schema", description = "Run nothing; print the JSON Schema of a spec, for editors.")
    boolean schema;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** The one word without an option is what it plainly is: a file can only be a spec, a directory only a sweep. */
    void takeGiven() {
        if (given == null) {
            return;
        }
        if (spec != null || resume != null) {
            throw wrongUse(
                    "Expected one spec or sweep, found " + given + " beside " + (spec != null ? "--spec" : "--resume"));
        }
        if (Files.isDirectory(SearchPath.find(given))) {
            resume = given;
        } else {
            spec = given;
        }
    }

    /**
     * Checks that the options go together.
     *
     * @param trials how the trials are to be trained
     * @throws ParameterException if they do not
     */
    void check(TrialOptions trials) {
        if (resume == null && collect == null && spec == null) {
            throw wrongUse("Expected one of --spec, --resume and --collect, found none");
        }
        if (resume != null && (spec != null || out != null || plan || shard != null || collect != null)) {
            throw wrongUse(
                    "--resume works in the sweep's own directory, without --spec, --out, --plan, --shard and --collect");
        }
        if (collect != null && (plan || shard != null)) {
            throw wrongUse("--collect goes without --plan and --shard");
        }
        if (shard != null && (out == null || plan)) {
            throw wrongUse("--shard goes with --out, which all shares may have in common, and without --plan");
        }
        if (trials.force() && (resume != null || collect != null || shard != null)) {
            throw wrongUse("--force replaces a sweep, which --resume, --collect and --shard do not");
        }
        if (trials.retryFailed() && resume == null && shard == null) {
            throw wrongUse("--retry-failed goes with --resume or --shard");
        }
    }

    private ParameterException wrongUse(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
