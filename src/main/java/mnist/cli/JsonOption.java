package mnist.cli;

import java.util.function.Function;
import mnist.json.Json;
import picocli.CommandLine.Option;

/** The option {@code --json} of every command that prints numbers; a mixin. */
final class JsonOption {
    @Option(names = "--json", description = "Print the result as JSON, on one line.")
    boolean json;

    /** Prints a result as JSON if that was asked for, else as text. */
    <T> void print(Console console, T result, Function<T, String> text) {
        console.out().println(json ? Json.compact(result) : text.apply(result));
    }
}
