package mnist.experiment;

import java.util.HashMap;
import java.util.Map;
import mnist.nn.Parameters;
import mnist.training.Trainer;

/** A network, and the state of its optimiser, as they were at one moment: training changes the originals. */
final class Snapshot {
    private final Map<String, Parameters> optimizerState = new HashMap<>();
    private Parameters parameters;

    /** Takes what is there now, over what was taken before. */
    void take(Trainer trainer) {
        parameters = copy(trainer.network().parameters(), parameters);
        trainer.optimizerState()
                .forEach((name, values) -> optimizerState.put(name, copy(values, optimizerState.get(name))));
    }

    /** Returns the network's parameters, to be left as they are. */
    Parameters parameters() {
        return parameters;
    }

    /** Returns the optimiser's state by name, to be left as it is. */
    Map<String, Parameters> optimizerState() {
        return optimizerState;
    }

    /** Memory is taken once. */
    private static Parameters copy(Parameters values, Parameters into) {
        if (into == null) {
            return values.copy();
        }
        into.assign(values);
        return into;
    }
}
