package dev.hearth.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LayerTarTest {

    @TempDir
    Path folder;

    @Test
    void isTheSameWhateverTheTimesAndTheOrderOfWriting() throws IOException {
        Path one = tree("one", "a", "b");
        Path other = tree("other", "b", "a");
        Files.setLastModifiedTime(other.resolve("opt/a"), FileTime.fromMillis(0));
        assertThat(Sha256.of(tar("one.tar", LayerContent.ofRoot(one, "opt"))))
                .isEqualTo(Sha256.of(tar("other.tar", LayerContent.ofRoot(other, "opt"))));
    }

    @Test
    void listsParentFoldersAndKeepsLinksAndOwners() throws IOException {
        Path root = tree("root", "a");
        Files.createSymbolicLink(root.resolve("opt/link"), Path.of("a"));
        List<TarArchiveEntry> entries = entries(tar(
                "layer.tar",
                LayerContent.ofRoot(root, "opt/link"),
                LayerContent.ofRoot(root, "opt/a").ownedBy(185)));
        assertThat(entries).extracting(TarArchiveEntry::getName).containsExactly("opt/", "opt/a", "opt/link");
        assertThat(entries).extracting(TarArchiveEntry::getLongUserId).containsExactly(0L, 185L, 0L);
        assertThat(entries.getLast().getLinkName()).isEqualTo("a");
    }

    @Test
    void leavesOutWhatBelongsToAnotherLayer() throws IOException {
        Path root = tree("root", "a", "b");
        assertThat(entries(tar("layer.tar", LayerContent.ofRoot(root, "opt").without("opt/b"))))
                .extracting(TarArchiveEntry::getName)
                .containsExactly("opt/", "opt/a");
    }

    private Path tree(String name, String... files) throws IOException {
        Path opt = Files.createDirectories(folder.resolve(name).resolve("opt"));
        for (String file : files) {
            Files.writeString(opt.resolve(file), "content of " + file);
        }
        return folder.resolve(name);
    }

    private Path tar(String name, LayerContent... contents) throws IOException {
        Path tar = folder.resolve(name);
        LayerTar.write(tar, List.of(contents));
        return tar;
    }

    private static List<TarArchiveEntry> entries(Path tar) throws IOException {
        var entries = new ArrayList<TarArchiveEntry>();
        try (InputStream file = Files.newInputStream(tar);
                TarArchiveInputStream in = new TarArchiveInputStream(file)) {
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.add(entry);
            }
        }
        return entries;
    }
}
