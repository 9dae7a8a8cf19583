package dev.headgate.topology.graph;

/** Writes a picture in the language of Graphviz. */
final class DotGraph {
    private static final int FOLD = 12;

    private DotGraph() {}

    static String of(Picture picture) {
        StringBuilder text = new StringBuilder("digraph %s {\n".formatted(quoted(picture.title())));
        text.append("  rankdir=LR; compound=true; node [shape=box, style=rounded, fontname=\"sans-serif\"];\n");
        text.append("  edge [fontname=\"sans-serif\", fontsize=10]; graph [fontname=\"sans-serif\"];\n");
        for (Picture.Box box : picture.boxes()) {
            switch (box.kind()) {
                case STREAM -> text.append("  %s [label=%s];\n".formatted(box.id(), label(box)));
                case STORE -> text.append("  %s [shape=cylinder, label=%s];\n".formatted(box.id(), label(box)));
                case TIER -> tier(box, text);
            }
        }
        picture.ways().forEach(way -> text.append(way(picture, way)));
        return text.append("}\n").toString();
    }

    private static void tier(Picture.Box box, StringBuilder text) {
        text.append("  subgraph cluster_%s { label=%s;\n".formatted(box.id(), label(box)));
        if (box.members().size() > FOLD) {
            Picture.Member first = box.members().get(0);
            Picture.Member last = box.members().get(box.members().size() - 1);
            text.append("    %s_0 [label=%s];\n".formatted(box.id(), quoted(first.name() + " … " + last.name())));
        } else {
            for (int index = 0; index < box.members().size(); index++) {
                Picture.Member member = box.members().get(index);
                text.append("    %s_%d [label=%s];\n"
                        .formatted(box.id(), index, quoted(member.name() + "\n" + member.rate())));
            }
        }
        text.append("  }\n");
    }

    /** Between clusters a way needs a node at each end; the one in the middle keeps it straight. */
    private static String way(Picture picture, Picture.Way way) {
        Picture.Box from = box(picture, way.from());
        Picture.Box to = box(picture, way.to());
        return "  %s -> %s [label=%s, penwidth=%d%s%s];\n"
                .formatted(
                        node(from),
                        node(to),
                        quoted(way.label()),
                        1 + Math.round(4 * way.share()),
                        from.kind() == Picture.Kind.TIER ? ", ltail=cluster_" + from.id() : "",
                        to.kind() == Picture.Kind.TIER ? ", lhead=cluster_" + to.id() : "");
    }

    private static String node(Picture.Box box) {
        int shown = box.members().size() > FOLD ? 1 : box.members().size();
        return box.kind() == Picture.Kind.TIER ? box.id() + "_" + shown / 2 : box.id();
    }

    private static Picture.Box box(Picture picture, String id) {
        return picture.boxes().stream()
                .filter(box -> box.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String label(Picture.Box box) {
        return quoted(box.title() + "\n" + String.join("\n", box.facts()));
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
