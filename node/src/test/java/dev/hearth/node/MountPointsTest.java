package dev.hearth.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MountPointsTest {

    @TempDir
    Path machine;

    private Path kubelet = Path.of("");

    private MountPoints mountPoints = new MountPoints(List.of(), Path.of(""), Path.of(""));

    @BeforeEach
    void boot() {
        kubelet = machine.resolve("lib/kubelet");
        mountPoints = new MountPoints(
                List.of(kubelet.toString()), machine.resolve("home/mount-points"), machine.resolve("run/mount-points"));
    }

    @Test
    void removesTheFoldersThatItMade() {
        mountPoints.create();
        mountPoints.create();
        assertThat(kubelet).isDirectory();

        mountPoints.remove();

        assertThat(kubelet).doesNotExist();
        assertThat(mountPoints.shared()).doesNotExist();
    }

    @Test
    void keepsTheFoldersThatWereThere() throws Exception {
        Files.createDirectories(kubelet);
        mountPoints.create();

        mountPoints.remove();

        assertThat(kubelet).isDirectory();
    }

    @Test
    void believesNoRecordOfSomebodyElse() throws Exception {
        var foreign = Files.createDirectories(machine.resolve("empty"));
        Layout.write(mountPoints.own(), foreign.toString());

        mountPoints.remove();

        assertThat(foreign).isDirectory();
        assertThat(mountPoints.own()).exists();
    }
}
