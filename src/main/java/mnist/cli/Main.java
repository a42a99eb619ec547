package mnist.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program: {@code mnist COMMAND}. */
@Command(name = "mnist", mixinStandardHelpOptions = true, version = "mnist 1.0.0")
public final class Main implements Runnable {
    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
