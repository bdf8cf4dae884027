package dev.hearth.cli.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hearth.cli.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmissionTest {
    @TempDir
    private Path folder;

    private String file(String name, String content) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content).toString();
    }

    private static Map<String, String> unpack(Upload upload) throws IOException {
        var bytes = new ByteArrayOutputStream();
        upload.writeTo(bytes);
        var content = new LinkedHashMap<String, String>();
        try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                content.put(entry.getName(), new String(tar.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return content;
    }

    @Test
    void everyPartHasItsPlaceOnTheLineAndArgumentsComeLast() throws IOException {
        var app = file("app.py", "print()");
        var zip = file("lib.zip", "zip");
        var data = file("data.csv", "1,2");
        var submission = new Submission(
                app,
                List.of("--conf", "x y"),
                List.of(zip + ",s3a://bucket/other.py"),
                List.of(data + "#table.csv"),
                List.of("local:///opt/x.jar"),
                List.of("g:a:1"),
                List.of("spark.a=b"),
                Optional.of("Main"),
                Optional.of("job"));
        var upload = new Upload();
        assertThat(submission.sparkSubmit(upload, "2g"))
                .containsExactly(
                        "--driver-memory",
                        "2g",
                        "--name",
                        "job",
                        "--class",
                        "Main",
                        "--conf",
                        "spark.a=b",
                        "--py-files",
                        "0/lib.zip,s3a://bucket/other.py",
                        "--files",
                        "1/table.csv",
                        "--jars",
                        "local:///opt/x.jar",
                        "--packages",
                        "g:a:1",
                        "2/app.py",
                        "--conf",
                        "x y");
        assertThat(unpack(upload))
                .containsExactly(
                        Map.entry("0/lib.zip", "zip"),
                        Map.entry("1/table.csv", "1,2"),
                        Map.entry("2/app.py", "print()"));
    }

    @Test
    void filesOfOneNameStayApartAndOneFileIsSentOnce() throws IOException {
        var upload = new Upload();
        var first = upload.addElement(file("a/x.py", "1"));
        var second = upload.addElement(file("b/x.py", "2"));
        assertThat(first).containsExactly("0/x.py");
        assertThat(second).containsExactly("1/x.py");
        assertThat(upload.addApplication(folder.resolve("a/x.py").toString())).isEqualTo("0/x.py");
        assertThat(unpack(upload)).containsExactly(Map.entry("0/x.py", "1"), Map.entry("1/x.py", "2"));
    }

    @Test
    void longAndForeignNamesSurvive() throws IOException {
        var name = "ä ".repeat(40) + "x".repeat(80) + ".py";
        var upload = new Upload();
        upload.addApplication(file(name, "1"));
        assertThat(unpack(upload)).containsOnlyKeys("0/" + name);
    }

    @Test
    void theArchiveIsAsLongAsAnnouncedAlsoWhereAFileGrowsMeanwhile() throws IOException {
        var upload = new Upload();
        var _ = upload.addApplication(file("ä ".repeat(60) + ".py", "x".repeat(70_001)));
        var _ = upload.addElement(file("empty.csv", ""));
        var log = file("log.csv", "first");
        var _ = upload.addElement(log);
        Files.writeString(Path.of(log), "first, and what came later");
        var bytes = new ByteArrayOutputStream();
        upload.writeTo(bytes);
        assertThat(upload.archiveSize()).isEqualTo(bytes.size());
        assertThat(unpack(upload)).containsEntry("2/log.csv", "first");
    }

    @Test
    void aFileThatIsCutMeanwhileIsAClearFailure() throws IOException {
        var upload = new Upload();
        var data = file("data.csv", "long");
        var _ = upload.addElement(data);
        Files.writeString(Path.of(data), "");
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> upload.writeTo(new ByteArrayOutputStream()))
                .withMessageContaining("became shorter");
    }

    @Test
    void aFileThatIsNotThereIsRefusedBeforeAnythingStarts() {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> new Upload().addApplication("missing.py"))
                .withMessage("there is no file missing.py")
                .satisfies(problem -> assertThat(problem.advice().orElseThrow()).contains("local:///"));
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> new Upload().addApplication(folder.toString()))
                .withMessageEndingWith("is a folder");
    }
}
