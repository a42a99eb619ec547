package mnist.sweep;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mnist.json.Located;
import mnist.json.NumberTypes;
import mnist.json.WordTypes;

/**
 * How a sweep chooses its points. All that a search does is a function of these settings and of the results. In a spec each is
 * an object with its {@code type}, and with the components of its record by their names.
 */
public sealed interface SearchSettings {
    /** Every combination of the listed values, the last parameter varying fastest. */
    record Grid() implements SearchSettings {}

    /**
     * Points drawn independently.
     *
     * @param trials how many
     * @param seed of the draws
     */
    record Random(int trials, long seed) implements SearchSettings {}

    /**
     * Synchronous successive halving (Jamieson and Talwalkar 2016): random points are trained for a few epochs, and the
     * best of them are kept, for {@code factor} times as many, until the config's number of epochs is reached.
     *
     * @param trials how many points begin
     * @param seed of the draws
     * @param factor of each {@code factor} points the best is kept
     * @param minEpochs how long all of them are trained
     */
    record Halving(int trials, long seed, int factor, int minEpochs) implements SearchSettings {}

    /**
     * The tree-structured Parzen estimator (Bergstra, Bardenet, Bengio and Kégl 2011).
     *
     * @param trials how many points
     * @param seed of the draws
     * @param startup how many of them are drawn at random before the model is asked
     * @param batch how many are proposed at a time, from the results of all before them; they can run side by side
     */
    record Tpe(int trials, long seed, int startup, int batch) implements SearchSettings {}

    /** The searches by the names that specs use. */
    enum Type {
        /** {@link Grid}. */
        GRID("grid", Grid.class),
        /** {@link Random}. */
        RANDOM("random", Random.class),
        /** {@link Halving}. */
        HALVING("halving", Halving.class),
        /** {@link Tpe}. */
        TPE("tpe", Tpe.class);

        private static final WordTypes.Name<Type> NAMES = new WordTypes.Name<>(List.of(values()), type -> type.label);
        private static final NumberTypes.Whole TRIALS = new NumberTypes.Whole(1, Candidates.MOST);
        private static final NumberTypes.Whole SEED = new NumberTypes.Whole(Long.MIN_VALUE, Long.MAX_VALUE);
        private static final NumberTypes.Whole FACTOR = new NumberTypes.Whole(2, 100);
        private static final NumberTypes.Whole EPOCHS = new NumberTypes.Whole(1, Integer.MAX_VALUE);
        private static final NumberTypes.Whole BATCH = new NumberTypes.Whole(1, 1000);

        private final String label;
        private final Class<? extends SearchSettings> settings;

        Type(String label, Class<? extends SearchSettings> settings) {
            this.label = label;
            this.settings = settings;
        }

        private SearchSettings read(Located at) {
            at.checkNames(Stream.concat(
                            Stream.of("type"),
                            Arrays.stream(settings.getRecordComponents()).map(RecordComponent::getName))
                    .toList());
            if (this == GRID) {
                return new Grid();
            }
            int trials = (int) number(at.child("trials").required(TRIALS));
            long seed = number(at.child("seed").orElse(SEED, 1L));
            return switch (this) {
                case HALVING ->
                    new Halving(trials, seed, (int) number(at.child("factor").orElse(FACTOR, 3L)), (int)
                            number(at.child("minEpochs").orElse(EPOCHS, 1L)));
                case TPE ->
                    new Tpe(trials, seed, (int) number(at.child("startup").orElse(TRIALS, 10L)), (int)
                            number(at.child("batch").orElse(BATCH, 2L)));
                default -> new Random(trials, seed);
            };
        }

        /** What is wrong is reported already, and nothing is made of the spec. */
        private static long number(Optional<Long> value) {
            return value.orElse(0L);
        }
    }

    /** Returns the name that specs use. */
    default String type() {
        return Arrays.stream(Type.values())
                .filter(type -> type.settings == getClass())
                .findFirst()
                .orElseThrow()
                .label;
    }

    /** Reads them, and reports what is wrong; nothing if it is not even known which search is meant. */
    static Optional<SearchSettings> read(Located at) {
        return at.isObject("{\"type\": \"random\", \"trials\": 60}")
                ? at.child("type").required(Type.NAMES).map(type -> type.read(at))
                : Optional.empty();
    }
}
