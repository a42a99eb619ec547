package mnist.nn;

import com.sun.jna.Function;
import java.io.File;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * Which library computes the products, for the record of a run.
 *
 * @param vendor its name
 * @param core the kind of processor whose code it runs, such as {@code SkylakeX}, or {@code unknown}: other code may round
 *     differently
 * @param threads how many it uses for one product
 */
public record BlasLibrary(String vendor, String core, int threads) {
    private static final String CORE = findCore();

    /** Returns what {@code nn} uses in this process. */
    public static BlasLibrary current() {
        return new BlasLibrary(Blas.vendor(), CORE, Blas.threads());
    }

    /** Asks OpenBLAS by JNA, because JavaCPP's bindings leave this function out. */
    private static String findCore() {
        try {
            File folder = new File(Loader.load(openblas_nolapack.class)).getParentFile();
            File[] libraries = folder.listFiles((where, name) -> name.matches("(lib)?openblas_nolapack\\..*"));
            return Function.getFunction(libraries[0].getPath(), "openblas_get_corename")
                    .invokeString(new Object[0], false);
        } catch (RuntimeException | LinkageError e) {
            // Another BLAS, or a system on which JNA does not work: a record with a gap is better than no training.
            return "unknown";
        }
    }
}
