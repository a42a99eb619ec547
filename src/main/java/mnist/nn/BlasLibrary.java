package mnist.nn;

/**
 * Which library computes the products, for the record of a run.
 *
 * @param vendor its name
 * @param core the processor that its code was told to assume, or {@code detected} where it looked for itself
 * @param threads how many it uses for one product
 */
public record BlasLibrary(String vendor, String core, int threads) {
    /** Returns what {@code nn} uses in this process. */
    public static BlasLibrary current() {
        String core = System.getenv().getOrDefault("OPENBLAS_CORETYPE", "detected");
        return new BlasLibrary(Blas.vendor(), core, Blas.threads());
    }
}
