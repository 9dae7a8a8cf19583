package dev.headgate.topology.graph;

/** Writes a picture as a flowchart of Mermaid, for Markdown pages. */
final class MermaidGraph {
    private static final int FOLD = 12;

    private MermaidGraph() {}

    static String of(Picture picture) {
        StringBuilder text = new StringBuilder("flowchart LR\n");
        for (Picture.Box box : picture.boxes()) {
            String label = quoted(box.title() + "<br/>" + String.join("<br/>", box.facts()));
            switch (box.kind()) {
                case STREAM -> text.append("  %s([%s])\n".formatted(box.id(), label));
                case STORE -> text.append("  %s[(%s)]\n".formatted(box.id(), label));
                // A title of several lines would cover the agents.
                case TIER -> tier(box, quoted(box.title() + ": " + box.facts().get(0)), text);
            }
        }
        for (Picture.Way way : picture.ways()) {
            text.append("  %s -->|%s| %s\n".formatted(way.from(), quoted(way.label()), way.to()));
        }
        return text.toString();
    }

    private static void tier(Picture.Box box, String label, StringBuilder text) {
        text.append("  subgraph %s[%s]\n".formatted(box.id(), label));
        if (box.members().size() > FOLD) {
            Picture.Member first = box.members().get(0);
            Picture.Member last = box.members().get(box.members().size() - 1);
            text.append("    %s_all[%s]\n".formatted(box.id(), quoted(first.name() + " … " + last.name())));
        } else {
            for (int index = 0; index < box.members().size(); index++) {
                Picture.Member member = box.members().get(index);
                text.append(
                        "    %s_%d[%s]\n".formatted(box.id(), index, quoted(member.name() + "<br/>" + member.rate())));
            }
        }
        text.append("  end\n");
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\"", "#quot;") + "\"";
    }
}
