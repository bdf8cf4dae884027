package dev.hearth.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ImageTest {

    /** As containerd 1.6 prints it, the sizes and labels shortened. */
    private static final String LISTING = """
            REF                            TYPE                                                 DIGEST     SIZE    PLATFORMS   LABELS
            docker.io/hearth/pause:1       application/vnd.docker.distribution.manifest.v2+json sha256:aa  1.4 MiB linux/amd64 io.cri-containerd.image=managed
            docker.io/library/redis:8      application/vnd.oci.image.index.v1+json              sha256:bb  9.9 MiB linux/amd64 io.cri-containerd.image=managed
            docker.io/library/redis@sha256:bb application/vnd.oci.image.index.v1+json           sha256:bb  9.9 MiB linux/amd64 io.cri-containerd.image=managed
            sha256:0123                    application/vnd.docker.distribution.manifest.v2+json sha256:aa  1.4 MiB linux/amd64 io.cri-containerd.image=managed
            """;

    @Test
    void tellsWhatWasLoadedFromWhatWasPulled() {
        assertThat(Image.loaded(LISTING)).containsExactly(new Image("docker.io/hearth/pause:1", "sha256:aa"));
    }

    @Test
    void knowsEveryNameThatIsThere() {
        assertThat(Image.list(LISTING)).hasSize(4).contains(new Image("docker.io/library/redis:8", "sha256:bb"));
    }

    @Test
    void findsNothingOnANodeWithoutImages() {
        assertThat(Image.list("REF TYPE DIGEST SIZE PLATFORMS LABELS\n")).isEmpty();
    }
}
