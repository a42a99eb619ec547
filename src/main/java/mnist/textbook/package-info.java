/**
 * The settings that books and papers publish figures for, trained here.
 *
 * <p><b>In:</b> {@link mnist.textbook.Published}, a table of sources, each with a config in {@code configs/textbook} and the
 * figure it states. <b>Out:</b> the same table with what this program finds, as Markdown and as CSV.
 *
 * <p>Each row is a sweep over seeds, and leaves the directory of one; so what was done is not done again, and a stopped
 * reproduction resumes.
 *
 * <p>This package never prints, and its figures choose nothing: best epochs are those of the validation set.
 */
package mnist.textbook;
