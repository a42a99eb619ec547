package mnist.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mnist.config.Config;
import mnist.config.ConfigReader;
import mnist.config.Monitor;
import mnist.json.InputException;
import mnist.json.Json;
import mnist.space.Distribution;
import mnist.space.Parameter;
import mnist.space.Point;

/**
 * What a sweep shall do.
 *
 * @param base the config that all trials begin with
 * @param search how points are chosen
 * @param parameters the settings that vary, at least one
 * @param repeats how many seeds each point is trained with: the base's {@code training.seed} and those after it
 * @param objective what points are ranked by: the {@code training.monitor} of every trial, so that the figure is that of the
 *     epoch whose network is kept as the best
 * @param portable whether to compute with kernels that every x86-64 machine of today has
 */
public record SweepSpec(
        Base base,
        SearchSettings search,
        List<Parameter> parameters,
        int repeats,
        Monitor objective,
        boolean portable) {
    static final String SEED = "training.seed";
    static final String MONITOR = "training.monitor";

    /**
     * The text of a config.
     *
     * @param source its file's name; or, where it stands in the spec, what messages call it
     * @param isFile whether it has a file
     * @param json it may lack what the parameters set
     */
    public record Base(String source, boolean isFile, String json) {
        /** Returns what it watches, if it says so; what is wrong with it, the reader of configs says. */
        Optional<Monitor> monitor() {
            try {
                String label = Json.parseStrict(json).at("/training/monitor").textValue();
                return Arrays.stream(Monitor.values())
                        .filter(monitor -> monitor.label().equals(label))
                        .findFirst();
            } catch (InputException e) {
                return Optional.empty();
            }
        }
    }

    /** Copies the list. */
    public SweepSpec {
        parameters = List.copyOf(parameters);
    }

    /** Returns the same sweep, computed with kernels that every x86-64 machine of today has. */
    public SweepSpec onEveryMachine() {
        return new SweepSpec(base, search, parameters, repeats, objective, true);
    }

    /** Returns the {@code --set} options of a trial. */
    List<String> options(Point point, int repeat) {
        List<String> options = new ArrayList<>(point.options(parameters));
        if (base.monitor().orElse(Monitor.VALIDATION_ACCURACY) != objective) {
            options.add(MONITOR + "=" + objective.label());
        }
        if (repeat > 0) {
            options.add(SEED + "=" + (config(point, 0).training().seed() + repeat));
        }
        return options;
    }

    /**
     * Returns the effective config of a trial.
     *
     * @param repeat from 0
     * @throws mnist.json.InputException if the values make no valid config
     */
    public Config config(Point point, int repeat) {
        return ConfigReader.parse(base.json(), base.source(), options(point, repeat));
    }

    /** Returns the spec as JSON, every default filled in and the base config inside, from which the same sweep is made. */
    public String toJson() {
        ObjectNode spec = JsonNodeFactory.instance.objectNode();
        spec.set("base", Json.parseStrict(base.json()));
        spec.putObject("search").put("type", search.type()).setAll((ObjectNode) Json.tree(search));
        ObjectNode varied = spec.putObject("parameters");
        parameters.forEach(parameter -> varied.set(parameter.path(), json(parameter.distribution())));
        spec.put("repeats", repeats).put("objective", objective.label()).put("portable", portable);
        return Json.pretty(spec) + "\n";
    }

    private static JsonNode json(Distribution distribution) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (distribution instanceof Distribution.Choice choice) {
            json.putArray("choice").addAll(choice.values());
        } else if (distribution instanceof Distribution.Uniform range) {
            json.putArray("uniform").add(range.low()).add(range.high());
        } else if (distribution instanceof Distribution.LogUniform range) {
            json.putArray("logUniform").add(range.low()).add(range.high());
        } else if (distribution instanceof Distribution.Whole range) {
            json.putArray("integer").add(range.low()).add(range.high());
        }
        return json;
    }
}
