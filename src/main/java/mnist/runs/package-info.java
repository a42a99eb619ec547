/**
 * Many run directories: found, listed and compared.
 *
 * <p><b>In:</b> folders of runs that {@link mnist.experiment} has written. <b>Out:</b> a record for each run; for two of
 * them, how they differ, with McNemar's test of whether chance explains it.
 *
 * <p>This package never trains, never prints, and never changes a run, finished or not.
 */
package mnist.runs;
