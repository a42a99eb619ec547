/**
 * JSON that people write, and JSON that scripts read.
 *
 * <p><b>In:</b> a text, or a result. <b>Out:</b> values that know where they were written, or a text.
 *
 * <ul>
 *   <li>{@link mnist.json.Json}: how JSON is read and written, for the whole program.
 *   <li>{@link mnist.json.Document} and {@link mnist.json.Located}: a text whose every problem is reported with its line and
 *       column, all at once, in an {@link mnist.json.InputException}.
 *   <li>{@link mnist.json.ValueType}: what a value may be, in one description for the reader, its messages, and JSON Schema.
 * </ul>
 *
 * <p>This package does not know what a text is about, and never writes a file.
 */
package mnist.json;
