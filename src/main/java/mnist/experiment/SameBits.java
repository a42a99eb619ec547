package mnist.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import mnist.machine.BlasLibrary;
import mnist.machine.Cpu;
import mnist.machine.Kernels;
import mnist.machine.KernelsException;
import mnist.storage.Provenance;
import mnist.storage.RunRecord;

/** Whether this process computes the same bits as the one that a run was begun by. */
public final class SameBits {
    private static final String UNKNOWN = "unknown";

    private SameBits() {}

    /**
     * Makes this process compute as the one that worked on a run before it, where it can. Must be called before anything is
     * computed, and before a checkpoint is read.
     *
     * @return each difference that remains, for a message; none if the run computed nothing yet
     */
    public static List<String> as(RunRecord record) {
        Optional<RunRecord.Part> before = record.lastComputed();
        if (before.isEmpty()) {
            return record.parts().isEmpty()
                    ? List.of("run.json does not say what computed the run")
                    : asAskedFor(record.last().portable());
        }
        List<String> differences = new ArrayList<>();
        Provenance provenance = before.get().provenance();
        int arithmetic = provenance == null ? 0 : provenance.arithmetic();
        if (arithmetic != Provenance.ARITHMETIC) {
            differences.add(otherArithmetic(Provenance.ARITHMETIC, arithmetic));
        }
        BlasLibrary expected = before.get().blas();
        BlasLibrary found = startAs(expected.kernels());
        if (!isSame(found, expected)) {
            differences.add(otherKernels(found, expected));
        }
        return differences;
    }

    /** Returns how the computation of a run's parts differs from that of the first part of another; empty if it does not. */
    public static List<String> between(RunRecord found, RunRecord expected) {
        Optional<RunRecord.Part> first = computed(expected).findFirst();
        return computed(found)
                .flatMap(part -> first.stream().flatMap(other -> differences(part, other).stream()))
                .distinct()
                .toList();
    }

    private static Stream<RunRecord.Part> computed(RunRecord run) {
        return run.parts().stream().filter(part -> part.blas() != null && part.provenance() != null);
    }

    private static List<String> differences(RunRecord.Part found, RunRecord.Part expected) {
        List<String> differences = new ArrayList<>();
        if (found.provenance().arithmetic() != expected.provenance().arithmetic()) {
            differences.add(otherArithmetic(
                    found.provenance().arithmetic(), expected.provenance().arithmetic()));
        }
        if (!isSame(found.blas(), expected.blas())) {
            differences.add(otherKernels(found.blas(), expected.blas()));
        }
        return differences;
    }

    private static String otherArithmetic(int found, int expected) {
        return "arithmetic of the program, found version %d, expected %d".formatted(found, expected);
    }

    private static String otherKernels(BlasLibrary found, BlasLibrary expected) {
        return "kernels, found %s, expected %s".formatted(describe(found), describe(expected));
    }

    private static List<String> asAskedFor(boolean portable) {
        if (portable && !startAs(Kernels.AVX2).kernels().equals(Kernels.AVX2)) {
            return List.of(
                    "kernels, found %s, expected %s".formatted(describe(BlasLibrary.current()), Kernels.AVX2.label()));
        }
        return List.of();
    }

    /** Asks for kernels; if they are not available, the result shows what this process computes with instead. */
    private static BlasLibrary startAs(Kernels kernels) {
        if (kernels != null && kernels.runsOn(Cpu.current())) {
            try {
                BlasLibrary.request(kernels);
                BlasLibrary.start();
            } catch (KernelsException e) {
                return BlasLibrary.current();
            }
        }
        return BlasLibrary.current();
    }

    /** Of kernels that belong to no family, each core computes its own bits. A record may lack some of it. */
    private static boolean isSame(BlasLibrary a, BlasLibrary b) {
        return Objects.equals(a.vendor(), b.vendor())
                && a.kernels() == b.kernels()
                && (a.kernels() != Kernels.OTHER || Objects.equals(a.core(), b.core()));
    }

    private static String describe(BlasLibrary library) {
        String family = library.kernels() == null ? UNKNOWN : library.kernels().label();
        return "%s (%s, %s)"
                .formatted(
                        family,
                        Objects.requireNonNullElse(library.vendor(), UNKNOWN),
                        Objects.requireNonNullElse(library.core(), UNKNOWN));
    }
}
