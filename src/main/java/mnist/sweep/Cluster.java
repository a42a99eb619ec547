package mnist.sweep;

import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Other machines that train trials. Its implementation is looked for when it is asked for, and not before: a program that is
 * built without one neither has nor loads it.
 */
public interface Cluster {
    /**
     * Returns what makes the trainer of a sweep there. The cluster is connected to when the trainer is made.
     *
     * @param master where the cluster is, if not where its own settings say
     * @param sendsData whether the training data is handed out, and not read where trials are trained
     * @throws mnist.storage.StorageException if what connects to it is not there
     */
    RoundTrainer.Maker trainers(Optional<String> master, boolean sendsData);

    /** Returns the cluster that this program was built with, if it was. */
    static Optional<Cluster> find() {
        return ServiceLoader.load(Cluster.class, Cluster.class.getClassLoader()).findFirst();
    }
}
