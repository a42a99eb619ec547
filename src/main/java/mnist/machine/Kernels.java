package mnist.machine;

import java.util.Collection;
import java.util.Set;

/**
 * The families of OpenBLAS' code for matrix products. Every processor that runs one family computes the same bits with it,
 * and two families differ in the last ones, because they add up a product in different orders.
 */
public enum Kernels {
    /** For x86-64 with AVX-512. */
    AVX512(
            "avx512",
            "SkylakeX",
            Set.of("SkylakeX", "Cooperlake"),
            Set.of("avx512f", "avx512bw", "avx512dq", "avx512vl")),
    /** For x86-64 with AVX2 and fused multiply-add: what {@code --portable} runs, because nearly every machine can. */
    AVX2("avx2", "Haswell", Set.of("Haswell", "Zen"), Set.of("avx2", "fma")),
    /** What OpenBLAS itself chooses, on older processors and on other architectures; nothing is promised of its bits. */
    OTHER("other", "", Set.of(), Set.of());

    private final String label;
    private final String coreType;
    private final Set<String> cores;
    private final Set<String> instructions;

    Kernels(String label, String coreType, Set<String> cores, Set<String> instructions) {
        this.label = label;
        this.coreType = coreType;
        this.cores = cores;
        this.instructions = instructions;
    }

    /** Returns the name in {@code run.json} and in messages, for example {@code "avx2"}. */
    public String label() {
        return label;
    }

    /** Returns the value of {@code OPENBLAS_CORETYPE} that chooses this family, or nothing to leave the choice alone. */
    String coreType() {
        return coreType;
    }

    /** Returns whether a processor with these instructions can run this family. */
    public boolean runsOn(Cpu cpu) {
        return cpu.flags().containsAll(instructions);
    }

    /** Returns the family to run on a processor unless another is asked for: the one with the widest instructions. */
    static Kernels best(Cpu cpu) {
        return AVX512.runsOn(cpu) ? AVX512 : AVX2.runsOn(cpu) ? AVX2 : OTHER;
    }

    /** Returns the family of a processor type as OpenBLAS names it, in whatever case. */
    static Kernels ofCore(String core) {
        for (Kernels family : values()) {
            if (has(family.cores, core)) {
                return family;
            }
        }
        return OTHER;
    }

    private static boolean has(Collection<String> names, String name) {
        return names.stream().anyMatch(name::equalsIgnoreCase);
    }
}
