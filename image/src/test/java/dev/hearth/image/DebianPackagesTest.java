package dev.hearth.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DebianPackagesTest {

    @TempDir
    Path folder;

    @Test
    void namesTheExactVersionOfWhatIsInstalled() throws IOException {
        String status = """
                Package: tini
                Status: install ok installed
                Architecture: amd64
                Version: 0.19.0-1
                Description: tiny but valid init for containers
                 Version: not this one

                Package: removed
                Status: deinstall ok config-files
                Version: 1

                Package: base-files
                Status: install ok installed
                Version: 12.4+deb12u11
                """;
        assertThat(DebianPackages.in(tar("var/lib/dpkg/status", status)))
                .containsExactly("base-files=12.4+deb12u11", "tini=0.19.0-1");
    }

    @Test
    void isEmptyWhereThereIsNoDebian() throws IOException {
        assertThat(DebianPackages.in(tar("etc/os-release", "ID=alpine"))).isEmpty();
    }

    private Path tar(String name, String content) throws IOException {
        Path file = folder.resolve("root").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        Path tar = folder.resolve("base.tar");
        LayerTar.write(tar, List.of(LayerContent.ofRoot(folder.resolve("root"), name)));
        return tar;
    }
}
