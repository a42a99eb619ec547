package mnist.cli;

import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into lines on stderr and an exit code. A mistake of the user takes one line, a bug a stack trace. */
final class Errors implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final Console console;

    Errors(Console console) {
        this.console = console;
    }

    /** Says what to do when the memory is full: the size of a network or of a data set is the cause, not a bug. */
    static String describe(OutOfMemoryError problem) {
        long megabytes = Runtime.getRuntime().maxMemory() >> 20;
        return "memory: is full (%s), %d MB of Java heap are too little for the network, its minibatches and the data. "
                        .formatted(problem.getMessage(), megabytes)
                + "Make the network or training.batchSize smaller, or the heap larger, as with MNIST_JAVA_OPTS=-Xmx2g.";
    }

    @Override
    public int handleExecutionException(Exception problem, CommandLine command, ParseResult arguments) {
        int code = ExitCode.of(problem);
        if (code == ExitCode.BUG) {
            console.err().println("mnist: this is a bug, please report it with the lines below.");
        } else {
            console.err().println(problem.getMessage());
        }
        if (code == ExitCode.BUG || arguments.expandedArgs().contains("--stacktrace")) {
            problem.printStackTrace(console.err());
        }
        return code;
    }

    @Override
    public int handleParseException(ParameterException problem, String[] arguments) {
        CommandLine command = problem.getCommandLine();
        ParameterException first = firstToTell(problem, arguments);
        String text = first instanceof UnmatchedArgumentException unmatched ? describe(unmatched) : first.getMessage();
        String name = command.getCommandSpec().qualifiedName();
        console.err().println(name + ": " + oneLine(text) + " See '" + name + " --help'.");
        if (Arrays.asList(arguments).contains("--stacktrace")) {
            first.printStackTrace(console.err());
        }
        return ExitCode.WRONG_USE;
    }

    /** An option that is missing may be there, but misspelt: then that is the mistake, and not what picocli finds first. */
    private static ParameterException firstToTell(ParameterException problem, String[] arguments) {
        if (!(problem instanceof MissingParameterException)) {
            return problem;
        }
        CommandLine command = problem.getCommandLine();
        CommandLine program = command;
        while (program.getParent() != null) {
            program = program.getParent();
        }
        command.getCommandSpec().parser().collectErrors(true);
        program.parseArgs(arguments);
        return command.getParseResult().errors().stream()
                .filter(UnmatchedArgumentException.class::isInstance)
                .map(ParameterException.class::cast)
                .findFirst()
                .orElse(problem);
    }

    /** Names the first unknown option, as words after it are most likely its values; or else the first unknown word. */
    private static String describe(UnmatchedArgumentException problem) {
        List<String> unmatched = problem.getUnmatched();
        String word = unmatched.stream()
                .filter(argument -> argument.startsWith("-"))
                .findFirst()
                .orElse(unmatched.get(0));
        CommandLine command = problem.getCommandLine();
        String kind = command.getSubcommands().isEmpty() ? "argument" : "command";
        List<String> suggestions = new UnmatchedArgumentException(command, List.of(word)).getSuggestions();
        return "Unknown " + (word.startsWith("-") ? "option" : kind) + ": '" + word + "'."
                + (suggestions.isEmpty() ? "" : " Did you mean " + String.join(" or ", suggestions) + "?");
    }

    private static String oneLine(String message) {
        String line = message.strip().replaceAll("\\s*\\R\\s*", " ");
        return line.endsWith(".") || line.endsWith("?") ? line : line + ".";
    }
}
