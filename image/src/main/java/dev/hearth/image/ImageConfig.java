package dev.hearth.image;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How containers of an image start. */
record ImageConfig(
        Map<String, String> environment,
        List<String> entrypoint,
        List<String> command,
        String user,
        String workFolder,
        Map<String, String> labels) {

    static final String DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    ImageConfig {
        // In the given order: it is part of the image's digest.
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        entrypoint = List.copyOf(entrypoint);
        command = List.copyOf(command);
    }

    /** Labels by the OCI image specification's pre-defined annotation keys. */
    static Map<String, String> labels(String title, String description, String version) {
        var labels = new LinkedHashMap<String, String>();
        labels.put("org.opencontainers.image.title", title);
        labels.put("org.opencontainers.image.description", description);
        labels.put("org.opencontainers.image.version", version);
        labels.put("org.opencontainers.image.vendor", "Hearth");
        labels.put("org.opencontainers.image.licenses", "Apache-2.0");
        return labels;
    }
}
