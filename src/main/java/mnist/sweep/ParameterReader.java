package mnist.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mnist.json.Located;
import mnist.space.Distribution;
import mnist.space.Parameter;

/** Reads which settings vary, and the values that they may take. Whether a config takes them, the config says. */
final class ParameterReader {
    private static final int MOST_PARAMETERS = 50;
    private static final int MOST_VALUES = 10_000;
    private static final long MOST_WHOLE = 1_000_000_000_000L;
    private static final List<String> KINDS = List.of("choice", "uniform", "logUniform", "integer");

    private ParameterReader() {}

    static List<Parameter> read(Located at) {
        if (!at.isObject("{\"optimizer.learningRate\": {\"logUniform\": [0.01, 10]}}")) {
            return List.of();
        }
        int count = at.json().size();
        if (count < 1 || count > MOST_PARAMETERS) {
            at.refuse("wrong number of parameters", "" + count, "1 to " + MOST_PARAMETERS, "Name what shall vary.");
            return List.of();
        }
        List<Parameter> parameters = new ArrayList<>();
        at.json()
                .fieldNames()
                .forEachRemaining(path -> distribution(at.child(path))
                        .ifPresent(distribution -> parameters.add(new Parameter(path, distribution))));
        return parameters;
    }

    private static Optional<Distribution> distribution(Located at) {
        if (!at.isObject("{\"choice\": [10, 32, 100]}")) {
            return Optional.empty();
        }
        at.checkNames(KINDS);
        List<String> kinds = KINDS.stream().filter(at.json()::has).toList();
        if (kinds.size() != 1) {
            String found = kinds.isEmpty() ? "none" : String.join(", ", kinds);
            return at.refuse("one distribution is needed", found, "one of " + String.join(", ", KINDS), "Choose one.");
        }
        Located values = at.child(kinds.get(0));
        return switch (kinds.get(0)) {
            case "choice" -> choice(values);
            case "uniform" -> range(values, -Double.MAX_VALUE).map(r -> new Distribution.Uniform(r[0], r[1]));
            case "logUniform" -> range(values, Double.MIN_NORMAL).map(r -> new Distribution.LogUniform(r[0], r[1]));
            default -> whole(values);
        };
    }

    private static Optional<Distribution> choice(Located at) {
        JsonNode list = at.json();
        String expected = "a list of 1 to " + MOST_VALUES + " values";
        if (!list.isArray() || list.isEmpty() || list.size() > MOST_VALUES) {
            String found = list.isArray() ? list.size() + " values" : "no list";
            return at.refuse("wrong values", found, expected, "Write, for example, [10, 32, 100].");
        }
        List<JsonNode> values = new ArrayList<>();
        Set<JsonNode> seen = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            values.add(list.get(i));
            if (!seen.add(list.get(i))) {
                at.child(i).refuse("repeated value", "each value once", "Remove it.");
            }
        }
        return seen.size() < values.size() ? Optional.empty() : Optional.of(new Distribution.Choice(values));
    }

    /** Reads two numbers, the first the smaller; a product or difference of them must be a number, too. */
    private static Optional<double[]> range(Located at, double minimum) {
        JsonNode list = at.json();
        boolean numbers = list.isArray()
                && list.size() == 2
                && list.get(0).isNumber()
                && list.get(1).isNumber();
        double low = numbers ? list.get(0).doubleValue() : 0;
        double high = numbers ? list.get(1).doubleValue() : 0;
        if (!numbers || !(low >= minimum && low < high && Double.isFinite(high - low))) {
            String above = minimum > 0 ? "two numbers above 0" : "two numbers";
            return at.refuse("wrong range", above + ", the smaller one first", "Write, for example, [0.01, 10].");
        }
        return Optional.of(new double[] {low, high});
    }

    private static Optional<Distribution> whole(Located at) {
        JsonNode list = at.json();
        boolean numbers = list.isArray() && list.size() == 2 && isWhole(list.get(0)) && isWhole(list.get(1));
        if (!numbers || list.get(0).longValue() >= list.get(1).longValue()) {
            return at.refuse("wrong range", "two whole numbers, the smaller one first", "Write, for example, [1, 8].");
        }
        return Optional.of(
                new Distribution.Whole(list.get(0).longValue(), list.get(1).longValue()));
    }

    private static boolean isWhole(JsonNode json) {
        return json.isIntegralNumber() && json.canConvertToLong() && Math.abs(json.longValue()) <= MOST_WHOLE;
    }
}
