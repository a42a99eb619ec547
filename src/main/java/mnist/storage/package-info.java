/**
 * The run directory: everything a run leaves on disk, and the guarantee that it is whole.
 *
 * <p><b>In:</b> tensors with names and shapes, rows of epoch metrics, the facts of a run. <b>Out:</b> files that other
 * programs can read (safetensors, CSV, JSON), and the same values read back.
 *
 * <ul>
 *   <li>{@link mnist.storage.RunDirectory} and {@link mnist.storage.RunFiles}: which file is where, and who may write.
 *   <li>{@link mnist.storage.AtomicFile}: how a file is written, so that a crash at any instant leaves the old one.
 *   <li>{@link mnist.storage.TensorFile}, {@link mnist.storage.SafetensorsReader}: tensors to and from bytes.
 *   <li>{@link mnist.storage.MetricsCsv}: one row for each epoch.
 *   <li>{@link mnist.storage.RunRecord}, {@link mnist.storage.Provenance}: what is needed to repeat a run.
 * </ul>
 *
 * <p>This package never trusts a size in a file before comparing it with the size of the file, never overwrites a good
 * file in place, never deletes a file that no run writes, and does not know what a tensor means. Bad input ends in a
 * {@link mnist.storage.StorageException} or a {@link mnist.storage.RunDirectoryException}, and in nothing else.
 */
package mnist.storage;
