package mnist.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the value of an option that takes one of a few names; they are in lower case, also in messages. */
final class EnumConverter<E extends Enum<E>> implements ITypeConverter<E> {
    private final E[] values;

    EnumConverter(Class<E> type) {
        values = type.getEnumConstants();
    }

    @Override
    public E convert(String text) {
        return Arrays.stream(values)
                .filter(value -> name(value).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        new TypeConversionException("no such value, found '%s', expected %s".formatted(text, names())));
    }

    /** Returns all names: {@code a, b or c}. */
    private String names() {
        String names = Arrays.stream(values).map(EnumConverter::name).collect(Collectors.joining(", "));
        return names.replaceFirst(", (?=[^,]*$)", " or ");
    }

    /** Returns the name that the option takes. */
    static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
