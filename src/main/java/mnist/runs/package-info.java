/**
 * Many run directories: found, listed and compared.
 *
 * <p><b>In:</b> folders that {@link mnist.experiment} has written runs in. <b>Out:</b> a record for each run, and what two
 * of them differ in, with McNemar's test of whether that could be chance.
 *
 * <p>This package never trains, never prints, and leaves every run as it is, one that is under way included.
 */
package mnist.runs;
