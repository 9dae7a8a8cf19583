package dev.headgate.topology.graph;

import java.util.List;
import java.util.stream.Collectors;

/** Writes a picture in words: a paragraph for each box, and below it where its events go. */
final class TextGraph {
    private static final int FOLD = 12;

    private TextGraph() {}

    static String of(Picture picture) {
        StringBuilder text = new StringBuilder(picture.title() + ": " + picture.summary() + "\n");
        for (Picture.Box box : picture.boxes()) {
            text.append("\n%s %s: %s\n".formatted(word(box.kind()), box.title(), String.join("; ", box.facts())));
            members(box.members(), text);
            picture.ways().stream()
                    .filter(way -> way.from().equals(box.id()))
                    .forEach(way -> text.append("  ──▶ %s  %s\n".formatted(title(picture, way.to()), way.label())));
        }
        return text.toString();
    }

    private static void members(List<Picture.Member> members, StringBuilder text) {
        if (members.size() > FOLD) {
            Picture.Member first = members.get(0);
            Picture.Member last = members.get(members.size() - 1);
            text.append("  %s … %s\n".formatted(first.name(), last.name()));
            return;
        }
        int width = members.stream()
                .mapToInt(member -> member.name().length())
                .max()
                .orElse(1);
        for (Picture.Member member : members) {
            String targets = member.targets().isEmpty() ? "" : "  to " + String.join(", ", member.targets());
            text.append(
                    ("  %-" + width + "s  %s  %s%s\n").formatted(member.name(), member.host(), member.rate(), targets));
        }
    }

    private static String title(Picture picture, String id) {
        return picture.boxes().stream()
                .filter(box -> box.id().equals(id))
                .map(Picture.Box::title)
                .collect(Collectors.joining());
    }

    private static String word(Picture.Kind kind) {
        return switch (kind) {
            case STREAM -> "stream";
            case TIER -> "tier";
            case STORE -> "store";
        };
    }
}
