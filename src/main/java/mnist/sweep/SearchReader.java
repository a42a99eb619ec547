package mnist.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import mnist.config.Located;
import mnist.config.NumberTypes;
import mnist.config.TextTypes;

/** Reads how a sweep chooses its points. */
final class SearchReader {
    private static final TextTypes.Name<String> TYPES =
            new TextTypes.Name<>(List.of("grid", "random", "halving", "tpe"), Function.identity());
    private static final Map<String, List<String>> KEYS = Map.of(
            "grid", List.of("type"),
            "random", List.of("type", "trials", "seed"),
            "halving", List.of("type", "trials", "seed", "factor", "minEpochs"),
            "tpe", List.of("type", "trials", "seed", "startup", "batch"));

    private static final NumberTypes.Whole TRIALS = new NumberTypes.Whole(1, Candidates.MOST);
    private static final NumberTypes.Whole SEED = new NumberTypes.Whole(Long.MIN_VALUE, Long.MAX_VALUE);
    private static final NumberTypes.Whole FACTOR = new NumberTypes.Whole(2, 100);
    private static final NumberTypes.Whole EPOCHS = new NumberTypes.Whole(1, Integer.MAX_VALUE);
    private static final NumberTypes.Whole BATCH = new NumberTypes.Whole(1, 1000);

    private SearchReader() {}

    static Optional<SearchSettings> read(Located at) {
        if (!at.isObject("{\"type\": \"random\", \"trials\": 60}")) {
            return Optional.empty();
        }
        Optional<String> type = at.child("type").required(TYPES);
        if (type.isEmpty()) {
            return Optional.empty();
        }
        at.checkNames(KEYS.get(type.get()));
        if (type.get().equals("grid")) {
            return Optional.of(new SearchSettings.Grid());
        }
        Optional<Long> trials = at.child("trials").required(TRIALS);
        Optional<Long> seed = at.child("seed").orElse(SEED, 1L);
        return withNumbers(type.get(), at, List.of(trials, seed));
    }

    private static Optional<SearchSettings> withNumbers(String type, Located at, List<Optional<Long>> common) {
        List<Optional<Long>> numbers = new ArrayList<>(common);
        if (type.equals("halving")) {
            numbers.add(at.child("factor").orElse(FACTOR, 3L));
            numbers.add(at.child("minEpochs").orElse(EPOCHS, 1L));
        }
        if (type.equals("tpe")) {
            numbers.add(at.child("startup").orElse(TRIALS, 10L));
            numbers.add(at.child("batch").orElse(BATCH, 2L));
        }
        if (numbers.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        int trials = numbers.get(0).get().intValue();
        long seed = numbers.get(1).get();
        if (type.equals("random")) {
            return Optional.of(new SearchSettings.Random(trials, seed));
        }
        int third = numbers.get(2).get().intValue();
        int fourth = numbers.get(3).get().intValue();
        return Optional.of(
                type.equals("halving")
                        ? new SearchSettings.Halving(trials, seed, third, fourth)
                        : new SearchSettings.Tpe(trials, seed, third, fourth));
    }
}
