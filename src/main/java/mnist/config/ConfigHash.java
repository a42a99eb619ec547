package mnist.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names a config by its content. */
public final class ConfigHash {
    private ConfigHash() {}

    /** Returns the SHA-256 of the compact effective config in UTF-8, as 64 hexadecimal digits. */
    public static String sha256(Config config) {
        byte[] bytes = ConfigWriter.toCompactJson(config).getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
