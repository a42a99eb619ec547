package mnist.nn;

import java.util.List;
import java.util.Locale;

/**
 * How the learning rate changes while a network is trained: a share of {@code optimizer.learningRate} for each step. It is a
 * function of the number of the step, so that a resumed training goes on with the same rate; {@code plateau} is one of the number of
 * plateaus.
 *
 * @param kind which function
 * @param warmup for how many epochs the rate first rises from 0 in equal steps, whatever the kind; e below counts from there
 * @param coefficients the numbers of the function
 */
public record Schedule(Kind kind, double warmup, Coefficients coefficients) {
    /** Linear, cosine: E, how many epochs after the start of the training the rate has come to its end. */
    public static final Coefficient EPOCHS = new Coefficient(
            "epochs",
            "Epochs after which the learning rate has come to its end, those of the warm-up included.",
            Interval.positive(1_000_000_000));

    /** Linear, cosine: the share that is left then. */
    public static final Coefficient END = new Coefficient(
                    "end", "The share of the learning rate that is left in the end.", Interval.upTo(1))
            .orElse(0);

    /** Exponential: what an epoch leaves of the share. */
    public static final Coefficient DECAY =
            new Coefficient("decay", "The share of the learning rate that an epoch leaves.", Interval.positive(1));

    /** Inverse-time: after how many epochs half of the rate is left. */
    public static final Coefficient HALVED_AFTER = new Coefficient(
            "halvedAfter",
            "Epochs after which half of the learning rate is left; a third is left after twice as many.",
            Interval.positive(1_000_000_000));

    /** Plateau: what a plateau leaves of the share. */
    public static final Coefficient FACTOR = new Coefficient(
                    "factor", "The share of the learning rate that a plateau leaves.", Interval.positive(1))
            .orElse(0.5);

    /** Plateau: how many epochs without a better figure are a plateau. */
    public static final Coefficient PATIENCE = new Coefficient(
                    "patience",
                    "Epochs without a better training.monitor that are a plateau.",
                    Interval.counts(Integer.MAX_VALUE))
            .orElse(10);

    /** The functions: the name that configs use, the numbers, and the share after e epochs. */
    public enum Kind {
        /** 1. */
        CONSTANT(List.of(), (s, e, plateaus) -> 1),
        /** {@code 1 - (1 - end) e/(E - warmup)}, and end from E epochs on. */
        LINEAR(List.of(EPOCHS, END), (s, e, plateaus) -> 1 - (1 - s.of(END)) * s.progress(e)),
        /** {@code decay^e}. */
        EXPONENTIAL(List.of(DECAY), (s, e, plateaus) -> StrictMath.pow(s.of(DECAY), e)),
        /** {@code end + (1 - end) (1 + cos(pi e/(E - warmup))) / 2}, and end from E epochs on (Loshchilov and Hutter 2017, without restarts). */
        COSINE(
                List.of(EPOCHS, END),
                (s, e, plateaus) -> s.of(END) + (1 - s.of(END)) * (1 + StrictMath.cos(Math.PI * s.progress(e))) / 2),
        /**
         * {@code 1 / (1 + e/halvedAfter)}: its sum over all steps is infinite, that of its squares is not, as Robbins and Monro
         * (1951) ask for (SOURCES S3).
         */
        INVERSE_TIME(List.of(HALVED_AFTER), (s, e, plateaus) -> 1 / (1 + e / s.of(HALVED_AFTER))),
        /** {@code factor^plateaus} (Nielsen, ch. 3, who halves it). */
        PLATEAU(List.of(FACTOR, PATIENCE), (s, e, plateaus) -> StrictMath.pow(s.of(FACTOR), plateaus));

        private final List<Coefficient> coefficients;
        private final Share share;

        Kind(List<Coefficient> coefficients, Share share) {
            this.coefficients = coefficients;
            this.share = share;
        }

        /** Returns the numbers of the function, which a config may set. */
        public List<Coefficient> coefficients() {
            return coefficients;
        }

        /** Returns the name that configs use, for example {@code "inverse-time"}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private interface Share {
        double after(Schedule schedule, double epochs, int plateaus);
    }

    /**
     * Returns the share of the learning rate that step t = 1, 2, … has.
     *
     * @param perEpoch steps of an epoch
     * @param plateaus how many there have been so far
     */
    public double share(long t, int perEpoch, int plateaus) {
        double rising = warmup * perEpoch;
        return t < rising ? t / rising : kind.share.after(this, Math.max(0, (t - 1 - rising) / perEpoch), plateaus);
    }

    /** Returns whether so many epochs without a better figure complete another plateau. */
    public boolean isPlateau(int epochsWithoutBetter) {
        return kind == Kind.PLATEAU && epochsWithoutBetter > 0 && epochsWithoutBetter % (int) of(PATIENCE) == 0;
    }

    /** Returns how much of its way a rate has gone after e epochs, in [0, 1]. */
    private double progress(double e) {
        return Math.min(1, e / (of(EPOCHS) - warmup));
    }

    private double of(Coefficient coefficient) {
        return coefficients.of(coefficient);
    }
}
