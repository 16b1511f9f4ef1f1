package io.github.huggingtweets.spark.benchmark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.jdk.javaapi.CollectionConverters;

/** Adds up what Spark counts of its tasks, for each piece of work. */
final class TaskTotals extends SparkListener {

    /** The property of a job that {@code SparkContext.setJobGroup} sets. */
    private static final String GROUP = "spark.jobGroup.id";

    private final List<Work> works = new ArrayList<>();
    private final Map<Integer, Work> workOfStage = new HashMap<>();

    /** The totals of a piece of work; {@code ./lab bench spark} reads them by these names. */
    static final class Work {

        public final String work;
        public int tasks;
        public double taskSeconds;
        public double processorSeconds;
        public double collectingSeconds;
        public long readBytes;
        public long movedBytes;
        public long spilledBytes;

        private Work(String work) {
            this.work = work;
        }

        private void add(TaskMetrics metrics) {
            tasks++;
            taskSeconds += metrics.executorRunTime() / 1e3;
            processorSeconds += metrics.executorCpuTime() / 1e9;
            collectingSeconds += metrics.jvmGCTime() / 1e3;
            readBytes += metrics.inputMetrics().bytesRead();
            movedBytes += metrics.shuffleWriteMetrics().bytesWritten();
            spilledBytes += metrics.diskBytesSpilled();
        }
    }

    /** {@return the name of the group of jobs that begins now} */
    synchronized String begin(String work) {
        works.add(new Work(work));
        return String.valueOf(works.size() - 1);
    }

    /** {@return the totals of all work, in the order in which it began} */
    synchronized List<Work> works() {
        return List.copyOf(works);
    }

    @Override
    public synchronized void onJobStart(SparkListenerJobStart start) {
        String group = start.properties() == null ? null : start.properties().getProperty(GROUP);
        if (group != null) {
            CollectionConverters.asJava(start.stageIds())
                    .forEach(stage -> workOfStage.putIfAbsent((Integer) stage, works.get(Integer.parseInt(group))));
        }
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
        Work work = workOfStage.get(end.stageId());
        if (work != null && end.taskMetrics() != null) {
            work.add(end.taskMetrics());
        }
    }
}
