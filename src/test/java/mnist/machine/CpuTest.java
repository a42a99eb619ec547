package mnist.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class CpuTest {
    @Test
    void modelAndFlagsAreThoseOfTheFirstProcessor() {
        List<String> lines = List.of(
                "processor\t: 0",
                "model name\t: Made-up CPU @ 2.00GHz: fast",
                "flags\t\t: fpu sse4_2 fma avx2 avx512f avx512_unheard_of",
                "",
                "processor\t: 1",
                "model name\t: Another",
                "flags\t\t: amx_tile");
        assertEquals(
                new Cpu("Made-up CPU @ 2.00GHz: fast", List.of("avx2", "avx512f", "fma", "sse4_2"), 2),
                Cpu.ofLinux(lines, 2));
    }

    @Test
    void armProcessorsHaveFeatures() {
        List<String> lines = List.of("processor\t: 0", "Features\t: fp asimd crc32 sve", "CPU part\t: 0xd40");
        assertEquals(new Cpu("unknown", List.of("asimd", "sve"), 4), Cpu.ofLinux(lines, 4));
    }

    @Test
    void whatTheSystemDoesNotTellIsUnknown() {
        assertEquals(new Cpu("unknown", List.of(), 1), Cpu.ofLinux(List.of(), 1));
    }
}
