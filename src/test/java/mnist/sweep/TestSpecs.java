package mnist.sweep;

/** Specs over a small base config, for tests. */
final class TestSpecs {
    static final String BASE = """
            {"data": {"directory": "%s", "validation": 20},
             "network": {"layers": [12, 4, 3]},
             "optimizer": {"learningRate": 0.5},
             "training": {"epochs": 4, "batchSize": 10, "seed": 5}}""";

    static final String RATES = "\"optimizer.learningRate\": {\"choice\": [0.1, 1]}";

    private TestSpecs() {}

    /** Returns the text of a spec. */
    static String json(String search, String parameters, String more) {
        return json("nowhere", search, parameters, more);
    }

    /** Returns the text of a spec whose trials read the given data. */
    static String json(String data, String search, String parameters, String more) {
        return "{\"base\": " + BASE.formatted(data) + ",\n\"search\": " + search + ",\n\"parameters\": {" + parameters
                + "}" + more + "}";
    }

    static SweepSpec of(String search, String parameters, String more) {
        return SpecReader.parse(json(search, parameters, more), "spec");
    }
}
