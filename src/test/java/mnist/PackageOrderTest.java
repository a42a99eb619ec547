package mnist;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The packages stand in the order in which the data travels, and each knows only those before it. */
class PackageOrderTest {
    /** A package and the libraries that it alone, or with others that say so, may use. */
    private record Layer(String name, String... libraries) {}

    private static final List<Layer> ORDER = List.of(
            new Layer("machine", "org.nd4j..", "org.bytedeco..", "com.sun.jna..", "com.sun.management.."),
            new Layer("data", "org.nd4j..", "org.bytedeco.javacpp.."),
            new Layer("json", "com.fasterxml.jackson.."),
            new Layer("nn", "org.nd4j..", "org.bytedeco.."),
            new Layer("config", "com.fasterxml.jackson.."),
            new Layer("training"),
            new Layer("storage", "com.fasterxml.jackson..", "de.siegmar.fastcsv..", "org.nd4j.."),
            new Layer("exchange"),
            new Layer("experiment", "org.nd4j.."),
            new Layer("runs", "org.apache.commons.math3.."),
            new Layer("space", "com.fasterxml.jackson..", "org.apache.commons.math3.."),
            new Layer("sweep", "com.fasterxml.jackson.."),
            new Layer("textbook"),
            new Layer("cluster", "org.apache.spark..", "scala.."),
            new Layer(
                    "insight",
                    "org.knowm.xchart..",
                    "de.erichseifert.vectorgraphics2d..",
                    "javax.imageio..",
                    "org.apache.commons.math3..",
                    "org.nd4j.."),
            new Layer("cli", "picocli.."));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("mnist");

    @TestFactory
    Stream<DynamicTest> aPackageImportsOnlyPackagesBeforeItAndItsLibraries() {
        return ORDER.stream()
                .map(layer -> DynamicTest.dynamicTest(layer.name(), () -> {
                    List<String> allowed = new ArrayList<>(List.of("java..", "mnist." + layer.name()));
                    for (Layer before : ORDER.subList(0, ORDER.indexOf(layer))) {
                        allowed.add("mnist." + before.name());
                    }
                    allowed.addAll(List.of(layer.libraries()));
                    classes()
                            .that()
                            .resideInAPackage("mnist." + layer.name())
                            .should()
                            .onlyDependOnClassesThat(resideInAnyPackage(allowed.toArray(String[]::new)))
                            .allowEmptyShould(true)
                            .check(CLASSES);
                }));
    }

    @Test
    void everyClassIsInOneOfThePackages() {
        String[] packages = ORDER.stream().map(layer -> "mnist." + layer.name()).toArray(String[]::new);
        classes().should().resideInAnyPackage(packages).check(CLASSES);
    }

    @Test
    void onlyTheCommandLinePrintsOrEndsTheProcess() {
        noClasses()
                .that()
                .resideOutsideOfPackage("mnist.cli")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .check(CLASSES);
    }
}
