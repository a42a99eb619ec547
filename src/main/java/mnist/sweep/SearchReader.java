package mnist.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import mnist.config.Located;
import mnist.config.NameType;
import mnist.config.WholeNumberType;

/** Reads how a sweep chooses its points. */
final class SearchReader {
    private static final NameType<String> TYPES =
            new NameType<>(List.of("grid", "random", "halving", "tpe"), Function.identity());
    private static final Map<String, List<String>> KEYS = Map.of(
            "grid", List.of("type"),
            "random", List.of("type", "trials", "seed"),
            "halving", List.of("type", "trials", "seed", "factor", "minEpochs"),
            "tpe", List.of("type", "trials", "seed", "startup", "batch"));

    private static final WholeNumberType TRIALS = new WholeNumberType(1, Candidates.MOST);
    private static final WholeNumberType SEED = new WholeNumberType(Long.MIN_VALUE, Long.MAX_VALUE);
    private static final WholeNumberType FACTOR = new WholeNumberType(2, 100);
    private static final WholeNumberType EPOCHS = new WholeNumberType(1, Integer.MAX_VALUE);
    private static final WholeNumberType BATCH = new WholeNumberType(1, 1000);

    private SearchReader() {}

    static Optional<SearchSettings> read(Located at) {
        if (!Fields.isObject(at, "{\"type\": \"random\", \"trials\": 60}")) {
            return Optional.empty();
        }
        Optional<String> type = Fields.required(at.child("type"), TYPES);
        if (type.isEmpty()) {
            return Optional.empty();
        }
        Fields.checkNames(at, KEYS.get(type.get()));
        if (type.get().equals("grid")) {
            return Optional.of(new SearchSettings.Grid());
        }
        Optional<Long> trials = Fields.required(at.child("trials"), TRIALS);
        Optional<Long> seed = Fields.orElse(at.child("seed"), SEED, 1L);
        return withNumbers(type.get(), at, List.of(trials, seed));
    }

    private static Optional<SearchSettings> withNumbers(String type, Located at, List<Optional<Long>> common) {
        List<Optional<Long>> numbers = new ArrayList<>(common);
        if (type.equals("halving")) {
            numbers.add(Fields.orElse(at.child("factor"), FACTOR, 3L));
            numbers.add(Fields.orElse(at.child("minEpochs"), EPOCHS, 1L));
        }
        if (type.equals("tpe")) {
            numbers.add(Fields.orElse(at.child("startup"), TRIALS, 10L));
            numbers.add(Fields.orElse(at.child("batch"), BATCH, 2L));
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
