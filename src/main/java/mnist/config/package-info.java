/**
 * What a run shall do: JSON enters, a {@link mnist.config.Config} of validated records leaves, and goes back to JSON.
 *
 * <p>{@code ConfigFields} is the table of all settings: path, type, allowed values, default, and one sentence. The
 * reader, its messages, the effective config, the differences between two configs and the JSON Schema are all made
 * from that table, so they cannot disagree. A config file comes from anywhere: whatever is wrong with it is collected
 * in one {@link mnist.config.ConfigException}, a line for each problem, with the line and column of its value.
 *
 * <p>This package never looks at the data, never trains a network, and never writes a file.
 */
package mnist.config;
