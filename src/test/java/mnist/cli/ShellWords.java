package mnist.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a simple shell command apart as a shell does: words, quotes, and where the command ends. */
final class ShellWords {
    /** A pipe, a redirection, another command, a comment; or a word: plain text and quoted parts in any order. */
    private static final Pattern NEXT =
            Pattern.compile("\\s*(?:(?<end>[|&;<>#]|2>)|(?<word>(?:'[^']*'|\"[^\"]*\"|[^\\s'\"|&;<>])+))");

    private static final Pattern QUOTED = Pattern.compile("'([^']*)'|\"([^\"]*)\"");

    private ShellWords() {}

    /** Returns the words up to the end of the first command. */
    static String[] of(String command) {
        List<String> words = new ArrayList<>();
        Matcher next = NEXT.matcher(command.strip());
        int end = 0;
        while (next.region(end, next.regionEnd()).lookingAt() && next.group("end") == null) {
            words.add(QUOTED.matcher(next.group("word"))
                    .replaceAll(quoted ->
                            Matcher.quoteReplacement(quoted.group(1) != null ? quoted.group(1) : quoted.group(2))));
            end = next.end();
        }
        return words.toArray(String[]::new);
    }
}
