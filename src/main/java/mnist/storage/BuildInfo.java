package mnist.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/**
 * Which program this is, as Maven wrote it into the jar.
 *
 * @param version of the release
 * @param commit the Git commit it was built from, with {@code -dirty} after it if the sources had changes that were
 *     not committed; {@code unknown} if they were no Git clone
 */
public record BuildInfo(String version, String commit) {
    private static final String RESOURCE = "build.properties";

    /** Reads it from the jar. */
    public static BuildInfo read() {
        Properties properties = new Properties();
        try (InputStream in = BuildInfo.class.getResourceAsStream(RESOURCE)) {
            properties.load(in);
        } catch (IOException e) {
            throw new IllegalStateException("the program's own " + RESOURCE + " cannot be read", e);
        }
        String dirty = Boolean.parseBoolean(properties.getProperty("dirty")) ? "-dirty" : "";
        return new BuildInfo(properties.getProperty("version"), properties.getProperty("commit") + dirty);
    }
}
