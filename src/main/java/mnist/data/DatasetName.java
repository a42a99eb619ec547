package mnist.data;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The data sets that are known by the SHA-256 of their unpacked files; those of EMNIST, by the names of these.
 *
 * <p>The digests of Fashion-MNIST are those that several unrelated projects check the unpacked files against, one of
 * which had made them from the archives whose MD5 the publisher states.
 */
public enum DatasetName {
    /** Handwritten digits (LeCun, Cortes and Burges). */
    MNIST(
            "MNIST",
            List.of(),
            "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
            "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
            "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
            "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
    /** Pictures of clothes in the format of MNIST (Xiao, Rasul and Vollgraf 2017). */
    FASHION_MNIST(
            "Fashion-MNIST",
            List.of(
                    "T-shirt/top",
                    "Trouser",
                    "Pullover",
                    "Dress",
                    "Coat",
                    "Sandal",
                    "Shirt",
                    "Sneaker",
                    "Bag",
                    "Ankle boot"),
            "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
            "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
            "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
            "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"),
    /** Handwritten letters, upper and lower case as one (Cohen, Afshar, Tapson and van Schaik 2017), as are the next five. */
    EMNIST_LETTERS("EMNIST Letters", "emnist-letters", letters('a'), 1),
    /** Handwritten digits. */
    EMNIST_DIGITS("EMNIST Digits", "emnist-digits", List.of(), 0),
    /** Digits and letters; 15 letters whose cases look alike have one class. */
    EMNIST_BALANCED("EMNIST Balanced", "emnist-balanced", merged(), 0),
    /** The same classes, with as many of each as were written. */
    EMNIST_BY_MERGE("EMNIST ByMerge", "emnist-bymerge", merged(), 0),
    /** Digits, upper-case and lower-case letters. */
    EMNIST_BY_CLASS("EMNIST ByClass", "emnist-byclass", joined(joined(digits(), letters('A')), letters('a')), 0),
    /** Digits, in the sizes of MNIST. */
    EMNIST_MNIST("EMNIST MNIST", "emnist-mnist", List.of(), 0),
    /** Any other. */
    UNKNOWN("unknown", List.of());

    private final String label;
    private final List<String> classNames;
    private final Set<FileDigest> files;
    private final Optional<String> prefix;
    private final int labelOffset;

    /** Takes the digests of the training images and labels, then of the test images and labels. */
    DatasetName(String label, List<String> classNames, String... digests) {
        this.label = label;
        this.classNames = classNames;
        this.files = IntStream.range(0, digests.length)
                .mapToObj(i -> new FileDigest(fileName(i), digests[i]))
                .collect(Collectors.toUnmodifiableSet());
        this.prefix = Optional.empty();
        this.labelOffset = 0;
    }

    /** Takes how the names of its files begin, by which a data set of EMNIST is known. */
    DatasetName(String label, String prefix, List<String> classNames, int labelOffset) {
        this.label = label;
        this.classNames = classNames;
        this.files = Set.of();
        this.prefix = Optional.of(prefix);
        this.labelOffset = labelOffset;
    }

    private static List<String> digits() {
        return IntStream.range(0, 10).mapToObj(Integer::toString).toList();
    }

    private static List<String> letters(char first) {
        return IntStream.range(first, first + 26).mapToObj(Character::toString).toList();
    }

    /** The lower-case letters are those that differ from the upper-case ones by more than their size. */
    private static List<String> merged() {
        return joined(joined(digits(), letters('A')), List.of("a", "b", "d", "e", "f", "g", "h", "n", "q", "r", "t"));
    }

    private static List<String> joined(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static String fileName(int i) {
        Split split = i < 2 ? Split.TRAIN : Split.TEST;
        return i % 2 == 0 ? split.imageFile() : split.labelFile();
    }

    /** Returns the name for people, for example {@code "Fashion-MNIST"}. */
    public String label() {
        return label;
    }

    /** Returns the names of the classes in the order of their numbers; empty where a class has only its number. */
    public List<String> classNames() {
        return classNames;
    }

    /** Returns the name of a class for people: for example {@code "Sandal"}, or its number where it has no name. */
    public String className(int classNumber) {
        return classNumber < classNames.size() ? classNames.get(classNumber) : Integer.toString(classNumber);
    }

    /** Returns the number of a class and its name, for example {@code "5 Sandal"}, or the number where that is the name too. */
    public String numberAndName(int classNumber) {
        String name = className(classNumber);
        return name.equals(Integer.toString(classNumber)) ? name : classNumber + " " + name;
    }

    /** Returns the label of its first class. */
    int labelOffset() {
        return labelOffset;
    }

    /** Returns whether its images are stored column by column. */
    boolean isTransposed() {
        return prefix.isPresent();
    }

    /** Returns the name of a file, such as {@code emnist-letters-test-images-idx3-ubyte}, if its files have names of their own. */
    Optional<String> fileName(String rest) {
        return prefix.map(begin -> begin + "-" + rest);
    }

    /** Returns the data set whose files have such names; {@link #UNKNOWN} if it has the names of MNIST or others. */
    static DatasetName ofFile(String fileName) {
        return Arrays.stream(values())
                .filter(name -> name.prefix
                        .filter(begin -> fileName.startsWith(begin + "-"))
                        .isPresent())
                .findFirst()
                .orElse(UNKNOWN);
    }

    /**
     * Returns the data set that all the given files belong to, one split's pair or both; {@link #UNKNOWN} if none. Those of
     * EMNIST are known by their names alone.
     */
    public static DatasetName of(List<FileDigest> digests) {
        for (DatasetName name : values()) {
            if (!digests.isEmpty() && digests.stream().allMatch(name::has)) {
                return name;
            }
        }
        return UNKNOWN;
    }

    private boolean has(FileDigest file) {
        return prefix.isPresent() ? ofFile(file.file()) == this : files.contains(file);
    }
}
