package mnist.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import mnist.config.ConfigEntry.Setting;
import mnist.json.Located;
import mnist.json.NumberTypes.Real;
import mnist.json.NumberTypes.Whole;
import mnist.json.ValueType;
import mnist.nn.Coefficient;
import mnist.nn.Coefficients;
import mnist.nn.Interval;

/** The formulas of which a config names one, and the settings that their numbers are, each with the names that have it. */
final class Formulas<E> {
    private final Function<E, List<Coefficient>> numbers;
    private final Map<Coefficient, Setting<Double>> settings = new LinkedHashMap<>();

    /**
     * @param selector the setting that names one, in the section that gets the numbers
     * @param names all of them
     * @param numbers those of one formula
     * @param getter takes the numbers from a config
     */
    Formulas(
            Setting<E> selector,
            List<E> names,
            Function<E, List<Coefficient>> numbers,
            Function<Config, Coefficients> getter) {
        this.numbers = numbers;
        String section = selector.path().substring(0, selector.path().lastIndexOf('.') + 1);
        for (Coefficient number : of(names)) {
            List<E> owners = names.stream()
                    .filter(name -> numbers.apply(name).contains(number))
                    .toList();
            settings.put(number, setting(section, number, getter).onlyWith(selector, owners));
        }
    }

    private static Setting<Double> setting(String section, Coefficient number, Function<Config, Coefficients> getter) {
        String path = section + number.name();
        ValueType<Double> type = type(number.allowed());
        Function<Config, Double> value = config -> getter.apply(config).of(number);
        return number.standard().isPresent()
                ? Setting.of(
                        path,
                        number.description(),
                        type.orElse(number.standard().getAsDouble()),
                        value)
                : Setting.of(path, number.description(), type, value);
    }

    private static ValueType<Double> type(Interval allowed) {
        return allowed.isWhole()
                ? new WholeReal(new Whole(allowed.withZero() ? 0 : 1, allowed.maximum()))
                : new Real(allowed.withZero(), allowed.maximum(), allowed.withMaximum());
    }

    private List<Coefficient> of(List<E> names) {
        return names.stream()
                .flatMap(name -> numbers.apply(name).stream())
                .distinct()
                .toList();
    }

    /** Returns the settings of some of the formulas, in the order in which these name them. */
    List<Setting<Double>> settings(List<E> names) {
        return of(names).stream().map(settings::get).toList();
    }

    /** Returns the setting of a number. */
    Setting<Double> setting(Coefficient number) {
        return settings.get(number);
    }

    /** Returns the numbers that a config has, those of the formula it names. */
    Coefficients read(ConfigValues values) {
        Map<Coefficient, Double> found = new HashMap<>();
        settings.forEach((number, setting) -> {
            Optional<Double> value = values.get(setting);
            value.ifPresent(good -> found.put(number, good));
        });
        return new Coefficients(found);
    }

    /** A whole number among others that are not. */
    private record WholeReal(Whole whole) implements ValueType<Double> {
        @Override
        public String expected() {
            return whole.expected();
        }

        @Override
        public Optional<Double> read(Located value, String expected) {
            return whole.read(value, expected).map(Long::doubleValue);
        }

        @Override
        public JsonNode write(Double value) {
            return whole.write(value.longValue());
        }

        @Override
        public void describe(ObjectNode schema) {
            whole.describe(schema);
        }
    }
}
