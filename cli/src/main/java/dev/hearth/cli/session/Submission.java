package dev.hearth.cli.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An application to run, as the user named its parts: files of this machine or addresses that Spark understands.
 *
 * @param application a .py, .jar or .R file
 * @param arguments the application's own arguments
 * @param pyFiles values of --py-files, each one or several files with commas between them
 * @param files values of --files, likewise
 * @param jars values of --jars, likewise
 * @param settings further settings, {@code key=value} each
 */
public record Submission(
        String application,
        List<String> arguments,
        List<String> pyFiles,
        List<String> files,
        List<String> jars,
        List<String> packages,
        List<String> settings,
        Optional<String> mainClass,
        Optional<String> name) {

    /** The application without the folders before it. */
    String file() {
        return application.substring(application.lastIndexOf('/') + 1);
    }

    /** The arguments of spark-submit; local files among them join the upload. */
    List<String> sparkSubmit(Upload upload, String driverMemory) {
        var line = new ArrayList<>(List.of("--driver-memory", driverMemory));
        name.ifPresent(value -> line.addAll(List.of("--name", value)));
        mainClass.ifPresent(value -> line.addAll(List.of("--class", value)));
        settings.forEach(setting -> line.addAll(List.of("--conf", setting)));
        addList(line, "--py-files", pyFiles, upload);
        addList(line, "--files", files, upload);
        addList(line, "--jars", jars, upload);
        if (!packages.isEmpty()) {
            line.addAll(List.of("--packages", String.join(",", packages)));
        }
        line.add(upload.addApplication(application));
        line.addAll(arguments);
        return line;
    }

    private static void addList(List<String> line, String option, List<String> values, Upload upload) {
        if (!values.isEmpty()) {
            line.add(option);
            line.add(values.stream()
                    .flatMap(value -> LocalFile.split(value).stream())
                    .flatMap(element -> upload.addElement(element).stream())
                    .collect(Collectors.joining(",")));
        }
    }
}
