package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import mnist.data.DatasetName;
import mnist.experiment.EvaluationReport;
import mnist.training.Evaluation;
import org.junit.jupiter.api.Test;

class EvaluationTablesTest {
    private static EvaluationReport report(int classes, List<String> names) {
        long[][] confusion = new long[classes][classes];
        for (int k = 0; k < classes; k++) {
            confusion[k][k] = 1000;
            confusion[k][(k + 1) % classes] = k + 1;
        }
        Evaluation evaluation = new Evaluation(confusion, 0.1);
        return new EvaluationReport(
                "run/best.safetensors",
                "data/fashion",
                "test",
                names,
                evaluation.examples(),
                evaluation.correct(),
                evaluation.accuracy(),
                evaluation.accuracyInterval(),
                evaluation.cost(),
                Map.of(2, 0.98),
                0.0123,
                evaluation.perClass(),
                evaluation.confusion(),
                null);
    }

    @Test
    void classesHaveTheirNames() {
        List<String> lines = EvaluationTables.of(report(10, DatasetName.FASHION_MNIST.classNames()))
                .lines()
                .toList();
        assertEquals(
                2,
                lines.stream().filter(line -> line.startsWith("9 Ankle boot ")).count(),
                lines.toString());
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("0 T-shirt/top  1000  ")), lines.toString());
        assertTrue(lines.stream().allMatch(line -> line.length() <= 80), lines.toString());
    }

    @Test
    void aMatrixTooWideForATerminalGivesWayToTheMostFrequentMistakes() {
        List<String> lines = EvaluationTables.of(report(47, List.of())).lines().toList();
        assertTrue(lines.stream().allMatch(line -> line.length() <= 80), lines.toString());
        int heading = lines.indexOf("most frequent mistakes (--json has the whole confusion matrix)");
        assertEquals("true class  class given  examples", lines.get(heading + 1));
        assertEquals("46          0                  47", lines.get(heading + 2));
        assertEquals(heading + 12, lines.size());
    }
}
