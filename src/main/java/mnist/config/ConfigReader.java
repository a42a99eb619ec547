package mnist.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mnist.config.Config.DataConfig;
import mnist.config.Config.NetworkConfig;
import mnist.config.Config.OptimizerConfig;
import mnist.config.Config.RegularizationConfig;
import mnist.config.Config.TrainingConfig;
import mnist.config.ConfigEntry.Setting;
import mnist.data.Augmentation;
import mnist.data.Layout;
import mnist.json.Document;
import mnist.json.InputException;
import mnist.json.SetOption;
import mnist.json.TextFile;
import mnist.nn.Coefficient;
import mnist.nn.Coefficients;
import mnist.nn.Curvature;
import mnist.nn.Penalty;
import mnist.nn.Schedule;

/**
 * Reads a config: JSON and {@code --set} options to a {@link Config} in which every value is present and allowed.
 *
 * <p>An option is {@code PATH=VALUE}, for example {@code network.layers[1]=30}. Its value is read as JSON where it is
 * JSON, else as a string; of two options for one path the last one wins.
 */
public final class ConfigReader {
    private ConfigReader() {}

    /**
     * Reads a config file in UTF-8, of at most 1 MiB.
     *
     * @param overrides the values of the {@code --set} options, in their order
     * @throws InputException with everything that is wrong with the file and the options
     */
    public static Config read(Path file, List<String> overrides) {
        return parse(TextFile.text(file), file.toString(), overrides);
    }

    /**
     * Reads a config from a text.
     *
     * @param source what messages call the text, for example a file's name
     * @param overrides the values of the {@code --set} options, in their order
     * @throws InputException with everything that is wrong with the text and the options
     */
    public static Config parse(String json, String source, List<String> overrides) {
        Document document = new Document(json, source);
        if (document.root().json().isObject()) {
            overrides.forEach(option -> SetOption.apply(option, document));
        }
        ConfigValues settings = ConfigValues.read(document.root());
        ConfigRules.check(settings);
        document.throwProblems();
        return config(settings);
    }

    private static Config config(ConfigValues settings) {
        List<Integer> layers = settings.value(ConfigTable.LAYERS);
        return new Config(
                data(settings),
                new NetworkConfig(
                        layers,
                        settings.value(ConfigTable.HIDDEN).forLayers(layers.size() - 2),
                        settings.value(ConfigTable.OUTPUT),
                        settings.value(ConfigTable.INITIALIZER)),
                settings.value(ConfigTable.COST),
                optimizer(settings),
                new RegularizationConfig(
                        new Penalty(settings.value(ConfigTable.L2), settings.value(ConfigTable.L1)),
                        settings.value(ConfigTable.DROPOUT)),
                training(settings));
    }

    private static OptimizerConfig optimizer(ConfigValues settings) {
        return new OptimizerConfig(
                settings.value(OptimizerTable.TYPE),
                settings.get(OptimizerTable.LEARNING_RATE).orElse(0.0),
                coefficients(settings, OptimizerTable.OPTIMIZERS),
                settings.get(OptimizerTable.CURVATURE).orElse(Curvature.GAUSS_NEWTON),
                new Schedule(
                        settings.value(OptimizerTable.SCHEDULE),
                        settings.value(OptimizerTable.WARMUP),
                        coefficients(settings, OptimizerTable.SCHEDULES)),
                settings.value(OptimizerTable.CLIP_NORM));
    }

    /** Returns those numbers that the config has. */
    private static Coefficients coefficients(ConfigValues settings, Map<Coefficient, Setting<Double>> numbers) {
        Map<Coefficient, Double> found = new HashMap<>();
        numbers.forEach((number, setting) -> settings.get(setting).ifPresent(value -> found.put(number, value)));
        return new Coefficients(found);
    }

    private static TrainingConfig training(ConfigValues settings) {
        return new TrainingConfig(
                settings.value(ConfigTable.EPOCHS).intValue(),
                settings.value(ConfigTable.BATCH_SIZE).map(Long::intValue).orElse(TrainingConfig.FULL_BATCH),
                settings.value(ConfigTable.SEED),
                settings.value(ConfigTable.MONITOR),
                settings.value(ConfigTable.PATIENCE).intValue(),
                settings.value(ConfigTable.AVERAGING),
                settings.value(ConfigTable.CHECKPOINT_SECONDS),
                settings.value(ConfigTable.KEEP_STEPS).intValue());
    }

    private static DataConfig data(ConfigValues settings) {
        return new DataConfig(
                settings.value(ConfigTable.DIRECTORY),
                new Layout(
                        settings.value(ConfigTable.TRANSPOSE),
                        settings.value(ConfigTable.LABEL_OFFSET).map(Long::intValue)),
                settings.value(ConfigTable.VALIDATION),
                settings.value(ConfigTable.PREPROCESS),
                new Augmentation(
                        settings.value(ConfigTable.SHIFT).intValue(),
                        settings.value(ConfigTable.ROTATION),
                        new Augmentation.Elastic(settings.value(ConfigTable.ALPHA), settings.value(ConfigTable.SIGMA)),
                        settings.value(ConfigTable.PROBABILITY)));
    }
}
