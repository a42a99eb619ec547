package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipFile;
import mnist.Tool;
import mnist.data.Dataset;
import mnist.experiment.EvaluationReport;
import mnist.experiment.Subject;
import mnist.nn.Activation;
import mnist.training.Answers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exported networks, run and read by the programs that they are for. */
class ExportCommandTest {
    @TempDir
    private static Path folder;

    private static Path config;

    @BeforeAll
    static void writeConfig() {
        config = SmallExperiment.write(folder);
    }

    private static Path export(Path run, String format) {
        Path file = folder.resolve("network." + format);
        String out = CliRunner.succeed("export", run, "--format", format, "--out", file);
        assertEquals("network  " + file + "\n", out.replace("\r", ""));
        return file;
    }

    private static Answers answers(Path run) {
        Subject.Source source = Subject.Source.read(run, Optional.empty());
        return Subject.load(source, Optional.empty(), EvaluationReport.Part.TEST, warning -> {})
                .answers();
    }

    @Test
    void onnxRuntimeGivesEveryTestImageTheSameClassAndProbabilities() throws OrtException {
        Path run = RealRun.directory();
        Answers answers = answers(run);
        assertEquals(10_000, answers.examples().size());
        assertSame(answers, export(run, "onnx"));
    }

    @ParameterizedTest
    @CsvSource({
        "'[\"tanh\",\"relu\"]', softmax, cross-entropy, standardise",
        "'[\"softplus\",\"gelu\"]', sigmoid, cross-entropy, centre-pixels",
        "'[\"identity\",\"sigmoid\"]', identity, squared-error, scale"
    })
    void everyActivationAndPreprocessingIsPartOfTheGraph(String hidden, String output, String cost, String preprocess)
            throws OrtException {
        Path run = folder.resolve(preprocess);
        SmallExperiment.train(
                config,
                run,
                "--set",
                "network.layers=[36,8,5,3]",
                "--set",
                "network.hidden=" + hidden,
                "--set",
                "network.output=" + output,
                "--set",
                "cost=" + cost,
                "--set",
                "data.preprocess=" + preprocess,
                "--set",
                "optimizer.learningRate=0.1");
        assertSame(answers(run), export(run, "onnx"));
    }

    @Test
    void onnxRuntimeKnowsEveryActivationOfAHiddenLayer() throws OrtException {
        List<String> hidden = Arrays.stream(Activation.values())
                .filter(Activation::canBeHidden)
                .map(activation -> '"' + activation.label() + '"')
                .toList();
        Path run = folder.resolve("activations");
        SmallExperiment.train(
                config,
                run,
                "--set",
                "network.layers=[36%s,3]".formatted(",8".repeat(hidden.size())),
                "--set",
                "network.hidden=" + hidden);
        assertSame(answers(run), export(run, "onnx"));
    }

    private static void assertSame(Answers answers, Path model) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        Dataset examples = answers.examples();
        long[] shape = {examples.size(), examples.pixels()};
        try (OrtSession session = environment.createSession(model.toString());
                OnnxTensor pixels = OnnxTensor.createTensor(environment, pixels(examples), shape, OnnxJavaType.UINT8);
                OrtSession.Result result = session.run(Map.of("pixels", pixels))) {
            float[][] outputs = (float[][]) result.get("outputs").orElseThrow().getValue();
            long[] classes = (long[]) result.get("class").orElseThrow().getValue();
            for (int i = 0; i < outputs.length; i++) {
                for (int k = 0; k < outputs[i].length; k++) {
                    assertEquals(answers.outputs()[i][k], outputs[i][k], 1e-5, "example " + i);
                }
                assertEquals(answers.answer(i), classes[i], "example " + i);
            }
            assertEquals(examples.size(), outputs.length);
        }
    }

    private static ByteBuffer pixels(Dataset examples) {
        ByteBuffer pixels = ByteBuffer.allocateDirect(examples.size() * examples.pixels());
        for (int i = 0; i < examples.size(); i++) {
            for (int p = 0; p < examples.pixels(); p++) {
                pixels.put((byte) examples.pixel(i, p / examples.columns(), p % examples.columns()));
            }
        }
        return pixels.flip();
    }

    @Test
    void npzHasTheArraysOfTheCheckpointInNumPysFormat() throws IOException {
        Path run = folder.resolve("arrays");
        SmallExperiment.train(config, run);
        float[] biases = Subject.Source.read(run, Optional.empty())
                .checkpoint()
                .network()
                .biases(1)
                .dup()
                .data()
                .asFloat();
        try (ZipFile zip = new ZipFile(export(run, "npz").toFile())) {
            byte[] npy = zip.getInputStream(zip.getEntry("0.bias.npy")).readAllBytes();
            String head = "{'descr': '<f4', 'fortran_order': False, 'shape': (8,), }";
            byte[] expected = ("\u0093NUMPY\u0001\u0000\u0076\u0000" + head + " ".repeat(0x76 - head.length() - 1)
                            + "\n")
                    .getBytes(StandardCharsets.ISO_8859_1);
            assertArrayEquals(expected, Arrays.copyOf(npy, 128));
            float[] values = new float[8];
            ByteBuffer.wrap(npy, 128, 32)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(values);
            assertArrayEquals(biases, values);
            assertEquals(160, npy.length);
            String written =
                    new String(zip.getInputStream(zip.getEntry("config.json")).readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(
                    Files.readString(run.resolve("config.json"))
                            .lines()
                            .limit(3)
                            .toList(),
                    written.lines().limit(3).toList());
        }
    }

    @Test
    void numPyReadsTheNpz() throws Exception {
        Path run = folder.resolve("numpy");
        SmallExperiment.train(config, run, "--set", "data.preprocess=standardise");
        Tool.Result python = Tool.run(
                new ProcessBuilder("python3", "-c", """
                import sys
                try:
                    import numpy
                except ImportError:
                    sys.exit("no numpy")
                arrays = numpy.load(sys.argv[1])
                print({name: arrays[name].shape for name in arrays.files if name != "config.json"})
                """, export(run, "npz").toString()).redirectErrorStream(true));
        String printed = python.out().strip();
        assumeTrue(python.exitCode() == 0, printed);
        for (String array :
                new String[] {"'0.weight': (8, 36)", "'0.bias': (8,)", "'2.weight': (3, 8)", "'preprocess.mean': (1,)"
                }) {
            assertTrue(printed.contains(array), printed);
        }
    }
}
