/**
 * One experiment, wired from its config: train, resume, evaluate.
 *
 * <p><b>In:</b> a config and a run directory, or a checkpoint. <b>Out:</b> the files of the run (see {@link
 * mnist.storage}) and a record of its result.
 *
 * <p>This package never prints: an observer is told what happens, and results are returned.
 */
package mnist.experiment;
