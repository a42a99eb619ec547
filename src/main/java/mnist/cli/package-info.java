/**
 * The command line: it parses options, calls the other packages, prints text or JSON, and sets the exit code.
 *
 * <p><b>In:</b> the arguments, and whether stdout and stderr are terminals. <b>Out:</b> results on stdout; progress, warnings
 * and errors on stderr; the exit codes of {@code ExitCode}.
 *
 * <p>This package never computes anything that another command or a script might need as well.
 */
package mnist.cli;
