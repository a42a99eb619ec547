package mnist.cli;

import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into lines on stderr and an exit code. A user's mistake is told in words, a bug in full. */
final class Errors implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final Console console;

    Errors(Console console) {
        this.console = console;
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
        String name = command.getCommandSpec().qualifiedName();
        console.err()
                .println(name + ": " + oneLine(problem.getMessage()) + suggestion(problem) + " See '" + name
                        + " --help'.");
        if (Arrays.asList(arguments).contains("--stacktrace")) {
            problem.printStackTrace(console.err());
        }
        return ExitCode.WRONG_USE;
    }

    private static String oneLine(String message) {
        String line = message.strip().replaceAll("\\s*\\R\\s*", " ");
        return line.endsWith(".") ? line : line + ".";
    }

    private static String suggestion(ParameterException problem) {
        if (problem instanceof UnmatchedArgumentException unmatched) {
            List<String> suggestions = unmatched.getSuggestions();
            if (!suggestions.isEmpty()) {
                return " Did you mean " + String.join(" or ", suggestions) + "?";
            }
        }
        return "";
    }
}
