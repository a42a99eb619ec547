package mnist.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import mnist.storage.Provenance;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code mnist manpage}: a manual page, in the language of {@code man} (man(7)), made of what picocli knows of a command. Picocli's own
 * generator writes AsciiDoc, which needs Asciidoctor, a Ruby program of 60 MB on Java, to become such a page.
 */
@Command(
        name = "manpage",
        header = "Print the manual page of the program or of a command.",
        customSynopsis = "mnist manpage [COMMAND]...",
        description = {
            "%nExamples, to read one and to install one:",
            "  ./mnist manpage train | man -l -",
            "  ./mnist manpage > ~/.local/share/man/man1/mnist.1%n",
        },
        sortOptions = false)
final class ManPageCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "COMMAND", description = "A command, such as train, or runs diff; by default the program.")
    private List<String> names = new ArrayList<>();

    @Mixin
    private CommonOptions common;

    ManPageCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        CommandLine command = spec.root().commandLine();
        for (String name : names) {
            CommandLine below = command.getSubcommands().get(name);
            if (below == null) {
                throw new ParameterException(
                        spec.commandLine(),
                        "No such command, found " + name + ", expected one of "
                                + String.join(", ", command.getSubcommands().keySet()));
            }
            command = below;
        }
        page(command).forEach(console.out()::println);
        return ExitCode.DONE;
    }

    private static List<String> page(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        String name = spec.qualifiedName("-");
        List<String> lines = new ArrayList<>();
        lines.add(".TH %s 1 \"\" \"mnist %s\""
                .formatted(
                        escaped(name.toUpperCase(Locale.ROOT)),
                        Provenance.Program.read().version()));
        lines.add(".SH NAME");
        lines.add(escaped(name) + " \\- " + escaped(spec.usageMessage().header()[0]));
        lines.add(".SH SYNOPSIS");
        String[] synopsis = spec.usageMessage().customSynopsis();
        verbatim(
                lines,
                synopsis.length > 0
                        ? String.join("\n", synopsis).replaceAll("\n {7}", "\n")
                        : command.getHelp().synopsis(0));
        lines.add(".SH DESCRIPTION");
        verbatim(lines, command.getHelp().description());
        terms(lines, "ARGUMENTS", spec.positionalParameters());
        terms(lines, "OPTIONS", spec.options());
        if (!command.getSubcommands().isEmpty()) {
            lines.add(".SH COMMANDS");
            command.getSubcommands()
                    .forEach((label, below) -> term(
                            lines,
                            label,
                            List.of(below.getCommandSpec().usageMessage().header())));
        }
        return lines;
    }

    private static void terms(List<String> lines, String title, Collection<? extends ArgSpec> arguments) {
        if (!arguments.isEmpty()) {
            lines.add(".SH " + title);
        }
        for (ArgSpec argument : arguments) {
            String label = argument instanceof OptionSpec option ? String.join(", ", option.names()) : "";
            boolean takesValue = argument.arity().max() > 0;
            String value = takesValue ? argument.paramLabel() : "";
            term(lines, (label + " " + value).strip(), List.of(argument.description()));
        }
    }

    private static void term(List<String> lines, String label, List<String> description) {
        lines.add(".TP");
        lines.add("\\fB" + escaped(label) + "\\fR");
        lines.add(escaped(String.join(" ", description)));
    }

    /** Keeps the lines as they are. */
    private static void verbatim(List<String> lines, String text) {
        lines.add(".nf");
        text.strip().lines().map(ManPageCommand::escaped).forEach(lines::add);
        lines.add(".fi");
    }

    /** A dot or a quote would begin a request, a plain hyphen may become a dash. */
    private static String escaped(String text) {
        String escaped = text.stripTrailing().replace("\\", "\\e").replace("-", "\\-");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
