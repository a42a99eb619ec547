package mnist.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import mnist.exchange.NpzFile;
import mnist.exchange.OnnxFile;
import mnist.storage.Checkpoint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mnist export}: a checkpoint in, a file for other programs out. */
@Command(
        name = "export",
        header = "Write a network for other programs: ONNX, or NumPy's npz.",
        customSynopsis = "mnist export [--checkpoint] FILE-or-DIR --format onnx|npz --out FILE",
        description = {
            "%nExamples:",
            "  ./mnist export runs/first --format onnx --out first.onnx",
            "  ./mnist export runs/first --format npz --out first.npz",
            "%nThe ONNX graph takes pixels of 0 to 255; their preprocessing is part of it. PyTorch reads checkpoints as"
                    + " they are.%n",
        },
        sortOptions = false)
final class ExportCommand implements Callable<Integer> {
    private final Console console;

    /** A format, and what writes it. */
    enum Format {
        /** A graph that ONNX Runtime and others run. */
        ONNX(OnnxFile::write),
        /** Arrays that {@code numpy.load} reads. */
        NPZ(NpzFile::write);

        private final BiConsumer<Path, Checkpoint> writer;

        Format(BiConsumer<Path, Checkpoint> writer) {
            this.writer = writer;
        }
    }

    @Parameters(arity = "0..1", paramLabel = "FILE-or-DIR", description = "The same as --checkpoint.")
    private Path given;

    @Mixin
    private CheckpointOption checkpoint;

    @Option(names = "--format", required = true, paramLabel = "FORMAT", description = "onnx or npz.")
    private Format format;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The file to write.")
    private Path out;

    @Mixin
    private CommonOptions common;

    ExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        format.writer.accept(out, checkpoint.read(given).checkpoint());
        console.out().println("network  " + out);
        return ExitCode.DONE;
    }
}
