package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mnist.json.Json;
import mnist.machine.Cpu;
import mnist.machine.Kernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run gives these very bits on every x86-64 machine, whatever its cores and its environment. */
class SameBitsTest {
    /** SHA-256 of the tensors of {@code configs/smoke.json}; the page on reproducibility prints them, too. */
    private static final Map<Kernels, String> SMOKE = Map.of(
            Kernels.AVX2, "e384a046a1123ad0f953272a2918d3c23dab9903b43dc066f9bbead17504d3a2",
            Kernels.AVX512, "9e936106f8843a2df8104821a2502c56235c9fc0e1d486a7671008d9a539293e");

    @TempDir
    private Path folder;

    @Test
    void aPortableRunHasTheBitsOfAvx2() throws Exception {
        assumeTrue(Kernels.AVX2.runsOn(Cpu.current()), "no AVX2 here");
        assertEquals(SMOKE.get(Kernels.AVX2), trained(Kernels.AVX2, Map.of("OMP_NUM_THREADS", "3"), "--portable"));
    }

    @Test
    void aRunOnAvx512HasTheBitsOfAvx512() throws Exception {
        assumeTrue(Kernels.AVX512.runsOn(Cpu.current()), "no AVX-512 here");
        assertEquals(SMOKE.get(Kernels.AVX512), trained(Kernels.AVX512, Map.of()));
    }

    /** Older and newer names for the same code give the same bits. */
    @Test
    void theKernelsOfZenHaveTheBitsOfAvx2() throws Exception {
        assumeTrue(Kernels.AVX2.runsOn(Cpu.current()), "no AVX2 here");
        assertEquals(SMOKE.get(Kernels.AVX2), trained(Kernels.AVX2, Map.of("OPENBLAS_CORETYPE", "Zen")));
    }

    @Test
    void aPortableRunFromACheckpointHasTheBitsOfAvx2() throws Exception {
        assumeTrue(Kernels.AVX2.runsOn(Cpu.current()), "no AVX2 here");
        trained(Kernels.AVX2, Map.of(), "--portable");
        Files.move(folder.resolve("run"), folder.resolve("from"));
        String[] options = {"--from", folder.resolve("from").toString(), "--force", "--portable"};
        String portable = trained(Kernels.AVX2, Map.of(), options);
        assertEquals(
                trained(Kernels.AVX2, Map.of("OPENBLAS_CORETYPE", "Haswell"), Arrays.copyOf(options, 3)), portable);
    }

    /** What killed it left no more than the spec, as a plan does. */
    @Test
    void aSweepThatWasKilledBeforeItsFirstTrialIsResumedAsPortableAsItWasBegun() throws Exception {
        assumeTrue(Kernels.AVX2.runsOn(Cpu.current()), "no AVX2 here");
        Path spec = Files.writeString(folder.resolve("spec.json"), """
                { "base": "%s", "search": { "type": "grid" },
                  "parameters": { "training.seed": { "choice": [1, 2] } } }
                """.formatted(
                        SmallTraining.write(folder).toString().replace("\\", "\\\\")));
        Path sweep = folder.resolve("sweep");
        CliRunner.Result plan = CliRunner.run("sweep", "--spec", spec, "--plan", "--portable", "--out", sweep);
        assertEquals(
                2,
                plan.out().lines().filter(line -> line.contains(" --portable ")).count(),
                plan.out());
        try (MnistProcess process = MnistProcess.start(folder, "sweep", "--resume", sweep, "-q")) {
            assertEquals(0, process.finish(), process.err());
        }
        try (Stream<Path> trials = Files.list(sweep.resolve("trials"))) {
            for (Path trial : trials.toList()) {
                JsonNode part = Json.parseStrict(Files.readString(trial.resolve("run.json")))
                        .at("/parts/0");
                assertTrue(part.get("portable").booleanValue(), part.toString());
                assertEquals("avx2", part.at("/blas/kernels").textValue());
            }
        }
    }

    private String trained(Kernels kernels, Map<String, String> environment, String... options) throws Exception {
        List<String> command = new ArrayList<>(MnistProcess.java());
        Path run = folder.resolve("run");
        command.addAll(List.of(
                Main.class.getName(), "train", "--config", "configs/smoke.json", "--out", run.toString(), "-q"));
        command.addAll(Arrays.asList(options));
        try (MnistProcess process = MnistProcess.start(folder, command, environment)) {
            assertEquals(0, process.finish(), process.err());
        }
        String recorded = Json.parseStrict(Files.readString(run.resolve("run.json")))
                .at("/parts/0/blas/kernels")
                .textValue();
        assertEquals(kernels.label(), recorded);
        return tensors(run.resolve("last.safetensors"));
    }

    /** Returns the SHA-256 of what follows a checkpoint's header, whose length stands first. */
    private static String tensors(Path checkpoint)
            throws IOException, ReflectiveOperationException, java.security.GeneralSecurityException {
        byte[] file = Files.readAllBytes(checkpoint);
        int header = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update(file, Long.BYTES + header, file.length - Long.BYTES - header);
        return HexFormat.of().formatHex(sha256.digest());
    }
}
