package mnist.storage;

import com.fasterxml.jackson.core.io.NumberOutput;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalDouble;

/** Lines of CSV files (RFC 4180, with line feeds), and the numbers in them. */
public final class Csv {
    private static final CsvWriter.CsvWriterBuilder CSV =
            CsvWriter.builder().lineDelimiter(LineDelimiter.LF).bufferSize(0);

    private static final double SMALLEST_PLAIN = 1e-9;
    private static final double LARGEST_PLAIN = 1e15;

    private Csv() {}

    /**
     * Returns a line with its line feed. A field with a comma, a quote or a line break stands in quotes; a number with a fraction is as
     * {@link #number} writes it, and one that is absent is empty.
     */
    public static String line(List<?> fields) {
        StringWriter line = new StringWriter();
        CSV.build(line).writeRecord(fields.stream().map(Csv::text).toList());
        return line.toString();
    }

    private static String text(Object field) {
        if (field instanceof OptionalDouble number) {
            return number.isPresent() ? number(number.getAsDouble()) : "";
        }
        if (field instanceof Float number) {
            // The shortest that reads back as the same float32, not the digits of the double next to it.
            return number(Double.parseDouble(NumberOutput.toString(number, true)));
        }
        return field instanceof Double number ? number(number) : field.toString();
    }

    /**
     * Returns the shortest decimal that reads back as the same {@code double}, the same on every Java version and in every
     * locale: {@code 0.0001}, {@code 3.0}; very small and large ones as {@code 1.5E-12}. Python, R and spreadsheets read them all.
     * What is not finite is {@code NaN}, {@code Infinity} or {@code -Infinity}.
     */
    public static String number(double value) {
        // Not Double.toString: before Java 19 that is not always the shortest.
        String shortest = NumberOutput.toString(value, true);
        double size = Math.abs(value);
        if (!(size >= SMALLEST_PLAIN && size < LARGEST_PLAIN)) {
            return shortest;
        }
        String plain = new BigDecimal(shortest).stripTrailingZeros().toPlainString();
        return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }
}
