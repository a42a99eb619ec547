package mnist.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mnist.Tool;

/** Checkpoints in the hands of another program, {@code plain_checkpoint.py}. */
final class PlainCheckpoint {
    private PlainCheckpoint() {}

    /** Returns the file that it wrote. */
    static Path fixture() throws URISyntaxException {
        return resource("checkpoint.safetensors");
    }

    /** Returns what it computes with the numbers of a file of ours; skips the test where there is no Python. */
    static double[] outputs(Path file, double[] inputs) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("python3", resource("plain_checkpoint.py").toString(), "outputs", file.toString()));
        Arrays.stream(inputs).mapToObj(Double::toString).forEach(command::add);
        Tool.Result python = Tool.run(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD));
        assertEquals(0, python.exitCode());
        return python.out().lines().mapToDouble(Double::parseDouble).toArray();
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(PlainCheckpoint.class.getResource(name).toURI());
    }
}
