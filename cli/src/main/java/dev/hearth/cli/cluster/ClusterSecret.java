package dev.hearth.cli.cluster;

import dev.hearth.cli.problem.Problem;
import dev.hearth.operator.desired.AuthenticationSecret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;

/** The secret of a cluster that no operator keeps one for. */
public final class ClusterSecret {
    /** As long as the operator's own; nothing that a properties file, a shell or a URL would read otherwise. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~-]{64,512}");

    private ClusterSecret() {}

    /** A new one. */
    public static String generate() {
        return AuthenticationSecret.generate();
    }

    /** The one that the user gave, if it can be used. */
    public static String of(String text) {
        if (!FORM.matcher(text).matches()) {
            throw Problem.usage("the secret must have 64 to 512 letters, digits, '.', '_', '~' or '-'")
                    .advise("make one with: openssl rand -hex 32");
        }
        return text;
    }

    /** The one in a file, which is made with a new one, readable by its owner only, if it is not there. */
    public static String keptIn(Path file) {
        try {
            if (Files.exists(file)) {
                return of(Files.readString(file).strip());
            }
            var secret = generate();
            var onlyOwner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            Files.createFile(file, onlyOwner);
            Files.writeString(file, secret + "\n");
            return secret;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
