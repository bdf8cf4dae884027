package dev.hearth.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Compares the Dockerfile with what the builder makes, as far as that can be read. */
final class DockerfileTest {

    private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z0-9_.]+)=(\"[^\"]*\"|\\S+)");
    private static final Pattern ANOTHER_VERSION =
            Pattern.compile("SPARK_VERSION=(\\S+) --build-arg SCALA_VERSION=(\\S+) --build-arg SPARK_SHA256=(\\S+)");
    private static final String VERSION = SparkImageSpec.DEFAULT_VERSION;
    private static final ImageConfig BUILT =
            SparkConfig.of(VERSION, "2.13", new Base(List.of(), Map.of(), Map.of()), Tini.ENTRYPOINT);

    private String text;
    private List<String> instructions;
    private Map<String, String> arguments;

    @BeforeEach
    void read() throws IOException {
        text = Files.readString(Path.of("Dockerfile"));
        instructions = text.lines()
                .filter(line -> !line.startsWith("#"))
                .reduce("", (all, line) -> all + line + "\n")
                .replace("\\\n", " ")
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        arguments = new LinkedHashMap<>();
        of("ARG").forEach(argument -> arguments.putAll(assignments(argument)));
    }

    @Test
    void buildsTheNewestSparkAtTheBuildersTime() {
        assertThat(arguments)
                .containsEntry("SPARK_VERSION", VERSION)
                .containsEntry("SPARK_SHA256", SparkRelease.NEWEST.sha256());
        assertThat(assignments(of("ENV").getFirst()))
                .containsEntry("SOURCE_DATE_EPOCH", Long.toString(LayerTar.SOURCE_DATE_EPOCH));
    }

    @Test
    void startsContainersAsTheBuildersImageDoes() {
        assertThat(assignments(of("ENV").getLast())).isEqualTo(BUILT.environment());
        assertThat(assignments(of("LABEL").getLast())).isEqualTo(BUILT.labels());
        assertThat(of("USER")).containsExactly(BUILT.user());
        assertThat(of("WORKDIR").getLast()).isEqualTo(BUILT.workFolder());
        assertThat(of("ENTRYPOINT")).containsExactly(list(BUILT.entrypoint()));
        assertThat(of("CMD")).containsExactly(list(BUILT.command()));
    }

    @Test
    void runsTheBuildersScriptsOnTheBuildersPackages() {
        assertThat(of("RUN"))
                .anyMatch(run -> run.contains("/build/install-spark /build/pyspark.tar.gz"))
                .anyMatch(run -> run.startsWith("/build/train"));
        assertThat(of("COPY").getFirst()).startsWith("src/main/resources/dev/hearth/image/");
        assertThat(DebianBase.packages())
                .allMatch(name ->
                        name.equals("usr-is-merged") || of("RUN").getFirst().contains(" " + name));
        assertThat(of("FROM").getFirst()).startsWith("debian:" + DebianBase.SUITE);
    }

    /** The files that the scripts layer of the builder has are the ones that come last here. */
    @Test
    void putsHearthsScriptsIntoTheLastLayer() {
        assertThat(of("COPY").getLast()).isEqualTo("--from=build /hearth /");
        assertThat(of("RUN").getLast())
                .contains(Stream.of(
                                "/opt/spark/hearth/jvm",
                                "/opt/spark/bin/spark-class",
                                "/opt/spark/work-dir",
                                "/home/spark",
                                "/etc/passwd",
                                "/etc/group",
                                "/usr/bin/python")
                        .toList());
    }

    @Test
    void explainsHowToBuildAnotherVersion() {
        Matcher matcher = ANOTHER_VERSION.matcher(text);
        assertThat(matcher.find()).isTrue();
        assertThat(SparkRelease.of(matcher.group(1)))
                .hasValueSatisfying(release -> assertThat(release.sha256()).isEqualTo(matcher.group(3)));
        assertThat(matcher.group(2)).isEqualTo(matcher.group(1).startsWith("3.") ? "2.12" : "2.13");
    }

    /** What stands behind each use of an instruction, in order. */
    private List<String> of(String instruction) {
        return instructions.stream()
                .filter(line -> line.startsWith(instruction + " "))
                .map(line -> line.substring(instruction.length() + 1).strip())
                .toList();
    }

    private Map<String, String> assignments(String line) {
        var found = new LinkedHashMap<String, String>();
        Matcher matcher = ASSIGNMENT.matcher(line);
        while (matcher.find()) {
            String value = matcher.group(2).replace("\"", "").replace("$PATH", ImageConfig.DEFAULT_PATH);
            for (var argument : arguments.entrySet()) {
                value = value.replace("$" + argument.getKey(), argument.getValue());
            }
            found.put(matcher.group(1), value);
        }
        return found;
    }

    private static String list(List<String> words) {
        var quoted = new ArrayList<String>();
        words.forEach(word -> quoted.add('"' + word + '"'));
        return "[" + String.join(", ", quoted) + "]";
    }
}
