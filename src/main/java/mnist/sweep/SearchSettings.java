package mnist.sweep;

/**
 * How a sweep chooses its points. All that a search does is a function of these settings and of the results.
 */
public sealed interface SearchSettings {
    /** Returns the name that specs use. */
    String type();

    /** Every combination of the listed values, the last parameter varying fastest. */
    record Grid() implements SearchSettings {
        @Override
        public String type() {
            return "grid";
        }
    }

    /**
     * Points drawn independently.
     *
     * @param trials how many
     * @param seed of the draws
     */
    record Random(int trials, long seed) implements SearchSettings {
        @Override
        public String type() {
            return "random";
        }
    }

    /**
     * Synchronous successive halving (Jamieson and Talwalkar 2016): random points are trained for a few epochs, and the
     * best of them are kept, for {@code factor} times as many, until the config's number of epochs is reached.
     *
     * @param trials how many points begin
     * @param seed of the draws
     * @param factor of each {@code factor} points the best is kept
     * @param minEpochs how long all of them are trained
     */
    record Halving(int trials, long seed, int factor, int minEpochs) implements SearchSettings {
        @Override
        public String type() {
            return "halving";
        }
    }

    /**
     * The tree-structured Parzen estimator (Bergstra, Bardenet, Bengio and Kégl 2011).
     *
     * @param trials how many points
     * @param seed of the draws
     * @param startup how many of them are drawn at random before the model is asked
     * @param batch how many are proposed at a time, from the results of all before them; they can run side by side
     */
    record Tpe(int trials, long seed, int startup, int batch) implements SearchSettings {
        @Override
        public String type() {
            return "tpe";
        }
    }
}
