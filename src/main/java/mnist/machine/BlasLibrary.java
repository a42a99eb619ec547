package mnist.machine;

import com.sun.jna.Function;
import java.util.Locale;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * The library that computes the matrix products: the OpenBLAS that ND4J brings, on one thread, with the family of kernels that
 * was asked for or else the best that this processor has.
 *
 * <p>OpenBLAS chooses its code when it is loaded, by a list of processors that ends in 2021. So the choice is made for it,
 * before anything of ND4J is touched. And ND4J's own start gives it as many threads as there are cores, so the one thread is
 * set after that. A product on one thread is faster at these sizes, and its bits do not depend on the number of cores.
 *
 * @param vendor its name; another than {@code OpenBLAS} only where the user made JavaCPP load another
 * @param core the kind of processor whose code it runs, such as {@code SkylakeX}, or {@code unknown}
 * @param kernels the family that this code belongs to
 * @param threads how many it uses for one product
 */
public record BlasLibrary(String vendor, String core, Kernels kernels, int threads) {
    private static final String CORE_TYPE = "OPENBLAS_CORETYPE";
    private static final String JNA_FOLDERS = "jna.platform.library.path";
    private static Kernels requested;
    private static boolean started;

    /**
     * Asks for a family of kernels, before the first product of this process.
     *
     * @throws KernelsException if this processor cannot run it, or the process computes with another already
     */
    public static synchronized void request(Kernels family) {
        requested = family;
        if (started) {
            requireRequested();
        } else if (!family.runsOn(Cpu.current())) {
            throw new KernelsException(
                    ("kernels: this processor cannot run %s, found %s, expected AVX-512 (F, BW, DQ, VL) for"
                                    + " avx512 and AVX2 with FMA for avx2. Use another machine, or other kernels.")
                            .formatted(
                                    family.label(), Kernels.best(Cpu.current()).label()));
        }
    }

    /**
     * Loads the library, once; everything that computes calls this first.
     *
     * @throws KernelsException if {@code OPENBLAS_CORETYPE} forces other kernels than were asked for
     */
    public static synchronized void start() {
        if (!started) {
            UnsafeWarning.suppress();
            chooseKernels();
            Nd4j.getEnvironment().setMaxThreads(1);
            Nd4j.getEnvironment().setMaxMasterThreads(1);
            NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
            openblas_nolapack.blas_set_num_threads(1);
            started = true;
            requireRequested();
        }
    }

    /** Begins to load the library on a thread of its own, so that it takes no time of whoever has other work to do first. */
    public static void startAhead() {
        Thread thread = new Thread(BlasLibrary::start, "start");
        thread.setDaemon(true);
        // Whoever needs the library meets the same failure, and reports it.
        thread.setUncaughtExceptionHandler((failed, error) -> {});
        thread.start();
    }

    /** Returns what computes in this process, as the library itself reports it. */
    public static BlasLibrary current() {
        start();
        String core = findCore();
        return new BlasLibrary(findVendor(), core, Kernels.ofCore(core), openblas_nolapack.blas_get_num_threads());
    }

    /** A choice that the user has made in the environment stands. */
    private static void chooseKernels() {
        Kernels family = requested == null ? Kernels.best(Cpu.current()) : requested;
        if (System.getenv(CORE_TYPE) == null && !family.coreType().isEmpty()) {
            setEnvironment(CORE_TYPE, family.coreType());
        }
    }

    private static void requireRequested() {
        Kernels running = Kernels.ofCore(findCore());
        if (requested != null && requested != running) {
            String where = System.getenv(CORE_TYPE) == null ? "kernels" : CORE_TYPE + "=" + System.getenv(CORE_TYPE);
            throw new KernelsException("%s: this process computes with other kernels, found %s, expected %s. %s"
                    .formatted(where, running.label(), requested.label(), "Unset " + CORE_TYPE + ", or start again."));
        }
    }

    /** Sets a variable of this process, for the C library's {@code getenv}: Java has no call for it. */
    private static void setEnvironment(String name, String value) {
        // Without a list of folders JNA runs a program to find them, which takes a tenth of a second.
        if (System.getProperty(JNA_FOLDERS) == null) {
            System.setProperty(JNA_FOLDERS, "");
        }
        try {
            if (System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows")) {
                Function.getFunction("msvcrt", "_putenv").invokeInt(new Object[] {name + "=" + value});
            } else {
                Function.getFunction("c", "setenv").invokeInt(new Object[] {name, value, 1});
            }
        } catch (LinkageError e) {
            // A system without JNA's native part: OpenBLAS chooses by itself, and the record of the run says what.
            return;
        }
    }

    private static String findVendor() {
        return switch (openblas_nolapack.blas_get_vendor()) {
            case 2 -> "OpenBLAS";
            case 3 -> "MKL";
            default -> "unknown";
        };
    }

    /** Asks OpenBLAS by JNA, because JavaCPP's bindings leave this function out. */
    private static String findCore() {
        try {
            String library =
                    Loader.load(openblas_nolapack.class).replaceFirst("jniopenblas_nolapack", "openblas_nolapack");
            return Function.getFunction(library, "openblas_get_corename").invokeString(new Object[0], false);
        } catch (LinkageError | RuntimeException e) {
            // Another BLAS, or a system on which JNA does not work: a record with a gap is better than no run.
            return "unknown";
        }
    }
}
