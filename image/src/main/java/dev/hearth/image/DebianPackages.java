package dev.hearth.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The packages of a Debian file system, each as {@code name=version}, the way that apt takes them. */
final class DebianPackages {

    private static final Pattern STATUS_FILE = Pattern.compile("(\\./)?var/lib/dpkg/status");
    private static final Pattern NAME = Pattern.compile("^Package: (.+)$", Pattern.MULTILINE);
    private static final Pattern VERSION = Pattern.compile("^Version: (.+)$", Pattern.MULTILINE);

    private DebianPackages() {}

    static List<String> in(Path tar) throws IOException {
        try (InputStream file = Files.newInputStream(tar);
                TarArchiveInputStream in = new TarArchiveInputStream(file)) {
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (STATUS_FILE.matcher(entry.getName()).matches()) {
                    return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return List.of();
    }

    private static List<String> parse(String status) {
        return Stream.of(status.split("\n\n", -1))
                .filter(stanza -> stanza.contains("\nStatus: install ok installed"))
                .map(stanza -> first(NAME, stanza) + "=" + first(VERSION, stanza))
                .sorted()
                .toList();
    }

    private static String first(Pattern pattern, String stanza) {
        Matcher matcher = pattern.matcher(stanza);
        return matcher.find() ? matcher.group(1).strip() : "";
    }
}
