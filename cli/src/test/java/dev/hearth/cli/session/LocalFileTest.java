package dev.hearth.cli.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hearth.cli.problem.Exit;
import dev.hearth.cli.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalFileTest {
    @TempDir
    private Path folder;

    private String file(String name) throws IOException {
        return Files.writeString(folder.resolve(name), name).toString();
    }

    private static List<String> names(String element) {
        return LocalFile.element(element).stream().map(LocalFile::name).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a b.csv", "a%b.csv", "a%20b.csv", "ä.csv", "-a.csv", "a*b.csv", "a;'\"$`b.csv", "a=b&c+d~.csv"})
    void namesThatSparkTakesAsTheyAreStay(String name) throws IOException {
        assertThat(names(file(name))).containsExactly(name);
        assertThat(names("file://" + file(name))).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a#b.csv", "a,b.csv", "a?b.csv", "ab:c.csv", "a[1].csv", "a{b}.csv", "a\\b.csv", "a\nb.csv"})
    void namesThatSparkReadsOtherwiseAreRefusedWithAWayOut(String name) throws IOException {
        var file = file(name);
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> LocalFile.element(file))
                .withMessageContaining("Spark cannot have a file named \"" + name + "\"")
                .satisfies(problem -> {
                    assertThat(problem.exit()).isEqualTo(Exit.USAGE);
                    assertThat(problem.advice().orElseThrow()).endsWith(name + "#NAME");
                });
        assertThat(LocalFile.split(file + "#plain.csv")).containsExactly(file + "#plain.csv");
        assertThat(names(file + "#plain.csv")).containsExactly("plain.csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b.py", "a,b.py", "a?b.py", "ab:c.py", "a[1].py", "a{b}.py"})
    void anApplicationMayHaveAnyName(String name) throws IOException {
        assertThat(LocalFile.isAddress(file(name))).isFalse();
        assertThat(LocalFile.application(file(name)).name()).isEqualTo(name);
    }

    @Test
    void commasSeparateFilesUnlessAFileHasThemInItsName() throws IOException {
        var first = file("a");
        var second = file("b");
        assertThat(LocalFile.split(first + "," + second + "#c,s3a://x/y,"))
                .containsExactly(first, second + "#c", "s3a://x/y");
        var odd = file("x,y");
        assertThat(LocalFile.split(odd)).containsExactly(odd);
        file("x");
        file("y");
        assertThat(LocalFile.split(folder.resolve("x") + "," + folder.resolve("y")))
                .hasSize(2);
    }

    @Test
    void aStarMeansAllFilesThatMatch() throws IOException {
        file("b.csv");
        file("a.csv");
        file("a.txt");
        Files.createDirectory(folder.resolve("c.csv"));
        assertThat(names(folder + "/*.csv")).containsExactly("a.csv", "b.csv");
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> LocalFile.element(folder + "/*.parquet"))
                .withMessage("there is no file " + folder + "/*.parquet");
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> LocalFile.element(folder + "/a[.csv"))
                .withMessage("there is no file " + folder + "/a[.csv");
    }

    @Test
    void addressesAreLeftToSpark() {
        assertThat(LocalFile.isAddress("s3a://bucket/x.py")).isTrue();
        assertThat(LocalFile.isAddress("local:///opt/x.jar")).isTrue();
        assertThat(LocalFile.isAddress("file:///opt/x.jar")).isFalse();
        assertThat(LocalFile.isAddress("x.jar")).isFalse();
    }

    @Test
    void anAliasIsAName() throws IOException {
        var file = file("a.csv");
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> LocalFile.element(file + "#"));
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> LocalFile.element(file + "#x/y.csv"));
    }
}
