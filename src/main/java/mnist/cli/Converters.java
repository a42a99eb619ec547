package mnist.cli;

import java.math.BigInteger;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How the values of options become paths and numbers; picocli's own messages name Java's types. */
final class Converters {
    private Converters() {}

    static CommandLine register(CommandLine program) {
        return program.registerConverter(Path.class, new Converter<>(Converters::path))
                .registerConverter(int.class, new Converter<>(Converters::whole))
                .registerConverter(Integer.class, new Converter<>(Converters::whole))
                .registerConverter(double.class, new Converter<>(Converters::number))
                .registerConverter(Double.class, new Converter<>(Converters::number));
    }

    /**
     * A converter for picocli. It is no lambda, because Java 17 crashes when it makes the launcher's archive of classes with a
     * lambda of an interface as old as picocli's (JDK-8274944).
     */
    private record Converter<T>(Function<String, T> function) implements ITypeConverter<T> {
        @Override
        public T convert(String text) {
            return function.apply(text);
        }
    }

    private static Path path(String text) {
        if (text.isBlank()) {
            throw new TypeConversionException("no path, found '" + text + "', expected the name of a file or folder");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("not a path on this system, found '" + text + "': " + e.getReason());
        }
    }

    private static int whole(String text) {
        try {
            return new BigInteger(text).intValueExact();
        } catch (NumberFormatException e) {
            throw new TypeConversionException("no such value, found '" + text + "', expected a whole number");
        } catch (ArithmeticException e) {
            throw new TypeConversionException(
                    "out of range, found '" + text + "', expected a whole number up to " + Integer.MAX_VALUE);
        }
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("no such value, found '" + text + "', expected a number");
        }
    }
}
