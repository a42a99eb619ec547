package mnist.cluster;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import mnist.experiment.RunOptions;
import mnist.machine.Kernels;

/**
 * What all trials of a sweep are trained with.
 *
 * @param kernels that the driver computes with: every executor takes the same, so that all bits are the same
 * @param mode how much a trial leaves
 * @param portable whether kernels were asked for that every x86-64 machine of today has
 * @param commandLine the arguments of the program, for the record
 */
record TrialSettings(Kernels kernels, RunOptions.Mode mode, boolean portable, ArrayList<String> commandLine)
        implements Serializable {
    private static final long serialVersionUID = 1;

    TrialSettings(Kernels kernels, RunOptions.Mode mode, boolean portable, List<String> commandLine) {
        this(kernels, mode, portable, new ArrayList<>(commandLine));
    }
}
