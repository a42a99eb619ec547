package mnist.data;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The data sets that are known by the SHA-256 of their unpacked files.
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
    /** Any other. */
    UNKNOWN("unknown", List.of());

    private final String label;
    private final List<String> classNames;
    private final Set<FileDigest> files;

    /** Takes the digests of the training images and labels, then of the test images and labels. */
    DatasetName(String label, List<String> classNames, String... digests) {
        this.label = label;
        this.classNames = classNames;
        this.files = IntStream.range(0, digests.length)
                .mapToObj(i -> new FileDigest(fileName(i), digests[i]))
                .collect(Collectors.toUnmodifiableSet());
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

    /** Returns the data set that all the given files belong to, one split's pair or both; {@link #UNKNOWN} if none. */
    public static DatasetName of(List<FileDigest> digests) {
        for (DatasetName name : values()) {
            if (!digests.isEmpty() && name.files.containsAll(digests)) {
                return name;
            }
        }
        return UNKNOWN;
    }
}
