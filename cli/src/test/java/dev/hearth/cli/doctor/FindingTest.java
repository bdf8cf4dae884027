package dev.hearth.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.cli.terminal.Style;
import org.junit.jupiter.api.Test;

class FindingTest {
    @Test
    void everyLineOfAdviceIsIndentedAlike() {
        var finding = Finding.note("node", "two packages are missing", "install one\nand the other");
        var indent = " ".repeat(24);
        assertThat(finding.text(new Style(false, false)).lines().skip(1))
                .containsExactly(indent + "install one", indent + "and the other");
    }
}
