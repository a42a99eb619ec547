package mnist.nn;

import java.util.List;

/**
 * The shape of a network: how many neurons each layer has and what they do with their weighted input.
 *
 * @param sizes {@code n_0 … n_L}: the inputs, then the neurons of layers 1..L
 * @param activations the activation of each of the layers 1..L
 */
public record Architecture(List<Integer> sizes, List<Activation> activations) {
    /** Copies the lists. @throws IllegalArgumentException if they do not make a network */
    public Architecture {
        sizes = List.copyOf(sizes);
        activations = List.copyOf(activations);
        if (activations.isEmpty() || sizes.size() != activations.size() + 1) {
            throw new IllegalArgumentException(
                    "%d layer sizes need one activation fewer, found %d".formatted(sizes.size(), activations.size()));
        }
        if (sizes.stream().anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException("a layer needs at least one neuron, found sizes " + sizes);
        }
        if (activations.subList(0, activations.size() - 1).contains(Activation.SOFTMAX)) {
            throw new IllegalArgumentException("softmax stands in the output layer only, found " + activations);
        }
    }

    /** Returns L, the number of layers after the input. */
    public int layers() {
        return activations.size();
    }

    /** Returns {@code n_l}, the neurons of layer l; layer 0 is the input. */
    public int size(int layer) {
        return sizes.get(layer);
    }

    /** Returns the activation of layer l in 1..L. */
    public Activation activation(int layer) {
        return activations.get(layer - 1);
    }

    /** Returns the number of neurons, which the inputs are not: 42 for 784-16-16-10. */
    public int neurons() {
        return sizes.stream().skip(1).mapToInt(Integer::intValue).sum();
    }

    /** Returns the number of weights and biases: {@code sum_l n_l n_(l-1) + n_l}; 13,002 for 784-16-16-10. */
    public long parameterCount() {
        long count = 0;
        for (int l = 1; l <= layers(); l++) {
            count += (long) size(l) * size(l - 1) + size(l);
        }
        return count;
    }
}
