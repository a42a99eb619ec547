package mnist.storage;

import java.util.List;
import mnist.config.Config;
import mnist.data.FileDigest;
import mnist.nn.Network;
import mnist.training.TrainingState;

/**
 * A network with everything that is needed to use it or to go on training it.
 *
 * @param config the effective config of its training
 * @param network its parameters, float32
 * @param state how far the training had come
 * @param trainingData the files that it was trained on
 */
public record Checkpoint(Config config, Network network, TrainingState state, List<FileDigest> trainingData) {}
