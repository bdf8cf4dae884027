package dev.hearth.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the image's {@code java} script with a real JVM's place taken by a program that prints its arguments. */
final class JavaShimTest {

    @TempDir
    Path folder;

    private Path jars;
    private Path conf;
    private Path script;

    @BeforeEach
    void layOutAnImage() throws IOException {
        Path hearth = Files.createDirectories(folder.resolve("hearth"));
        jars = Files.createDirectories(folder.resolve("jars"));
        conf = Files.createDirectories(folder.resolve("conf"));
        Path real = Files.createDirectories(hearth.resolve("jvm/real/bin")).resolve("java");
        Files.writeString(real, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertThat(real.toFile().setExecutable(true)).isTrue();
        for (String jar : List.of("first.jar", "a.jar", "b.jar")) {
            Files.createFile(jars.resolve(jar));
        }
        Files.writeString(hearth.resolve("jars"), recorded() + "\n");
        Files.writeString(hearth.resolve("resources"), "core-default.xml hive-log4j2.properties\n");
        Files.createFile(hearth.resolve("spark.jsa"));
        script = folder.resolve("java");
        Files.writeString(
                script,
                Scripts.text("java")
                        .replace("/opt/spark/hearth", hearth.toString())
                        .replace("/opt/spark/jars", jars.toString()));
    }

    @Test
    void putsTheRecordedJarsBeforeTheConfFolder() {
        assertThat(java("-cp", conf + "/:" + jars + "/first.jar:" + jars + "/*", "-Xmx1g", "Main", "argument"))
                .containsSubsequence(
                        "-XX:SharedArchiveFile=" + folder + "/hearth/spark.jsa",
                        "-cp",
                        recorded() + ":" + conf + "/",
                        "-Xmx1g",
                        "Main",
                        "argument");
    }

    @Test
    void appendsWhatComesAfterTheJarsAndWhatAnotherImageHasAdded() throws IOException {
        Files.createFile(jars.resolve("added.jar"));
        assertThat(java("-cp", conf + "/:" + jars + "/*:/etc/hadoop/:/plugin.jar", "Main"))
                .contains(recorded() + ":" + jars + "/added.jar:" + conf + "/:/etc/hadoop/:/plugin.jar");
    }

    @Test
    void leavesAClassPathAloneThatMustPrecedeSparksJars() {
        String classPath = "/user/own.jar:" + conf + "/:" + jars + "/*";
        assertThat(java("-cp", classPath, "Main"))
                .contains(classPath)
                .noneMatch(argument -> argument.contains("SharedArchiveFile"));
    }

    @Test
    void leavesTheConfFolderFirstIfItOverridesAResourceOfAJar() throws IOException {
        Files.createFile(conf.resolve("hive-log4j2.properties"));
        String classPath = conf + "/:" + jars + "/*";
        assertThat(java("-cp", classPath, "Main")).contains(classPath);
    }

    @Test
    void movesAConfFolderOfAMountedSecret() throws IOException {
        Files.createDirectory(conf.resolve("..2026_01_01"));
        Files.createSymbolicLink(conf.resolve("..data"), Path.of("..2026_01_01"));
        Files.writeString(conf.resolve("..2026_01_01/spark-defaults.conf"), "");
        Files.createSymbolicLink(conf.resolve("spark-defaults.conf"), Path.of("..data/spark-defaults.conf"));
        assertThat(java("-cp", conf + "/:" + jars + "/*", "Main")).contains(recorded() + ":" + conf + "/");
    }

    @Test
    void doesNotReadTheProgramsOwnArguments() {
        String classPath = conf + "/:" + jars + "/*";
        assertThat(java("-Xmx1g", "Main", "-cp", classPath))
                .containsSubsequence("Main", "-cp", classPath)
                .noneMatch(argument -> argument.contains("SharedArchiveFile"));
    }

    @Test
    void keepsArgumentsWithBlanksAndQuotesWhole() {
        assertThat(java("-Dname=a b", "-cp", "x", "Main", "it's \"one\" argument", "*", ""))
                .containsSubsequence("-Dname=a b", "-cp", "x", "Main", "it's \"one\" argument", "*");
    }

    @Test
    void putsItsOwnFlagsBeforeTheUsers() {
        assertThat(java("-XX:Tier4CompileThreshold=1", "org.apache.spark.deploy.SparkSubmit", "app.py"))
                .containsSubsequence("-XX:Tier4CompileThreshold=60000", "-XX:Tier4CompileThreshold=1");
    }

    private String recorded() {
        return jars + "/first.jar:" + jars + "/a.jar:" + jars + "/b.jar";
    }

    private List<String> java(String... arguments) {
        var words = new ArrayList<>(List.of("bash", script.toString()));
        words.addAll(List.of(arguments));
        return new Command(words, Map.of("SPARK_CONF_DIR", conf.toString()))
                .run("The script failed.")
                .lines()
                .toList();
    }
}
