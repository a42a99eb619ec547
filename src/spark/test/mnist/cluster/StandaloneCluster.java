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
    private static final List<String> OPENS = List.of(
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-opens=java.base/java.net=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.base/sun.security.action=ALL-UNNAMED",
            "--add-opens=java.base/sun.util.calendar=ALL-UNNAMED");

    private final Path folder;
    private final int port;
    private final Process master;
    private final List<Process> workers = new ArrayList<>();

    /** @param folder in which Spark has its home, and its processes work */
    StandaloneCluster(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        Path jars = Files.createDirectories(folder.resolve("home/jars"));
        Files.writeString(folder.resolve("home/RELEASE"), "");
        for (String from : List.of("target/spark", "target/lib")) {
            try (Stream<Path> files = Files.list(Path.of(from).toAbsolutePath())) {
                for (Path jar : files.toList()) {
                    Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
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

    private Process start(String type, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(OPENS);
        command.addAll(List.of("-cp", folder.resolve("home/jars") + File.separator + "*", type));
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

    @Override
    public void close() {
        List<Process> all = new ArrayList<>(workers);
        all.add(master);
        for (Process process : all) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
