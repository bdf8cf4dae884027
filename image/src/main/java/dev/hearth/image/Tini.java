package dev.hearth.image;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The first process of a container: shells get signals and orphans wrong there, and tini does nothing else. */
final class Tini {

    static final List<String> ENTRYPOINT = List.of("/usr/bin/tini", "--");

    private Tini() {}

    /** The entry point of an image with that root file system and path; without tini the command has to do alone. */
    static List<String> entrypoint(Path root, String path) {
        return Stream.of(path.split(":", -1))
                .filter(folder -> folder.startsWith("/"))
                .filter(folder ->
                        Files.isExecutable(root.resolve(folder.substring(1)).resolve("tini")))
                .findFirst()
                .map(folder -> List.of(folder + "/tini", "--"))
                .orElse(List.of());
    }
}
