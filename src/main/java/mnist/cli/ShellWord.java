package mnist.cli;

import java.util.regex.Pattern;

/** A word of a command line that the user can copy. */
final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private ShellWord() {}

    /** Returns what a user who is where this process was started has to type to start the program again. */
    static String program() {
        return of(System.getProperty("mnist.program", "./mnist"));
    }

    /** Returns the text as a POSIX shell takes it for one word, quoted where it must be. */
    static String of(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
