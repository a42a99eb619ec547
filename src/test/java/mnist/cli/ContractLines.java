package mnist.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The command lines of {@link CommandContractTest}: those that shall do well, and those that hold a mistake. */
final class ContractLines {
    private ContractLines() {}

    /** A command line; {@code @} stands for the folder with the small experiment, and {@code #} for a folder not there yet. */
    record Line(String text, boolean json) {
        Object[] words(Path folder, String fresh) {
            return Arrays.stream(text.split(" "))
                    .map(word -> word.replace("@", folder.toString())
                            .replace("#", folder.resolve(fresh).toString()))
                    .toArray();
        }

        @Override
        public String toString() {
            return text;
        }
    }

    static Stream<Line> successes() {
        return Stream.of(
                new Line("train --config @/small.json --out # -q", false),
                new Line("train --config @/small.json --out # -q --json", true),
                new Line("eval --checkpoint @/run", false),
                new Line("eval --checkpoint @/run --json", true),
                new Line("eval @/run --wrong 3 --png #.png --predictions #.csv", false),
                new Line("sweep @/sweep.json --out # -q", false),
                new Line("sweep --spec @/sweep.json --out # --jobs 1 --light -q --json", true),
                new Line("sweep --spec @/sweep.json --plan --out #", false),
                new Line("reproduce s3 --seeds 1 --out @/reproduced -q", false),
                new Line("reproduce s3 --seeds 1 --out @/reproduced -q --json", true),
                new Line("runs @/run", false),
                new Line("runs @/run --sort validation --top 3 --json", true),
                new Line("runs @/run --csv", false),
                new Line("runs diff @/run @/run", false),
                new Line("runs diff @/run @/run --json", true),
                new Line("predict @/run @/six.png --raw", false),
                new Line("predict --checkpoint @/run @/six.png --raw --show --save #.png --json", true),
                new Line("explain @/run --index 3 --neuron 1,2 --neighbours 2", false),
                new Line("explain @/run @/six.png --raw --label 1 --json", true),
                new Line("gradcheck @/small.json --samples 5", false),
                new Line("gradcheck --config @/small.json --checkpoint @/run --samples 5 --json", true),
                new Line("plot curves @/run --out #.png", false),
                new Line("plot curves @/run --terminal", false),
                new Line("plot weights @/run --terminal", false),
                new Line("plot confusion @/run --out #.svg", false),
                new Line("plot wrong @/run --out #.png", false),
                new Line("report @/run --out #.html", false),
                new Line("export @/run --format onnx --out #.onnx", false),
                new Line("completion bash", false),
                new Line("manpage runs diff", false),
                new Line("plot histograms @/run --out #.png", false),
                new Line("plot calibration @/run --out #.svg", false),
                new Line("train --config @/small.json --out # --keep 20 -q", false),
                new Line("curvature @/run --examples 50", false),
                new Line("curvature --checkpoint @/run --split validation --json", true),
                new Line("bench @/small.json --batch 10 --epochs 1 --warm-up 0", false),
                new Line("bench --config @/small.json --batch 10 --epochs 1 --warm-up 0 --json", true),
                new Line("data verify @/data", false),
                new Line("data verify @/data --json", true),
                new Line("data show --data @/data --index 2", false),
                new Line("data distort --config @/small.json --set data.augment.shift=1 --index 2", false),
                new Line("config check @/small.json", false),
                new Line("config show --config @/small.json --set training.epochs=9", true),
                new Line("config schema", true));
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(2, "", "Missing command, expected one of train, eval"),
                mistake(2, "trian", "Unknown command: 'trian'. Did you mean train or manpage?"),
                mistake(2, "train", "Expected one of --config and --resume, found none."),
                mistake(2, "train --confg x", "Unknown option: '--confg'. Did you mean --config?"),
                mistake(2, "train --config @/small.json --sed 3", "Unknown option: '--sed'. Did you mean --set?"),
                mistake(
                        2,
                        "train --config @/small.json more",
                        "Expected one config or run, found more beside --config."),
                mistake(2, "train @/sweep.json --out #", "sweep.json: is the spec of a sweep, expected a config."),
                mistake(2, "train --config @/no.json --out #", "no.json: no such file"),
                mistake(2, "train --config @/small.json --set training.epochs=x", "training.epochs: wrong type"),
                mistake(3, "train --config @/small.json --out # --set data.directory=@/empty", "no file train-images"),
                mistake(3, "train --config @/small.json --out # --set network.layers=[9,3]", "36"),
                mistake(3, "train --config @/small.json --out # --set data.validation=300", "data.validation"),
                mistake(7, "train --config @/small.json --out @/run", "not empty"),
                mistake(2, "eval", "Expected one checkpoint or run, found none."),
                mistake(2, "eval --checkpoint @/run --split tset", "found 'tset', expected test, validation or train."),
                mistake(2, "eval --checkpoint @/run --min-accuracy 1.01", "expected 0 to 1"),
                mistake(2, "eval --checkpoint @/run --min-accuracy NaN", "expected 0 to 1"),
                mistake(2, "eval --checkpoint @/run --min-accuracy much", "found 'much', expected a number."),
                mistake(2, "eval @/run --wrong 0", "--wrong: is too small"),
                mistake(2, "eval @/run --png #.png", "nothing to draw without --wrong"),
                mistake(2, "eval @/run --wrong 3 --png #.gif", "expected a name that ends in .png or .svg"),
                mistake(3, "eval @/run --predictions @/none/p.csv", "p.csv: cannot be written"),
                mistake(
                        3,
                        "eval @/run/best.safetensors --config @/narrow.json",
                        "expected the shape [4, 36] of layer 1"),
                mistake(3, "eval --checkpoint @/no.safetensors", "no.safetensors"),
                mistake(3, "eval --checkpoint @/empty", "best.safetensors"),
                mistake(3, "eval --checkpoint @/bent.safetensors", "bent.safetensors"),
                mistake(3, "eval --checkpoint @/run --data @/broken", "truncated"),
                mistake(2, "sweep", "Expected one of --spec, --resume and --collect, found none."),
                mistake(2, "sweep --spec @/no.json --out #", "no.json: no such file"),
                mistake(2, "sweep --spec @/small.json --out # --jobs 0", "--jobs: is too small, found 0"),
                mistake(2, "sweep --resume @/run --out #", "--resume works in the sweep's own directory"),
                mistake(2, "sweep @/sweep.json --resume @/run", "Expected one spec or sweep, found"),
                mistake(3, "sweep @/run", "is not the directory of a sweep"),
                mistake(2, "sweep @/small.json --out #", "small.json: is a config, expected the spec of a sweep."),
                mistake(3, "sweep --collect @/empty", "is not the directory of a sweep"),
                mistake(7, "sweep @/sweep.json --out @/run --force -q", "and --force replaces nothing else"),
                mistake(2, "sweep --spec @/sweep.json --retry-failed", "--retry-failed goes with --resume"),
                mistake(3, "sweep --resume @/run", "is not the directory of a sweep"),
                mistake(7, "sweep --spec @/sweep.json --out @/run -q", "not empty"),
                mistake(2, "reproduce s9 --out #", "found s9, expected some of s1, s1-true-gradient"),
                mistake(2, "reproduce s3 --seeds 0 --out #", "--seeds: is too small"),
                mistake(3, "runs @/none", "no such folder"),
                mistake(2, "runs @/run --top 0", "--top"),
                mistake(2, "runs @/run --sort size", "'size'"),
                mistake(2, "runs diff @/run", "Missing required parameter: 'B'."),
                mistake(3, "runs diff @/run @/empty", "best.safetensors"),
                mistake(2, "predict --checkpoint @/run", "Missing required parameter: 'IMAGE'."),
                mistake(2, "predict @/run", "Missing required parameter: 'IMAGE'."),
                mistake(3, "predict @/run @/empty", "empty: cannot be read, is a directory. Name a picture."),
                mistake(2, "predict @/six.png", "Expected one checkpoint or run, found none."),
                mistake(3, "predict --checkpoint @/run @/none.png", "none.png: no such file"),
                mistake(3, "predict --checkpoint @/run @/small.json", "expected PNG, JPEG, GIF or BMP"),
                mistake(
                        3,
                        "predict --checkpoint @/run @/six.png @/six.png --save #",
                        "two images would have this name"),
                mistake(2, "explain --checkpoint @/run", "Give --index or a picture"),
                mistake(2, "explain --checkpoint @/run --index 1 @/six.png", "found several"),
                mistake(2, "explain @/six.png", "Expected one checkpoint or run, found none."),
                mistake(2, "explain @/run", "expected one example, found none"),
                mistake(2, "explain --checkpoint @/run --index 1 --neuron 3,0", "no such neuron, found 3,0, expected"),
                mistake(2, "explain --checkpoint @/run --index 1 --neuron 1", "no such neuron, found 1, expected"),
                mistake(2, "explain --checkpoint @/run --index 1 --eta 0", "--eta: is not a learning rate"),
                mistake(2, "explain --checkpoint @/run @/six.png --label 3", "expected 0 to 2"),
                mistake(2, "explain @/run --index 1 --eta 1e300", "expected above 0, up to 1000000."),
                mistake(3, "explain --checkpoint @/run --index 500", "found 500, expected 0 to 119"),
                mistake(3, "explain --checkpoint @/run @/none.png", "none.png: no such file"),
                mistake(2, "gradcheck", "Expected one config, found none."),
                mistake(2, "gradcheck @/small.json --config @/small.json", "Expected one config, found two."),
                mistake(2, "gradcheck --config @/small.json --samples 0", "--samples: is too small"),
                mistake(2, "gradcheck --config @/small.json --tolerance 2", "--tolerance: is not a relative error"),
                mistake(
                        3,
                        "gradcheck --config @/narrow.json --checkpoint @/run",
                        "does not hold the network of the config"),
                mistake(2, "plot", "KIND"),
                mistake(2, "plot curvs @/run --terminal", "expected curves, weights, confusion, wrong"),
                mistake(2, "plot weights @/run", "expected one of --out and --terminal"),
                mistake(2, "plot weights @/run @/run --terminal", "too many runs"),
                mistake(2, "plot weights @/run --out #.gif", "expected a name that ends in .png or .svg"),
                mistake(2, "plot wrong @/run --terminal", "expected curves or weights"),
                mistake(3, "plot weights @/run --terminal --rows 5", "expected a divisor"),
                mistake(3, "plot weights @/empty --out #.png", "best.safetensors"),
                mistake(3, "plot curves @/empty --terminal", "nothing to draw"),
                mistake(2, "export @/run --format hdf5 --out #", "expected onnx or npz"),
                mistake(3, "export @/bent.safetensors --format npz --out #", "bent.safetensors"),
                mistake(2, "manpage trian", "No such command, found trian, expected one of train"),
                mistake(2, "completion fish", "expected bash or zsh"),
                mistake(2, "report @/run --out #.txt", "expected a name that ends in .html"),
                mistake(3, "report @/empty --out #.html", "best.safetensors"),
                mistake(2, "curvature @/run --examples 0", "--examples: is too small, found 0"),
                mistake(2, "bench --config @/small.json --batch 0", "--batch"),
                mistake(2, "bench @/small.json --warm-up -1", "--warm-up: out of range, found -1"),
                mistake(2, "bench @/small.json --warm-up NaN", "--warm-up: out of range, found NaN"),
                mistake(2, "bench @/small.json --warm-up Infinity", "found Infinity, expected 0 to 3600 seconds."),
                mistake(2, "bench @/small.json --warm-up 1e300", "found 1.0E300, expected 0 to 3600 seconds."),
                mistake(2, "bench --config @/no.json", "no.json: no such file"),
                mistake(2, "data", "Missing required subcommand: verify, show or distort."),
                mistake(3, "data verify @/empty", "no file"),
                mistake(3, "data verify @/broken", "truncated"),
                mistake(2, "data show", "Missing required option: '--index=N'."),
                mistake(2, "data show --data @/data --index 300", "found 300, expected 0 to 299"),
                mistake(2, "data show --data @/data --index x", "no such value, found 'x', expected a whole number."),
                mistake(2, "data show --data @/data --index 9999999999", "a whole number up to 2147483647."),
                mistake(2, "data distort --config @/small.json --index 240", "found 240, expected 0 to 239"),
                mistake(2, "data distort --config @/small.json --index 2 --epoch 0", "--epoch: is too small"),
                mistake(2, "data show --data @/data --index 1 --split tset", "expected test, validation or train"),
                mistake(2, "config", "Missing required subcommand: check, show or schema."),
                mistake(2, "config check @/four-problems.json", "colour"),
                mistake(2, "config show @/no.json", "no.json"),
                mistake(2, "config schema more", "Unknown argument: 'more'."));
    }

    private static Arguments mistake(int exitCode, String line, String words) {
        return Arguments.of(exitCode, new Line(line, false), words);
    }
}
