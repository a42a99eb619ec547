package mnist.config;

import java.util.List;

/** Small configs for tests of other packages. */
public final class TestConfigs {
    private static final String SMALL = """
            {
              "data": { "validation": 0 },
              "network": { "layers": [16, 5, 3] },
              "optimizer": { "learningRate": 0.1 },
              "training": { "epochs": 2, "batchSize": 10 }
            }
            """;

    private TestConfigs() {}

    /** Returns a 16-5-3 network with two epochs of minibatches of ten, with some values replaced. */
    public static Config of(String... overrides) {
        return ConfigReader.parse(SMALL, "test", List.of(overrides));
    }
}
