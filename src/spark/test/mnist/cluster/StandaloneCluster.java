package mnist.cluster;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A standalone cluster of Spark on this machine, made of the jars alone: a master, and workers of one core each. */
final class StandaloneCluster implements AutoCloseable {
    private static final long LONGEST_SECONDS = 60;
    private final Path folder;
    private final int port;
    private final Process master;
    private final List<Path> links = new ArrayList<>();
    private final List<Process> workers = new ArrayList<>();

    /** @param folder in which Spark has its home, and its processes work */
    StandaloneCluster(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        Path jars = Files.createDirectories(folder.resolve("home/jars"));
        Files.writeString(folder.resolve("home/RELEASE"), "");
        for (String from : List.of("target/spark", "target/lib")) {
            try (Stream<Path> files = Files.list(Path.of(from).toAbsolutePath())) {
                for (Path jar : files.toList()) {
                    links.add(Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar));
                }
            }
        }
        port = freePort();
        master = start("org.apache.spark.deploy.master.Master", "-h", "127.0.0.1", "-p", Integer.toString(port));
        awaitMaster();
        addWorker();
        addWorker();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Returns the URL of the master. */
    String url() {
        return "spark://127.0.0.1:" + port;
    }

    /** Returns the class path of its processes. */
    String jars() {
        return folder.resolve("home/jars") + File.separator + "*";
    }

    /** Starts one more worker. */
    void addWorker() throws IOException {
        Path work = folder.resolve("work-" + workers.size());
        workers.add(start(
                "org.apache.spark.deploy.worker.Worker",
                "-h",
                "127.0.0.1",
                "-c",
                "1",
                "-m",
                "600M",
                "-d",
                work.toString(),
                url()));
    }

    /** Ends the worker that was started last, and what it has started, as a machine does that loses its power. */
    void killWorker() throws InterruptedException {
        Process worker = workers.get(workers.size() - 1);
        List<ProcessHandle> executors = worker.descendants().toList();
        worker.destroyForcibly().waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
        executors.forEach(ProcessHandle::destroyForcibly);
    }

    /** Sends a signal to the executors of the worker that was started last. */
    void signalExecutors(String signal) throws IOException, InterruptedException {
        for (ProcessHandle executor :
                workers.get(workers.size() - 1).descendants().toList()) {
            new ProcessBuilder("kill", "-" + signal, Long.toString(executor.pid()))
                    .start()
                    .waitFor();
        }
    }

    private Process start(String type, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(Driver.OPENS);
        command.addAll(List.of("-cp", jars(), type));
        command.addAll(List.of("--webui-port", "0"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(type.replaceFirst(".*\\.", "") + workers.size() + ".log")
                        .toFile());
        builder.environment().put("SPARK_HOME", folder.resolve("home").toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        return builder.start();
    }

    private void awaitMaster() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        while (System.nanoTime() < deadline) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port));
                return;
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        throw new IOException("the master does not listen; see its log in " + folder);
    }

    /** Leaves no links behind, of which JUnit would warn. */
    @Override
    public void close() throws IOException {
        List<Process> all = new ArrayList<>(workers);
        all.add(master);
        for (Process process : all) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        for (Path link : links) {
            Files.delete(link);
        }
    }
}
