package dev.hearth.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    void notesTheChecksumOfWhatItMakes() {
        Cache cache = new Cache(folder);
        assertThat(cache.checksum("file")).isEmpty();
        CachedFile file = cache.checkedFile("file", text -> {}, fresh -> Files.writeString(fresh, "content"));
        assertThat(file.sha256()).isEqualTo(Sha256.of(file.path()));
        assertThat(cache.checksum("file")).contains(file.sha256());
    }

    @Test
    void makesADamagedFileAgainAndSaysSo() throws IOException {
        Cache cache = new Cache(folder);
        var said = new ArrayList<String>();
        Path file = cache.checkedFile("file", said::add, fresh -> Files.writeString(fresh, "content"))
                .path();
        Files.writeString(file, "half");
        assertThat(cache.checkedFile("file", said::add, fresh -> Files.writeString(fresh, "content"))
                        .path())
                .hasContent("content");
        assertThat(said).singleElement().asString().contains(file.toString(), "damaged");
    }

    @Test
    void trustsAFileThatAnOlderHearthMade() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "content");
        CachedFile found = new Cache(folder).checkedFile("file", text -> {}, fresh -> {
            throw new IOException("It is there");
        });
        assertThat(found).isEqualTo(new CachedFile(file, Sha256.of(file)));
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
