/**
 * The run directory: everything a run leaves on disk, and the guarantee that it is whole.
 *
 * <p>What enters: tensors with names and shapes, rows of epoch metrics, the facts of a run. What leaves: files that
 * other programs can read (safetensors, CSV, JSON), and the same values read back.
 *
 * <ul>
 *   <li>{@link mnist.storage.RunDirectory} and {@link mnist.storage.RunFiles}: which file is where, and who may write.
 *   <li>{@link mnist.storage.AtomicFile}: how a file is written, so that a crash at any instant leaves the old one.
 *   <li>{@link mnist.storage.SafetensorsWriter}, {@link mnist.storage.SafetensorsReader}: tensors to and from bytes.
 *   <li>{@link mnist.storage.MetricsCsv}: one row for each epoch.
 *   <li>{@link mnist.storage.RunRecord}, {@link mnist.storage.Provenance}: what is needed to repeat a run.
 * </ul>
 *
 * <p>What it must never do: trust a size that a file claims before comparing it with the file's own, write over a good
 * file in place, delete a file that no run writes, let another exception than {@link mnist.storage.StorageException}
 * or {@link mnist.storage.RunDirectoryException} escape on bad input, or know what a tensor means.
 */
package mnist.storage;
