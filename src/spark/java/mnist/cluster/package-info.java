/**
 * The trials of a sweep on a cluster, by Apache Spark.
 *
 * <p><b>In:</b> the rounds of a sweep, as {@link mnist.sweep.RoundTrainer} has them. <b>Out:</b> the run directory of each
 * trial, on the machine that the sweep was started on; the executors keep nothing.
 *
 * <p>A round is a job of Spark and a trial is a task, which takes with it what it resumes from and brings back the files that it
 * would have written here. So it makes no difference where a task runs, how often it is tried, or whether two machines compute
 * the same one: the first result of a trial counts, and the others are equal.
 *
 * <p>This package has its own source folder and is compiled with the Maven profile {@code spark} alone. Nothing else refers to
 * it; {@link mnist.sweep.Cluster} finds it where it is.
 */
package mnist.cluster;
