package mnist.cluster;

import java.util.Optional;
import mnist.machine.BlasLibrary;
import mnist.storage.StorageException;
import mnist.sweep.Cluster;
import mnist.sweep.RoundTrainer;
import mnist.sweep.SweepFiles;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;

/**
 * Connects to a Spark cluster. What {@code spark-submit}, or a {@code -Dspark.…} of the JVM, sets is taken; what is not set gets
 * what a sweep needs.
 */
public final class SparkCluster implements Cluster {
    /** {@code Subject.getSubject}, which Spark 4.0 calls by Hadoop, throws from this version on. */
    private static final int FIRST_JAVA_WITHOUT = 24;

    @Override
    public RoundTrainer.Maker trainers(Optional<String> master, boolean sendsData) {
        requireSpark();
        return (spec, files, options, data) -> {
            SparkConf conf = configuration(master, files);
            MasterAddress.requireReachable(conf.get("spark.master"));
            SparkContext context = connect(conf);
            TrialSettings settings = new TrialSettings(
                    BlasLibrary.current().kernels(), options.mode(), spec.portable(), options.commandLine());
            return new SparkTrainer(context, spec, files, new TrialShipper(settings, data, sendsData));
        };
    }

    private static void requireSpark() {
        try {
            Class.forName("org.apache.spark.SparkContext");
        } catch (ClassNotFoundException e) {
            throw new StorageException(
                    "--on-spark: Spark is not there. Start the sweep with ./mnist, which fetches it, or with spark-submit.",
                    e);
        }
        int java = Runtime.version().feature();
        if (java >= FIRST_JAVA_WITHOUT) {
            throw new StorageException("--on-spark: Spark 4.0 does not run on this Java, found " + java
                    + ", expected 17 to 23. Set JAVA_HOME to one of these.");
        }
    }

    private static SparkConf configuration(Optional<String> master, SweepFiles files) {
        SparkConf conf = new SparkConf();
        master.ifPresent(conf::setMaster);
        if (!conf.contains("spark.master")) {
            throw new StorageException(
                    "--on-spark: no master, expected the URL of one, as spark://host:7077. Give it with --master.");
        }
        conf.setIfMissing("spark.app.name", "mnist sweep " + files.directory().getFileName());
        conf.setIfMissing("spark.ui.enabled", "false");
        // Each result is on the disk as soon as it comes, so there may be any number of them.
        conf.setIfMissing("spark.driver.maxResultSize", "0");
        // The libraries that the program was built with, and not those of the same names that Spark has.
        conf.setIfMissing("spark.executor.userClassPathFirst", "true");
        conf.set("spark.jars", ProgramJars.with(conf.get("spark.jars", "")));
        return conf;
    }

    private static SparkContext connect(SparkConf conf) {
        try {
            return new SparkContext(conf);
        } catch (RuntimeException e) {
            throw new StorageException(
                    "%s: Spark does not start, %s. Check --master, and the settings of Spark."
                            .formatted(conf.get("spark.master"), Reasons.of(e)),
                    e);
        }
    }
}
