package mnist.data;

import java.util.List;
import java.util.Set;

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
            "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
            "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
            "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
            "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
    /** Pictures of clothes in the format of MNIST (Xiao, Rasul and Vollgraf 2017). */
    FASHION_MNIST(
            "Fashion-MNIST",
            "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
            "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
            "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
            "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"),
    /** Any other. */
    UNKNOWN("unknown");

    private final String label;
    private final Set<FileDigest> files;

    DatasetName(String label) {
        this.label = label;
        this.files = Set.of();
    }

    DatasetName(String label, String trainImages, String trainLabels, String testImages, String testLabels) {
        this.label = label;
        this.files = Set.of(
                new FileDigest(Split.TRAIN.imageFile(), trainImages),
                new FileDigest(Split.TRAIN.labelFile(), trainLabels),
                new FileDigest(Split.TEST.imageFile(), testImages),
                new FileDigest(Split.TEST.labelFile(), testLabels));
    }

    /** Returns the name for people, for example {@code "Fashion-MNIST"}. */
    public String label() {
        return label;
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
