package mnist.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mnist.json.Json;

/**
 * A real browser, driven over its own DevTools protocol: a WebSocket with JSON, which the JDK and Jackson speak. Playwright for Java
 * would do the same with 150 MB of Node.js in a jar.
 */
final class Chromium implements AutoCloseable {
    private static final List<String> PROGRAMS =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
    private static final int SECONDS = 30;

    private final Process process;
    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private int calls;

    /** Returns the program, where there is one. */
    static Optional<Path> program() {
        return PROGRAMS.stream().map(Path::of).filter(Files::isExecutable).findFirst();
    }

    /** Starts the browser with a profile of its own. */
    Chromium(Path profile) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(program().orElseThrow().toString(), "--headless", "--no-sandbox"));
        command.addAll(List.of("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"));
        command.addAll(List.of("--disable-component-update", "--disable-sync", "--remote-debugging-port=0"));
        command.addAll(List.of("--user-data-dir=" + profile, "about:blank"));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        HttpClient http = HttpClient.newHttpClient();
        String list = "http://127.0.0.1:" + port(profile.resolve("DevToolsActivePort")) + "/json";
        String pages = http.send(
                        HttpRequest.newBuilder(URI.create(list))
                                .timeout(Duration.ofSeconds(SECONDS))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        String address = "";
        for (JsonNode page : Json.parseStrict(pages)) {
            address = page.get("type").asText().equals("page")
                    ? page.get("webSocketDebuggerUrl").asText()
                    : address;
        }
        socket = http.newWebSocketBuilder()
                .buildAsync(URI.create(address), new Listener())
                .get(SECONDS, TimeUnit.SECONDS);
        for (String domain : List.of("Runtime", "Log", "Page")) {
            call(domain + ".enable", Map.of());
        }
    }

    /** The browser writes the file when it listens. */
    private static String port(Path file) throws IOException, InterruptedException {
        for (int i = 0; i < SECONDS * 20 && (!Files.exists(file) || Files.size(file) == 0); i++) {
            Thread.sleep(50);
        }
        return Files.readAllLines(file).get(0);
    }

    /** Collects answers, and everything that a page complains of. */
    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                JsonNode message = Json.parseStrict(text.toString());
                text.setLength(0);
                if (message.has("id")) {
                    answers.get(message.get("id").asInt()).complete(message);
                } else if (Stream.of("Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled")
                        .anyMatch(message.get("method").asText()::equals)) {
                    problems.add(message.toString());
                }
            }
            from.request(1);
            return null;
        }
    }

    /** Calls a method of the protocol, and returns its result. */
    JsonNode call(String method, Map<String, ?> parameters) throws Exception {
        int id = ++calls;
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        socket.sendText(Json.compact(Map.of("id", id, "method", method, "params", parameters)), true)
                .get(SECONDS, TimeUnit.SECONDS);
        JsonNode message = answer.get(SECONDS, TimeUnit.SECONDS);
        if (message.has("error")) {
            throw new IllegalStateException(method + ": " + message.get("error"));
        }
        return message.get("result");
    }

    /** Opens a file in a window of this size, and waits until the network of the page is drawn. */
    void open(Path page, int width, int height) throws Exception {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
        call("Page.navigate", Map.of("url", page.toUri().toString()));
        for (int i = 0; i < SECONDS * 20 && !run("!!(window.view && view.pass)").asBoolean(); i++) {
            Thread.sleep(50);
        }
    }

    /** Runs JavaScript in the page, after what waits for the next frame, and returns its value. */
    JsonNode run(String expression) throws Exception {
        String settled = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(%s))))";
        JsonNode result = call(
                "Runtime.evaluate",
                Map.of("expression", settled.formatted(expression), "awaitPromise", true, "returnByValue", true));
        if (result.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + result);
        }
        return result.get("result").path("value");
    }

    /** Returns what pages complained of so far. */
    List<String> problems() {
        return problems;
    }

    @Override
    public void close() {
        socket.abort();
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        // The profile can be deleted when nobody writes to it any more.
        all.forEach(one -> one.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join());
    }
}
