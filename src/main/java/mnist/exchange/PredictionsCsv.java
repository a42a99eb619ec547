package mnist.exchange;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mnist.storage.AtomicFile;
import mnist.storage.Csv;
import mnist.storage.StorageException;
import mnist.training.Answers;

/**
 * What a network says of every example, one row for each: {@code index,label,answer,output_0,output_1,…}. Outputs are those of
 * layer L, the shortest decimals that read back as the same float32.
 */
public final class PredictionsCsv {
    private PredictionsCsv() {}

    /** @throws StorageException if the file cannot be written */
    public static void write(Path file, Answers answers) {
        AtomicFile.write(file, out -> {
            List<String> header = new ArrayList<>(List.of("index", "label", "answer"));
            for (int k = 0; k < answers.evaluation().confusion().length; k++) {
                header.add("output_" + k);
            }
            out.write(Csv.line(header).getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < answers.outputs().length; i++) {
                List<Object> row = new ArrayList<>(List.of(i, answers.examples().label(i), answers.answer(i)));
                for (double output : answers.outputs()[i]) {
                    row.add((float) output);
                }
                out.write(Csv.line(row).getBytes(StandardCharsets.UTF_8));
            }
        });
    }
}
