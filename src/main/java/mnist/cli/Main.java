package mnist.cli;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import mnist.experiment.EvaluationReport;
import mnist.machine.BlasLibrary;
import mnist.storage.Provenance;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program: {@code mnist COMMAND}. */
@Command(
        name = "mnist",
        header = "Train, evaluate and look into small dense networks on MNIST-like images.",
        description = {
            "%nExample:",
            "  ./mnist train --config configs/3b1b.json%n",
        },
        versionProvider = Main.Version.class,
        sortOptions = false)
public final class Main implements Runnable {
    private static final Set<String> COMPUTING =
            Set.of("train", "eval", "predict", "explain", "gradcheck", "curvature", "sweep", "bench", "plot", "report");
    private static final Set<String> NOT_AHEAD =
            Set.of("--portable", "--resume", "--plan", "--shard", "--collect", "--on-spark", "--help", "-h", "curves");

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version and exit.")
    private boolean version;

    private Main() {}

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        // Figures and messages are English and for programs to read, so no locale's digits or signs.
        Locale.setDefault(Locale.ROOT);
        startAhead(List.of(arguments));
        StandardOutput stdout = new StandardOutput();
        Console console = Console.ofProcess(stdout);
        int code = run(console, arguments);
        console.out().flush();
        if (code == ExitCode.DONE && stdout.failure().isPresent()) {
            console.err()
                    .println("stdout: cannot be written, " + stdout.failure().get()
                            + ". The results are lost; write them somewhere else.");
            code = ExitCode.BAD_DATA;
        }
        System.exit(code);
    }

    /**
     * Begins to load the library of the matrix products, which takes longer than all else before the first step, unless the
     * command does without it or first has to find out which kernels it is to run.
     */
    private static void startAhead(List<String> arguments) {
        boolean computes = !arguments.isEmpty() && COMPUTING.contains(arguments.get(0));
        if (computes && Collections.disjoint(arguments, NOT_AHEAD)) {
            BlasLibrary.startAhead();
        }
    }

    /** Runs a command line and returns its exit code. */
    static int run(Console console, String... arguments) {
        // Pictures are read and written, never shown; a display that is named but cannot be reached would be an error.
        System.setProperty("java.awt.headless", "true");
        try {
            return commandLine(console, List.of(arguments)).execute(arguments);
        } catch (OutOfMemoryError e) {
            console.err().println(Errors.describe(e));
            return ExitCode.WRONG_USE;
        }
    }

    /**
     * Returns the program with all its commands.
     *
     * @param arguments of this process, for the record that a run keeps
     */
    static CommandLine commandLine(Console console, List<String> arguments) {
        Errors errors = new Errors(console);
        CommandLine program = new CommandLine(new Main())
                .addSubcommand(new TrainCommand(console, arguments))
                .addSubcommand(new EvalCommand(console))
                .addSubcommand(new PredictCommand(console, System.in))
                .addSubcommand(new SweepCommand(console, arguments))
                .addSubcommand(new ReproduceCommand(console, arguments))
                .addSubcommand(new CommandLine(new RunsCommand(console)).addSubcommand(new RunsDiffCommand(console)))
                .addSubcommand(new ExplainCommand(console, System.in))
                .addSubcommand(new GradcheckCommand(console))
                .addSubcommand(new PlotCommand(console))
                .addSubcommand(new ReportCommand(console))
                .addSubcommand(new CurvatureCommand(console))
                .addSubcommand(new ExportCommand(console))
                .addSubcommand(new BenchCommand(console))
                .addSubcommand(new CommandLine(new DataCommand())
                        .addSubcommand(new DataVerifyCommand(console))
                        .addSubcommand(new DataShowCommand(console))
                        .addSubcommand(new DataDistortCommand(console)))
                .addSubcommand(new CommandLine(new ConfigCommand())
                        .addSubcommand(new ConfigCheckCommand(console))
                        .addSubcommand(new ConfigShowCommand(console))
                        .addSubcommand(new ConfigSchemaCommand(console)))
                .addSubcommand(new CompletionCommand(console))
                .addSubcommand(new ManPageCommand(console))
                .setOut(console.out())
                .setErr(console.err())
                .registerConverter(RunsCommand.Order.class, new EnumConverter<>(RunsCommand.Order.class))
                .registerConverter(ExportCommand.Format.class, new EnumConverter<>(ExportCommand.Format.class))
                .registerConverter(CompletionCommand.Shell.class, new EnumConverter<>(CompletionCommand.Shell.class))
                .registerConverter(PlotCommand.Kind.class, new EnumConverter<>(PlotCommand.Kind.class))
                .registerConverter(EvaluationReport.Part.class, new EnumConverter<>(EvaluationReport.Part.class))
                .setExecutionStrategy(Main::execute)
                .setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors)
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        console.colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        return Converters.register(program);
    }

    /** Where help is asked for, picocli lets what it does not know pass. */
    private static int execute(ParseResult arguments) {
        for (CommandLine command : arguments.asCommandLineList()) {
            if (!command.getUnmatchedArguments().isEmpty()) {
                throw new UnmatchedArgumentException(command, command.getUnmatchedArguments());
            }
        }
        return new CommandLine.RunLast().execute(arguments);
    }

    @Override
    public void run() {
        CommandLine command = spec.commandLine();
        String commands = String.join(", ", command.getSubcommands().keySet());
        throw new ParameterException(command, "Missing command, expected one of " + commands);
    }

    /** The program's version and commit. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            Provenance.Program build = Provenance.Program.read();
            return new String[] {"mnist " + build.version() + " (" + build.commit() + ")"};
        }
    }
}
