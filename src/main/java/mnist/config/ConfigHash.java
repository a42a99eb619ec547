package mnist.config;

import mnist.data.Sha256;

/** Names a config by its content. */
public final class ConfigHash {
    private ConfigHash() {}

    /** Returns the SHA-256 of the compact effective config in UTF-8, as 64 hexadecimal digits. */
    public static String sha256(Config config) {
        return Sha256.of(ConfigWriter.toCompactJson(config));
    }
}
