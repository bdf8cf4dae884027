package dev.hearth.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HomeTest {

    @TempDir
    Path folder;

    private Layout layout = new Layout(Path.of(""));

    private Home home = new Home(layout);

    @BeforeEach
    void settle() {
        layout = new Layout(folder.resolve("node"));
        home = new Home(layout);
    }

    @Test
    void takesAFolderThatIsNotThereYetAndLeavesNothingOfIt() {
        home.claim();
        Layout.write(layout.addresses(), "10.99.0.0/30 10.98.0.0/16 10.96.0.0/16\n");
        Layout.write(layout.data("etcd").resolve("member"), "data");
        Layout.write(layout.kubeconfig(), "");

        assertThat(home.ours()).isTrue();
        assertThat(home.remove()).isEmpty();
        assertThat(layout.home()).doesNotExist();
    }

    @Test
    void refusesAFolderWithFilesOfSomebodyElse() {
        Layout.write(layout.home().resolve("thesis.tex"), "years of work");

        assertThatThrownBy(home::claim)
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("thesis.tex")
                .hasMessageContaining("Set HEARTH_NODE_HOME");
    }

    @Test
    void deletesNothingWhereNoNodeEverLived() {
        Layout.write(layout.home().resolve("data/thesis.tex"), "years of work");
        Layout.write(layout.addresses(), "1 Main Street\n");

        assertThat(home.remove())
                .containsExactly(layout.addresses(), layout.home().resolve("data"));
        assertThat(layout.home().resolve("data/thesis.tex")).hasContent("years of work");
    }

    @Test
    void leavesWhatSomebodyElsePutBesideTheNodesFiles() {
        home.claim();
        var notes = layout.home().resolve("notes.txt");
        Layout.write(notes, "mine");

        assertThat(home.remove()).containsExactly(notes);
        assertThat(layout.home()).isDirectoryContaining(notes::equals);
        assertThat(home.ours()).isFalse();
    }

    @Test
    void takesAWholeDisk() throws Exception {
        var ofTheFileSystem = Files.createDirectories(layout.home().resolve("lost+found"));

        home.claim();

        assertThat(home.remove()).isEmpty();
        assertThat(layout.home()).isDirectoryContaining(ofTheFileSystem::equals);
        assertThat(layout.config()).doesNotExist();
    }

    @Test
    void knowsAHomeOfTheFirstVersionByItsAddresses() {
        Layout.write(layout.addresses(), "10.99.0.0/30 10.98.0.0/16 10.96.0.0/16\n");
        Layout.write(layout.pki().resolve("ca.crt"), "");

        home.claim();
        home.remove();

        assertThat(layout.home()).doesNotExist();
    }

    @Test
    void finishesARemovalThatWasKilled() throws Exception {
        home.claim();
        Files.createFile(layout.home().resolve(".kubeconfig123.tmp"));
        Files.delete(layout.services());

        assertThat(home.remove()).isEmpty();
        assertThat(layout.home()).doesNotExist();
    }
}
