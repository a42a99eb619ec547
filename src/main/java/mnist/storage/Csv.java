package mnist.storage;

import java.util.List;
import java.util.stream.Collectors;

/** Lines of CSV files (RFC 4180, with line feeds). */
public final class Csv {
    private Csv() {}

    /** Returns a line with its line feed; a field with a comma, a quote or a line break stands in quotes. */
    public static String line(List<String> fields) {
        return fields.stream().map(Csv::quoted).collect(Collectors.joining(",", "", "\n"));
    }

    private static String quoted(String field) {
        return field.matches("[^,\"\\r\\n]*") ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
