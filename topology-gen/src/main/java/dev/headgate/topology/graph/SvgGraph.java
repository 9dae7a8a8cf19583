package dev.headgate.topology.graph;

import java.util.List;
import java.util.Locale;

/** Draws a picture as SVG; its colours come from the page around it. Used by one thread, once. */
final class SvgGraph {
    private final Picture picture;
    private final Layout layout;
    private final StringBuilder svg = new StringBuilder();

    private SvgGraph(Picture picture) {
        this.picture = picture;
        this.layout = new Layout(picture);
    }

    static String of(Picture picture) {
        return new SvgGraph(picture).draw();
    }

    private String draw() {
        add(
                "<svg viewBox=\"0 0 %d %d\" style=\"max-width:%dpx\" role=\"img\" aria-label=\"%s\" xmlns=\"http://www.w3.org/2000/svg\">\n",
                layout.width(), layout.height(), Math.max(layout.width(), 980), escaped(picture.title()));
        picture.ways().forEach(this::way);
        picture.boxes().forEach(this::box);
        picture.ways().forEach(this::label);
        return svg.append("</svg>\n").toString();
    }

    private void way(Picture.Way way) {
        Layout.Area from = layout.of(way.from());
        Layout.Area to = layout.of(way.to());
        int bend = (to.x() - from.right()) / 2;
        add(
                "<path class=\"way\" data-from=\"%s\" data-to=\"%s\" stroke-width=\"%.1f\" d=\"M%d %d C%d %d %d %d %d %d\"/>\n",
                way.from(),
                way.to(),
                2 + 10 * way.share(),
                from.right(),
                from.middle(),
                from.right() + bend,
                from.middle(),
                to.x() - bend,
                to.middle(),
                to.x(),
                to.middle());
    }

    /** The rate, a third of the way: there ways that come together are still apart. */
    private void label(Picture.Way way) {
        Layout.Area from = layout.of(way.from());
        Layout.Area to = layout.of(way.to());
        long leaving = picture.ways().stream()
                .filter(other -> other.from().equals(way.from()))
                .count();
        double at = leaving > 1 ? 0.62 : 0.42;
        double bend = 3 * at * at - 2 * at * at * at;
        long x = Math.round(from.right() + (to.x() - from.right()) * at);
        long y = Math.round(from.middle() + (to.middle() - from.middle()) * bend);
        int comma = way.label().indexOf(", ");
        add("<g class=\"rate\" data-from=\"%s\" data-to=\"%s\">", way.from(), way.to());
        int width = Math.max(84, comma * 8 + 16);
        add("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"34\" rx=\"8\"/>", x - width / 2, y - 17, width);
        add("<text x=\"%d\" y=\"%d\">%s</text>", x, y - 3, escaped(way.label().substring(0, comma)));
        add(
                "<text class=\"small\" x=\"%d\" y=\"%d\">%s</text></g>\n",
                x, y + 11, escaped(way.label().substring(comma + 2)));
    }

    private void box(Picture.Box box) {
        Layout.Area area = layout.of(box.id());
        String kind = box.kind().name().toLowerCase(Locale.ROOT);
        add("<g class=\"box %s\" data-id=\"%s\">", kind, box.id());
        add(
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"12\"/>",
                area.x(), area.y(), area.width(), area.height());
        add("<text class=\"title\" x=\"%d\" y=\"%d\">%s</text>", area.x() + 14, area.y() + 25, escaped(box.title()));
        int y = area.y() + 43;
        for (String fact : box.facts()) {
            add(
                    "<text class=\"fact\" x=\"%d\" y=\"%d\"><title>%s</title>%s</text>",
                    area.x() + 14, y, escaped(fact), escaped(cut(fact, (area.width() - 24) / 7)));
            y += 16;
        }
        List<Picture.Member> members = box.members();
        for (int index = 0; index < members.size(); index++) {
            member(members.get(index), index, area);
        }
        svg.append("</g>\n");
    }

    private void member(Picture.Member member, int index, Layout.Area area) {
        add("<g class=\"agent\" tabindex=\"0\" data-agent=\"%s\">", escaped(member.name()));
        add("<title>%s</title>", escaped(member.name() + " " + member.rate()));
        double shade = 0.16 + 0.84 * Math.min(1, member.load());
        if (area.cell() == 0) {
            row(member, area, area.y() + Layout.HEAD + index * Layout.ROW, shade);
        } else {
            int x = area.x() + 12 + index % area.across() * area.cell();
            int y = area.y() + Layout.HEAD + index / area.across() * area.cell();
            add(
                    "<rect class=\"cell\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"3\" fill-opacity=\"%.2f\"/>",
                    x, y, area.cell() - 3, area.cell() - 3, shade);
        }
        svg.append("</g>\n");
    }

    private void row(Picture.Member member, Layout.Area area, int y, double shade) {
        add(
                "<rect class=\"row\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"5\"/>",
                area.x() + 8, y, area.width() - 16, Layout.ROW - 3);
        add(
                "<rect class=\"cell\" x=\"%d\" y=\"%d\" width=\"11\" height=\"11\" rx=\"3\" fill-opacity=\"%.2f\"/>",
                area.x() + 14, y + 5, shade);
        add("<text class=\"name\" x=\"%d\" y=\"%d\">%s</text>", area.x() + 32, y + 15, escaped(member.name()));
        add("<text class=\"load\" x=\"%d\" y=\"%d\">%s</text>", area.right() - 14, y + 15, escaped(member.rate()));
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, Math.max(1, most - 1)) + "…";
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
