package dev.hearth.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MembersTest {

    @TempDir
    Path folder;

    private Members members = new Members(NodeSettings.of(Map.of()));

    @BeforeEach
    void settle() {
        members = new Members(new NodeSettings("it", folder.resolve("node"), folder.resolve("cache")));
    }

    @Test
    void keepsTheNameAndTheFolderOfTheFirstNode() {
        assertThat(members.get(1).name()).isEqualTo("it");
        assertThat(members.get(1).layout().home()).isEqualTo(folder.resolve("node"));
    }

    @Test
    void putsFurtherNodesIntoTheFolderOfTheFirst() {
        assertThat(members.get(3).name()).isEqualTo("it-3");
        assertThat(members.get(3).layout().home()).isEqualTo(folder.resolve("node/nodes/3"));
    }

    @Test
    void knowsFurtherNodesByTheirFolders() {
        new Home(members.first().layout()).claim();
        assertThat(members.count()).isEqualTo(1);

        new Home(members.get(3).layout()).claim();

        assertThat(members.all()).extracting(Member::number).containsExactly(1, 3);
        assertThat(members.count())
                .as("the second one, which somebody deleted, is to come back")
                .isEqualTo(3);
    }

    @Test
    void goesWithTheFolderOfTheFirstNode() {
        new Home(members.first().layout()).claim();
        new Home(members.get(2).layout()).claim();

        assertThat(new Home(members.first().layout()).remove()).isEmpty();
        assertThat(members.first().layout().home()).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"0, , 1", "1, , 1", "3, , 3", "0, 1, 1", "0, 3, 3", "1, 3, 3", "3, 3, 3", "3, 5, 5"})
    void hasAsManyNodesAsWantedOrAsThereAre(int present, @Nullable Integer wanted, int expected) {
        assertThat(Members.size(present, optional(wanted))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, '1 to 5 nodes, not 0'",
        "0, 6, '1 to 5 nodes, not 6'",
        "3, 2, 'hearth node down && hearth node up --nodes 2'"
    })
    void refusesASizeThatItCannotComeTo(int present, int wanted, String advice) {
        assertThatThrownBy(() -> Members.size(present, OptionalInt.of(wanted)))
                .isInstanceOf(NodeException.class)
                .hasMessageContaining(advice);
    }

    @Test
    void letsFurtherNodesBeHarmed() {
        Members.requireFurther(2, 2);
        Members.requireFurther(2, 3);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 'hearth node up --nodes 2'",
        "1, 3, 'nodes 2 to 3'",
        "4, 3, 'hearth node up --nodes 4'",
        "2, 1, 'hearth node up --nodes 2'",
        "6, 3, 'no node 6'",
        "0, 3, 'no node 0'",
        "-1, 1, 'one node'"
    })
    void saysWhichNodesMayBeHarmedInstead(int number, int count, String advice) {
        assertThatThrownBy(() -> Members.requireFurther(number, count))
                .isInstanceOf(NodeException.class)
                .hasMessageContaining(advice);
    }

    private static OptionalInt optional(@Nullable Integer number) {
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
