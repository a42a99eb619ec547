package mnist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The libraries that Maven resolved: ND4J asks for old ones, some with known holes, and most of them are never used. */
class LibrariesTest {
    private static final Pattern JAR = Pattern.compile("(.+?)-(\\d[^-]*(?:-M?\\d[.\\d]*)?)(?:-[a-z].*)?\\.jar");

    private static final Map<String, List<String>> VERSIONS = Arrays.stream(
                    System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> JAR.matcher(Path.of(entry).getFileName().toString()))
            .filter(Matcher::matches)
            .collect(Collectors.groupingBy(
                    jar -> jar.group(1), Collectors.mapping(jar -> jar.group(2), Collectors.toList())));

    /** The lowest versions without known holes, or with code for every processor, as CONTRIBUTING.md lists them. */
    @ParameterizedTest
    @CsvSource({"commons-io, 2.14.0", "commons-lang3, 3.18.0", "commons-math3, 3.6.1", "jna, 5.18.0"})
    void whatIsUsedIsNewEnough(String name, String lowest) {
        List<String> versions = VERSIONS.getOrDefault(name, List.of());
        assertEquals(1, versions.size(), () -> name + ": " + versions);
        assertTrue(
                Version.parse(versions.get(0)).compareTo(Version.parse(lowest)) >= 0,
                () -> name + " " + versions.get(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "byteunits",
                "commons-codec",
                "commons-collections4",
                "commons-compress",
                "commons-net",
                "flatbuffers-java",
                "jackson",
                "jna-platform",
                "mkl",
                "neoitertools",
                "oshi-core",
                "protobuf",
                "threetenbp",
            })
    void whatNothingLoadsIsLeftOut(String name) {
        assertEquals(List.of(), VERSIONS.getOrDefault(name, List.of()));
    }

    /** Whoever does not ask for Spark, by the profile of that name, neither fetches nor loads it. */
    @Test
    void sparkIsNotThere() {
        List<String> found = VERSIONS.keySet().stream()
                .filter(name -> name.startsWith("spark-") || name.startsWith("scala-") || name.startsWith("hadoop-"))
                .toList();
        assertEquals(List.of(), found);
        assertThrows(ClassNotFoundException.class, () -> Class.forName("org.apache.spark.SparkContext"));
    }

    @Test
    void theNamesOfJarsAreUnderstood() {
        assertEquals(List.of("1.0.0-M2.1"), VERSIONS.get("nd4j-api"));
        assertTrue(VERSIONS.get("openblas").size() >= 2, "the library and this machine's native code");
    }
}
