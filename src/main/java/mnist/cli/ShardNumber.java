package mnist.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Which share of a sweep's trials, as {@code I/N}.
 *
 * @param index from 1
 * @param count of the shares
 */
record ShardNumber(int index, int count) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})/(\\d{1,9})");

    /** Reads it. */
    static final class Converter implements ITypeConverter<ShardNumber> {
        @Override
        public ShardNumber convert(String text) {
            Matcher numbers = TEXT.matcher(text);
            if (numbers.matches()) {
                ShardNumber shard =
                        new ShardNumber(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)));
                if (shard.index >= 1 && shard.index <= shard.count) {
                    return shard;
                }
            }
            throw new TypeConversionException(
                    "no such share, found '%s', expected I/N with I from 1 to N, as 3/8".formatted(text));
        }
    }
}
