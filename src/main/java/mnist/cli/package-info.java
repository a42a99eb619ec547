/**
 * The command line: options in, a call to the packages above, text or JSON out, and an exit code.
 *
 * <p><b>In:</b> the arguments, and what stdout and stderr are. <b>Out:</b> results on stdout; progress, warnings and errors
 * on stderr; the exit codes of {@code ExitCode}.
 *
 * <p>This package never computes what another command or a script could need too.
 */
package mnist.cli;
