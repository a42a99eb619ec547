package mnist.storage;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.StringWriter;
import java.util.List;

/** Lines of CSV files (RFC 4180, with line feeds). */
public final class Csv {
    private static final CsvWriter.CsvWriterBuilder CSV =
            CsvWriter.builder().lineDelimiter(LineDelimiter.LF).bufferSize(0);

    private Csv() {}

    /** Returns a line with its line feed; a field with a comma, a quote or a line break stands in quotes. */
    public static String line(List<String> fields) {
        StringWriter line = new StringWriter();
        CSV.build(line).writeRecord(fields);
        return line.toString();
    }
}
