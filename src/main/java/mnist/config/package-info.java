/**
 * What a run is to do.
 *
 * <p><b>In:</b> JSON. <b>Out:</b> a {@link mnist.config.Config} of validated records, which can be written as JSON again.
 *
 * <p>{@code ConfigTable} is the table of all settings: path, type, allowed values, default, and one sentence. The
 * reader, its messages, the effective config, the differences between two configs and the JSON Schema are all made
 * from that table, so they cannot disagree. Everything that is wrong with a config is reported at once.
 *
 * <p>This package never looks at the data, never trains a network, and never writes a file.
 */
package mnist.config;
