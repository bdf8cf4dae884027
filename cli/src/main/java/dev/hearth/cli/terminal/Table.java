package dev.hearth.cli.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;

/** Rows under headings, as wide as their widest cells and without trailing blanks. */
public final class Table {
    private static final int GAP = 3;

    private final List<List<Cell>> rows = new ArrayList<>();
    private final ColorScheme scheme;

    public Table(Style style, String... headings) {
        scheme = style.scheme();
        rows.add(Arrays.stream(headings).map(Cell::plain).toList());
    }

    /** A cell in a colour; anything else given to {@link #row} is printed plainly. */
    public record Cell(String text, String color) {
        static Cell plain(Object value) {
            return value instanceof Cell cell ? cell : new Cell(String.valueOf(value), "");
        }

        public static Cell good(String text) {
            return new Cell(text, "green");
        }

        public static Cell bad(String text) {
            return new Cell(text, "red");
        }

        public static Cell warning(String text) {
            return new Cell(text, "yellow");
        }

        public static Cell strong(String text) {
            return new Cell(text, "bold");
        }

        // Not through Ansi.Text's constructor: it would take "@|" in a name for markup.
        private Ansi.Text painted(ColorScheme scheme) {
            return scheme.apply(text, color.isEmpty() ? List.of() : List.of(Ansi.Style.parse(color)));
        }
    }

    /** Adds a row of as many cells as there are headings. */
    public Table row(Object... cells) {
        rows.add(Arrays.stream(cells).map(Cell::plain).toList());
        return this;
    }

    public boolean isEmpty() {
        return rows.size() == 1;
    }

    @Override
    public String toString() {
        var columns = IntStream.range(0, rows.getFirst().size())
                .mapToObj(column -> new Column(width(column) + GAP, 0, Column.Overflow.SPAN))
                .toArray(Column[]::new);
        var table = TextTable.forColumns(scheme, columns);
        rows.forEach(row -> table.addRowValues(
                row.stream().map(cell -> cell.painted(scheme)).toArray(Ansi.Text[]::new)));
        return table.toString().lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
    }

    private int width(int column) {
        return rows.stream()
                .mapToInt(row -> row.get(column).painted(scheme).getCJKAdjustedLength())
                .max()
                .orElse(0);
    }
}
