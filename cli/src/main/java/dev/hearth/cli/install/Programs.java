package dev.hearth.cli.install;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The programs that a user can call by name. */
public record Programs(List<Path> folders) {

    /** Those on the path. */
    public static Programs ofThisMachine() {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return new Programs(
                Arrays.stream(path.split(File.pathSeparator, -1)).map(Path::of).toList());
    }

    /** Where a program is, if it is installed. */
    public Optional<Path> find(String name) {
        return folders.stream()
                .map(folder -> folder.resolve(name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }
}
