package dev.hearth.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CacheTest {

    @TempDir
    Path folder;

    @Test
    void makesAFileOnce() {
        Cache cache = new Cache(folder.resolve("cache"));
        var made = new AtomicInteger();
        for (int i = 0; i < 2; i++) {
            assertThat(cache.file("file", fresh -> {
                        made.incrementAndGet();
                        Files.writeString(fresh, "content");
                    }))
                    .hasContent("content");
        }
        assertThat(made).hasValue(1);
    }

    @Test
    void keepsNothingOfAFileThatFailed() {
        Cache cache = new Cache(folder);
        assertThatThrownBy(() -> cache.file("file", fresh -> {
                    Files.writeString(fresh, "half");
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("No space left on device")
                .hasMessageContaining("XDG_CACHE_HOME");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void removesWhatAKilledBuilderLeft() throws IOException {
        Path leftover = Files.createDirectories(folder.resolve("work-123/root/etc"));
        Files.writeString(leftover.resolve("passwd"), "");
        Path kept = Files.writeString(folder.resolve("base-123.tar"), "");
        Cache cache = new Cache(folder);
        cache.locked(text -> {}, () -> assertThat(folder.resolve("work-123")).doesNotExist());
        assertThat(kept).exists();
    }

    @Test
    void changesTheKeyWithEveryInput() {
        assertThat(Sha256.ofInputs("ab", "c"))
                .isNotEqualTo(Sha256.ofInputs("a", "bc"))
                .isNotEqualTo(Sha256.ofInputs("ab", "c", ""));
    }
}
