package mnist.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mnist completion}: a script with which the shell completes the program's commands and options. */
@Command(
        name = "completion",
        header = "Print a script that completes commands and options in bash or zsh.",
        customSynopsis = "mnist completion bash|zsh",
        description = {
            "%nExamples, for this shell and for all:",
            "  source <(./mnist completion bash)",
            "  ./mnist completion bash > ~/.local/share/bash-completion/completions/mnist%n",
        },
        sortOptions = false)
final class CompletionCommand implements Callable<Integer> {
    /** The values of an option that has a few, which picocli writes as Java's constants are. */
    private static final Pattern VALUES = Pattern.compile("(?<=_args=\\()\"[A-Z_\" ]+\"(?=\\))");

    private final Console console;

    /** Which shell; picocli's one script serves both, by zsh's bashcompinit. */
    enum Shell {
        BASH,
        ZSH
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private Shell shell;

    @Mixin
    private CommonOptions common;

    CompletionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        String script = AutoComplete.bash("mnist", spec.root().commandLine());
        console.out().println(VALUES.matcher(script).replaceAll(CompletionCommand::lowerCase));
        return ExitCode.DONE;
    }

    private static String lowerCase(MatchResult values) {
        return Matcher.quoteReplacement(values.group().toLowerCase(Locale.ROOT));
    }
}
