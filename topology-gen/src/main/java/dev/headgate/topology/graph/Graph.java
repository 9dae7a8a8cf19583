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
        HTML
    }

    private Graph() {}

    public static String draw(Placement placement, Format format) {
        Picture picture = new Painter(placement).paint();
        return switch (format) {
            case TEXT -> TextGraph.of(picture);
            case MERMAID -> MermaidGraph.of(picture);
            case DOT -> DotGraph.of(picture);
            case HTML -> HtmlPage.of(picture);
        };
    }
}
