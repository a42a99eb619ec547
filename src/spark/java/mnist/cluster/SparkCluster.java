package mnist.cluster;

import java.util.List;
import java.util.Optional;
import mnist.json.InputException;
import mnist.machine.BlasLibrary;
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
            throw wrong(
                    "--on-spark",
                    "Spark is not there. Start the sweep with ./mnist, which fetches it, or with spark-submit.",
                    e);
        }
        int java = Runtime.version().feature();
        if (java >= FIRST_JAVA_WITHOUT) {
            String message =
                    "Spark 4.0 does not run on this Java, found %d, expected 17 to 23. Set JAVA_HOME to one of these.";
            throw wrong("--on-spark", message.formatted(java), null);
        }
    }

    private static SparkConf configuration(Optional<String> master, SweepFiles files) {
        SparkConf conf = new SparkConf();
        master.ifPresent(conf::setMaster);
        if (!conf.contains("spark.master")) {
            String message = "no master, expected the URL of one, as spark://host:7077. Give it with --master.";
            throw wrong("--on-spark", message, null);
        }
        conf.setIfMissing("spark.app.name", "mnist sweep " + files.directory().getFileName());
        conf.setIfMissing("spark.ui.enabled", "false");
        // Each result is on the disk as soon as it comes, so there may be any number of them.
        conf.setIfMissing("spark.driver.maxResultSize", "0");
        if (!runsHere(conf.get("spark.master"))) {
            // The libraries that the program was built with, and not those of the same names that Spark has.
            conf.setIfMissing("spark.executor.userClassPathFirst", "true");
            conf.set("spark.jars", ProgramJars.with(conf.get("spark.jars", "")));
        }
        return conf;
    }

    /** Threads of this process have the program as it is; its native code cannot be loaded into one process twice. */
    private static boolean runsHere(String master) {
        return master.equals("local") || master.startsWith("local[");
    }

    private static SparkContext connect(SparkConf conf) {
        try {
            return new SparkContext(conf);
        } catch (Exception e) {
            // Scala declares no exceptions: that of a wrong master is none that Java lets pass unsaid.
            String message = "Spark does not start, %s. Check --master, and the settings of Spark.";
            throw wrong(conf.get("spark.master"), message.formatted(Reasons.of(e)), e);
        }
    }

    private static InputException wrong(String place, String message, Exception cause) {
        return new InputException(List.of(new InputException.Problem(place, "", message)), cause);
    }
}
