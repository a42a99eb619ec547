package mnist.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mnist.sweep.SplitSweep;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads which share of a sweep's trials is meant, {@code I/N}. */
final class ShareConverter implements ITypeConverter<SplitSweep.Share> {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})/(\\d{1,9})");

    @Override
    public SplitSweep.Share convert(String text) {
        Matcher numbers = TEXT.matcher(text);
        if (numbers.matches()) {
            int index = Integer.parseInt(numbers.group(1));
            int count = Integer.parseInt(numbers.group(2));
            if (index >= 1 && index <= count) {
                return new SplitSweep.Share(index, count);
            }
        }
        throw new TypeConversionException(
                "no such share, found '%s', expected I/N with I from 1 to N, as 3/8".formatted(text));
    }
}
