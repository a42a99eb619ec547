package mnist.exchange;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mnist.data.Preprocessing;
import mnist.nn.Activation;
import mnist.nn.Architecture;
import mnist.storage.AtomicFile;
import mnist.storage.Checkpoint;
import mnist.storage.CheckpointFile;
import mnist.storage.Provenance;
import mnist.storage.StorageException;
import mnist.storage.Tensor;

/**
 * A network as an ONNX graph, for whatever runs those. Its input {@code pixels} is {@code (N, n_0)} bytes as the data files have
 * them, one image a row; the preprocessing is part of the graph. Its outputs are {@code outputs}, {@code (N, n_L)} float32, and
 * {@code class}, the number of the largest of each row.
 *
 * <pre>{@code
 * A^0 = Cast(pixels) * unit + shift     Mul, Add
 * Z^l = A^(l-1) W^lT + b^l              Gemm with transB: one example a row here, so W^l is transposed
 * A^l = sigma(Z^l)
 * }</pre>
 *
 * <p>Only operators of opset 13, of 2020, are used. The format's messages, of its {@code onnx.proto}, are written field by field: there
 * is no library for Java that writes them but the classes that protoc generates, with their own runtime of 1.7 MB.
 */
public final class OnnxFile {
    private static final int IR_VERSION = 7;
    private static final int OPSET = 13;

    /** The kind of an attribute that is a whole number. */
    private static final int WHOLE = 2;

    private static final int FLOAT = 1;
    private static final int UINT8 = 2;
    private static final int INT64 = 7;

    private final ProtobufMessage graph = new ProtobufMessage();
    private final List<ProtobufMessage> nodes = new ArrayList<>();

    private OnnxFile() {}

    /**
     * Writes a checkpoint's network as a whole or not at all. The same network gives the same bytes.
     *
     * @throws StorageException if the file cannot be written
     */
    public static void write(Path file, Checkpoint checkpoint) {
        byte[] model = new OnnxFile().model(checkpoint);
        AtomicFile.write(file, out -> out.write(model));
    }

    private byte[] model(Checkpoint checkpoint) {
        Architecture architecture = checkpoint.network().architecture();
        String a = preprocess(checkpoint.preprocessing(), architecture.size(0));
        List<Tensor> tensors = CheckpointFile.tensorsOf(checkpoint.network());
        for (int l = 1; l <= architecture.layers(); l++) {
            Tensor weight = tensors.get(2 * (l - 1));
            Tensor bias = tensors.get(2 * (l - 1) + 1);
            initializer(weight);
            initializer(bias);
            ProtobufMessage transB = whole("transB", 1);
            String z = node("Gemm", "z" + l, List.of(transB), a, weight.name(), bias.name());
            a = activate(architecture.activation(l), z, l == architecture.layers() ? "outputs" : "a" + l);
        }
        ProtobufMessage axis = whole("axis", 1);
        ProtobufMessage keep = whole("keepdims", 0);
        node("ArgMax", "class", List.of(axis, keep), a);
        nodes.forEach(node -> graph.message(1, node));
        graph.text(2, "mnist")
                .message(11, value("pixels", UINT8, architecture.size(0)))
                .message(12, value("outputs", FLOAT, architecture.size(architecture.layers())))
                .message(12, value("class", INT64));
        return new ProtobufMessage()
                .number(1, IR_VERSION)
                .text(2, "mnist")
                .text(3, Provenance.Program.read().version())
                .message(7, graph)
                .message(8, new ProtobufMessage().text(1, "").number(2, OPSET))
                .toBytes();
    }

    private String preprocess(Preprocessing how, int pixels) {
        ProtobufMessage to = whole("to", FLOAT);
        String bytes = node("Cast", "bytes", List.of(to), "pixels");
        String scaled = node("Mul", "scaled", List.of(), bytes, constant("unit", (float) how.unit()));
        if (how.mean().length == 0) {
            return scaled;
        }
        float[] shifts = new float[pixels];
        for (int i = 0; i < pixels; i++) {
            shifts[i] = (float) how.shift(i);
        }
        initializer(new Tensor("shift", List.of(pixels), shifts));
        return node("Add", "a0", List.of(), scaled, "shift");
    }

    private String activate(Activation activation, String z, String a) {
        return switch (activation) {
            case GELU -> gelu(z, a);
            case STEP -> step(z, a);
            default -> node(operator(activation.label()), a, List.of(), z);
        };
    }

    /** ONNX calls its operators as configs do, but with a capital letter: {@code Sigmoid}, {@code Softmax}. */
    private static String operator(String label) {
        return label.substring(0, 1).toUpperCase(Locale.ROOT) + label.substring(1);
    }

    /** {@code z Phi(z) = z/2 (1 + erf(z / sqrt 2))}; an operator of its own came with opset 20. */
    private String gelu(String z, String a) {
        String erf = node("Erf", a + ".erf", List.of(), node("Mul", a + ".x", List.of(), z, constant(a + ".c", (float)
                Math.sqrt(0.5))));
        String twice = node("Add", a + ".twice", List.of(), erf, constant(a + ".one", 1));
        String half = node("Mul", a + ".half", List.of(), z, constant(a + ".0.5", 0.5f));
        return node("Mul", a, List.of(), half, twice);
    }

    private String step(String z, String a) {
        ProtobufMessage to = whole("to", FLOAT);
        return node("Cast", a, List.of(to), node("GreaterOrEqual", a + ".on", List.of(), z, constant(a + ".zero", 0)));
    }

    private static ProtobufMessage whole(String name, long value) {
        return new ProtobufMessage().text(1, name).number(3, value).number(20, WHOLE);
    }

    /** Adds a node with one output, whose name it returns. */
    private String node(String operator, String output, List<ProtobufMessage> attributes, String... inputs) {
        ProtobufMessage node = new ProtobufMessage();
        for (String input : inputs) {
            node.text(1, input);
        }
        node.text(2, output).text(3, operator + "." + output).text(4, operator);
        attributes.forEach(attribute -> node.message(5, attribute));
        nodes.add(node);
        return output;
    }

    private String constant(String name, float value) {
        initializer(new Tensor(name, List.of(), new float[] {value}));
        return name;
    }

    private void initializer(Tensor tensor) {
        ProtobufMessage message = new ProtobufMessage();
        tensor.shape().forEach(size -> message.number(1, size));
        ByteBuffer bytes =
                ByteBuffer.allocate(Float.BYTES * tensor.values().length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(tensor.values());
        graph.message(5, message.number(2, FLOAT).text(8, tensor.name()).bytes(9, bytes.array()));
    }

    /** An input or output with N rows. */
    private static ProtobufMessage value(String name, int type, int... sizes) {
        ProtobufMessage shape = new ProtobufMessage().message(1, new ProtobufMessage().text(2, "N"));
        for (int size : sizes) {
            shape.message(1, new ProtobufMessage().number(1, size));
        }
        ProtobufMessage tensor = new ProtobufMessage().number(1, type).message(2, shape);
        return new ProtobufMessage().text(1, name).message(2, new ProtobufMessage().message(1, tensor));
    }
}
