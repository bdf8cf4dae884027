package dev.hearth.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What a browser asks of servers, put together from the events that it reports one by one. */
final class Traffic {
    private static final JsonMapper JSON = new JsonMapper();

    private final List<Request> requests = new ArrayList<>();
    private final Map<String, Integer> unanswered = new HashMap<>();

    /**
     * A request and its answer.
     *
     * @param type what the page wanted it for, in DevTools' words: Document, Script, Image, Fetch ...
     * @param status 0 without an answer
     * @param failure why there is no answer
     */
    record Request(String method, String url, String type, int status, String failure) {
        boolean failed() {
            return status == 0 || status >= 400;
        }

        private Request answered(JsonNode response) {
            return new Request(method, url, type, response.path("status").asInt(), "");
        }

        private Request failed(String why) {
            return new Request(method, url, type, 0, why);
        }
    }

    /** Takes in an entry of the browser's performance log. */
    void read(String entry) {
        var event = parse(entry).path("message");
        var details = event.path("params");
        switch (event.path("method").asText()) {
            case "Network.requestWillBeSent" -> send(details);
            case "Network.responseReceived" -> answer(details);
            case "Network.loadingFailed" -> fail(details);
            default -> {}
        }
    }

    /** Whether every request has its answer. */
    boolean isQuiet() {
        return unanswered.isEmpty();
    }

    /** All requests since the last call, as they were sent. */
    List<Request> take() {
        var all = List.copyOf(requests);
        requests.clear();
        unanswered.clear();
        return all;
    }

    private void send(JsonNode details) {
        // A redirect is reported by nothing but the request that follows it.
        replace(details, it -> it.answered(details.path("redirectResponse")));
        var request = details.path("request");
        var url = request.path("url").asText();
        if (url.startsWith("http")) {
            unanswered.put(details.path("requestId").asText(), requests.size());
            requests.add(new Request(
                    request.path("method").asText(), url, details.path("type").asText(), 0, "no answer yet"));
        }
    }

    private void answer(JsonNode details) {
        replace(details, it -> it.answered(details.path("response")));
    }

    private void fail(JsonNode details) {
        replace(details, it -> it.failed(details.path("errorText").asText()));
    }

    private void replace(JsonNode details, UnaryOperator<Request> change) {
        var place = unanswered.remove(details.path("requestId").asText());
        if (place != null) {
            requests.set(place, change.apply(requests.get(place)));
        }
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
