package mnist.nn;

import java.util.Locale;

/**
 * How the learning rate changes while a network is trained: a share of {@code optimizer.learningRate} for each step. It is a
 * function of the number of the step, so that a training that is resumed goes on with the same rate; {@code plateau} besides of
 * how often the validation has stood still.
 *
 * @param kind which function
 * @param warmup for how many epochs the rate first rises from 0 in equal steps, whatever the kind; e below counts from there
 * @param epochs linear, cosine: how many epochs after the start of the training the rate has come to its end
 * @param end linear, cosine: the share that is left then
 * @param decay exponential: what an epoch leaves of the share
 * @param halvedAfter inverse-time: after how many epochs half of the rate is left
 * @param factor plateau: what a plateau leaves of the share
 * @param patience plateau: how many epochs without a better figure are a plateau
 */
public record Schedule(
        Kind kind,
        double warmup,
        double epochs,
        double end,
        double decay,
        double halvedAfter,
        double factor,
        int patience) {
    /** The same rate for every step. */
    public static final Schedule CONSTANT = new Schedule(Kind.CONSTANT, 0, 0, 0, 0, 0, 0, 0);

    /** The functions: the share after e epochs, by the name that configs use. */
    public enum Kind {
        /** 1. */
        CONSTANT((s, e, plateaus) -> 1),
        /** {@code 1 - (1 - end) e/E}, and end from E epochs on. */
        LINEAR((s, e, plateaus) -> 1 - (1 - s.end) * s.progress(e)),
        /** {@code decay^e}. */
        EXPONENTIAL((s, e, plateaus) -> StrictMath.pow(s.decay, e)),
        /** {@code end + (1 - end) (1 + cos(pi e/E)) / 2}, and end from E epochs on (Loshchilov and Hutter 2017). */
        COSINE((s, e, plateaus) -> s.end + (1 - s.end) * (1 + StrictMath.cos(Math.PI * s.progress(e))) / 2),
        /**
         * {@code 1 / (1 + e/halvedAfter)}: its sum over all steps is infinite, that of its squares is not, as Robbins and Monro
         * (1951) ask for (SOURCES S3).
         */
        INVERSE_TIME((s, e, plateaus) -> 1 / (1 + e / s.halvedAfter)),
        /** {@code factor^plateaus} (Nielsen, ch. 3, who halves it). */
        PLATEAU((s, e, plateaus) -> StrictMath.pow(s.factor, plateaus));

        private final Share share;

        Kind(Share share) {
            this.share = share;
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
        return kind == Kind.PLATEAU && epochsWithoutBetter > 0 && epochsWithoutBetter % patience == 0;
    }

    /** Returns how much of its way a rate has gone after e epochs, in [0, 1]. */
    private double progress(double e) {
        return Math.min(1, e / (epochs - warmup));
    }
}
