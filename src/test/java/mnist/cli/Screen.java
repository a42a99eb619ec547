package mnist.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * What a terminal shows of a text: it knows carriage return, line feed, "up" and "erase to the end", and breaks lines that are
 * too long, again when its width changes, as terminals of today do.
 */
final class Screen {
    private final int columns;
    private final List<StringBuilder> rows = new ArrayList<>(List.of(new StringBuilder()));
    private int row;
    private int column;
    private int widest;

    Screen(int columns) {
        this.columns = columns;
    }

    /** Writes what a program printed. */
    Screen write(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r') {
                column = 0;
            } else if (c == '\n') {
                toRow(row + 1);
            } else if (c == '\u001b') {
                int end = i + 2;
                while (Character.isDigit(text.charAt(end))) {
                    end++;
                }
                control(text.charAt(end), text.substring(i + 2, end));
                i = end;
            } else {
                put(c);
            }
        }
        return this;
    }

    private void put(char c) {
        if (column == columns) {
            toRow(row + 1);
        }
        StringBuilder line = rows.get(row);
        if (line.length() <= column) {
            line.append(" ".repeat(column - line.length() + 1));
        }
        line.setCharAt(column++, c);
        widest = Math.max(widest, column);
    }

    private void toRow(int next) {
        row = next;
        column = 0;
        if (row == rows.size()) {
            rows.add(new StringBuilder());
        }
    }

    private void control(char command, String number) {
        switch (command) {
            case 'A' -> row = Math.max(0, row - Integer.parseInt(number));
            case 'J' -> {
                rows.get(row).setLength(Math.min(column, rows.get(row).length()));
                rows.subList(row + 1, rows.size()).clear();
            }
            default -> throw new IllegalArgumentException("ESC[" + number + command);
        }
    }

    /** Returns the same screen with a narrower window: the row of the cursor is broken, and the cursor is at its end. */
    Screen narrowed(int narrower) {
        Screen screen = new Screen(narrower);
        for (int i = 0; i < rows.size(); i++) {
            screen.write(rows.get(i) + (i < rows.size() - 1 ? "\n" : ""));
        }
        return screen;
    }

    /** Returns the rows, without the spaces at their ends. */
    List<String> rows() {
        return rows.stream().map(line -> line.toString().stripTrailing()).toList();
    }

    /** Returns the largest number of columns that anything ever took. */
    int widest() {
        return widest;
    }
}
