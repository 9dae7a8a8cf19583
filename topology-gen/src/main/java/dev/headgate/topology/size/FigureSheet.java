package dev.headgate.topology.size;

import java.util.ArrayList;
import java.util.List;

/** The numbers of one tier or store, as they are found. Used by one thread. */
final class FigureSheet {
    private final String subject;
    private final List<Figure> figures = new ArrayList<>();

    FigureSheet(String subject) {
        this.subject = subject;
    }

    void add(String name, long amount, Figure.Unit unit, String formula, String worked) {
        add(name, (double) amount, unit, formula, worked);
    }

    void add(String name, double amount, Figure.Unit unit, String formula, String worked) {
        figures.add(new Figure(subject, name, amount, unit, formula, worked));
    }

    List<Figure> figures() {
        return List.copyOf(figures);
    }
}
