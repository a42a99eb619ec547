package mnist.cluster;

import java.util.HashMap;
import java.util.List;
import org.apache.spark.Dependency;
import org.apache.spark.Partition;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/** A round of trials as Spark sees it: a partition for each, computed by training it. */
final class TrialsRdd extends RDD<TrialResult> {
    private static final long serialVersionUID = 1;

    private final transient List<TrialTask> tasks;
    private final TrialSettings settings;
    private final HashMap<String, Broadcast<byte[]>> data;

    /** @param data by its source, of what executors need not look for */
    TrialsRdd(
            SparkContext context,
            List<TrialTask> tasks,
            TrialSettings settings,
            HashMap<String, Broadcast<byte[]>> data) {
        super(context, noDependencies(), ClassTag$.MODULE$.apply(TrialResult.class));
        this.tasks = tasks;
        this.settings = settings;
        this.data = data;
    }

    private static Seq<Dependency<?>> noDependencies() {
        return CollectionConverters.asScala(List.<Dependency<?>>of()).toSeq();
    }

    @Override
    public Partition[] getPartitions() {
        return tasks.toArray(Partition[]::new);
    }

    @Override
    public Iterator<TrialResult> compute(Partition task, TaskContext context) {
        TrialResult result = new ExecutorTrial(settings, data, context).train((TrialTask) task);
        return CollectionConverters.asScala(List.of(result).iterator());
    }
}
