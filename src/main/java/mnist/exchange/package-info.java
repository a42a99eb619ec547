/**
 * Networks and their answers, to and from other programs.
 *
 * <p><b>In:</b> a {@link mnist.storage.Checkpoint}, or a file that PyTorch wrote. <b>Out:</b> an ONNX graph, NumPy's
 * {@code .npz}, a CSV of answers; or a checkpoint.
 *
 * <p>This package decides nothing about a run: no run directory is read or written here.
 */
package mnist.exchange;
