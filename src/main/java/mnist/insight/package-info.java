/**
 * Looking inside: examples, networks and runs enter, pictures and explanations for people leave.
 *
 * <p>This package only looks. It never changes what it is shown, never trains, and never prints: a command decides
 * where the text goes.
 */
package mnist.insight;
