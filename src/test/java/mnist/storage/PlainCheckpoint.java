package mnist.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

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
        Process process = start(command);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue());
        return output.lines().mapToDouble(Double::parseDouble).toArray();
    }

    private static Process start(List<String> command) throws IOException {
        try {
            return new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "there is no python3 here");
            throw e;
        }
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(PlainCheckpoint.class.getResource(name).toURI());
    }
}
