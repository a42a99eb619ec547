package mnist.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelsTest {
    private static Cpu cpu(String flags) {
        return new Cpu("made up", List.of(flags.split(" ")), 2);
    }

    @ParameterizedTest
    @CsvSource({
        "AVX512, avx2 avx512bw avx512dq avx512f avx512vl fma",
        "AVX2,   avx2 avx512bw avx512dq avx512f fma",
        "AVX2,   avx2 fma",
        "OTHER,  avx2",
        "OTHER,  asimd sve"
    })
    void theBestFamilyNeedsAllOfItsInstructions(Kernels best, String flags) {
        assertEquals(best, Kernels.best(cpu(flags)));
    }

    @ParameterizedTest
    @CsvSource({
        "SkylakeX, AVX512",
        "Cooperlake, AVX512",
        "Haswell, AVX2",
        "Zen, AVX2",
        "ZEN, AVX2",
        "Sandybridge, OTHER"
    })
    void coresWithTheSameBitsAreOneFamily(String core, Kernels family) {
        assertEquals(family, Kernels.ofCore(core));
    }

    @Test
    void portableKernelsRunOnProcessorsWithMore() {
        assertTrue(Kernels.AVX2.runsOn(cpu("avx2 avx512bw avx512dq avx512f avx512vl fma")));
        assertFalse(Kernels.AVX512.runsOn(cpu("avx2 fma")));
    }
}
