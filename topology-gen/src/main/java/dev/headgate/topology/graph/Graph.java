package dev.headgate.topology.graph;

import dev.headgate.topology.place.Placement;

/** A picture of a placement in one of several languages. The same placement gives the same text. */
public final class Graph {
    /** The languages. */
    public enum Format {
        /** For a terminal. */
        TEXT,
        /** For Markdown pages. */
        MERMAID,
        /** For Graphviz. */
        DOT,
        /** A page of its own, for a browser. */
        HTML,
        /** For programs. */
        JSON
    }

    private Graph() {}

    public static String draw(Placement placement, Format format) {
        return switch (format) {
            case TEXT -> TextGraph.of(paint(placement));
            case MERMAID -> MermaidGraph.of(paint(placement));
            case DOT -> DotGraph.of(paint(placement));
            case HTML -> HtmlPage.of(paint(placement));
            case JSON -> JsonGraph.of(placement);
        };
    }

    private static Picture paint(Placement placement) {
        return new Painter(placement).paint();
    }
}
