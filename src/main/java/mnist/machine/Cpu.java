package mnist.machine;

import com.sun.jna.Function;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The processor: BLAS chooses its code, and so the last bits of a result, by what it finds here.
 *
 * @param model as the operating system names it, or {@code unknown}
 * @param flags the vector instructions that it has, sorted; empty where the system does not tell
 * @param processors how many the program may use
 */
public record Cpu(String model, List<String> flags, int processors) {
    static final String UNKNOWN = "unknown";

    private static final Path LINUX = Path.of("/proc/cpuinfo");
    private static final int WINDOWS_AVX2 = 40;
    private static final int WINDOWS_AVX512F = 41;
    /** The instructions that OpenBLAS and oneDNN tell processors apart by, x86 and then ARM. */
    private static final Set<String> OF_INTEREST = Set.of(
            "sse4_1 sse4_2 avx f16c fma avx2 avx512f avx512bw avx512cd avx512dq avx512vl avx512_vnni avx512_bf16 "
                    .concat("avx512_fp16 avx_vnni amx_tile amx_bf16 asimd asimdhp asimddp bf16 sve sve2 i8mm")
                    .split(" "));

    /** Makes the record; the flags are copied. */
    public Cpu {
        flags = flags == null ? List.of() : List.copyOf(flags);
    }

    /** Asked once: on some systems another program has to be run to name the processor. */
    private static final class Here {
        static final Cpu CURRENT = ask();
    }

    /** Returns the processor of this machine. */
    public static Cpu current() {
        return Here.CURRENT;
    }

    private static Cpu ask() {
        int processors = Runtime.getRuntime().availableProcessors();
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (system.contains("mac")) {
            String model = known(output("sysctl", "-n", "machdep.cpu.brand_string"));
            return new Cpu(
                    model,
                    flags(output("sysctl", "-n", "machdep.cpu.features", "machdep.cpu.leaf7_features")),
                    processors);
        }
        if (system.contains("windows")) {
            return new Cpu(known(System.getenv("PROCESSOR_IDENTIFIER")), windowsFlags(), processors);
        }
        try {
            return ofLinux(Files.isReadable(LINUX) ? Files.readAllLines(LINUX) : List.of(), processors);
        } catch (IOException e) {
            return new Cpu(UNKNOWN, List.of(), processors);
        }
    }

    /** Reads the first processor of {@code /proc/cpuinfo}: the lines are {@code name : value}. */
    static Cpu ofLinux(List<String> lines, int processors) {
        return new Cpu(
                known(value(lines, "model name")),
                flags(value(lines, "flags") + " " + value(lines, "Features")),
                processors);
    }

    private static List<String> flags(String words) {
        return List.of(words.toLowerCase(Locale.ROOT).split("\\s+")).stream()
                .filter(OF_INTEREST::contains)
                .sorted()
                .toList();
    }

    /** Windows reports no more than these; a processor that it runs on with AVX-512F has BW, DQ and VL, too. */
    private static List<String> windowsFlags() {
        try {
            Function isPresent = Function.getFunction("kernel32", "IsProcessorFeaturePresent");
            boolean avx2 = isPresent.invokeInt(new Object[] {WINDOWS_AVX2}) != 0;
            boolean avx512 = isPresent.invokeInt(new Object[] {WINDOWS_AVX512F}) != 0;
            return flags((avx2 ? "avx2 fma " : "") + (avx512 ? "avx512f avx512bw avx512dq avx512vl" : ""));
        } catch (LinkageError e) {
            return List.of();
        }
    }

    private static String value(List<String> lines, String name) {
        return lines.stream()
                .map(line -> line.split(":", 2))
                .filter(parts -> parts.length == 2 && parts[0].strip().equals(name))
                .map(parts -> parts[1].strip())
                .findFirst()
                .orElse("");
    }

    private static String known(String text) {
        return text == null || text.isBlank() ? UNKNOWN : text.strip();
    }

    /** Returns what a command prints, or nothing if it is not there, fails or does not end soon. */
    private static String output(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "";
            }
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
