package dev.headgate.topology.graph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the boxes of a picture stand, in pixels: a column for each tier, its boxes one below the other around the middle. The
 * agents of a tier stand in a list while they are few, and in a field of small squares when they are many.
 */
final class Layout {
    /** Agents that a list shows. */
    static final int LIST = 14;

    static final int HEAD = 70;
    static final int ROW = 24;

    private static final int MARGIN = 24;
    private static final int WAY = 150;
    private static final int BETWEEN = 26;
    private static final int PADDING = 12;
    private static final int NARROW = 208;
    private static final int GLYPH = 7;

    private final Map<String, Area> areas = new LinkedHashMap<>();
    private int width = MARGIN;
    private int height;

    /**
     * Where a box stands.
     *
     * @param cell the side of an agent's square with the gap behind it; 0 where agents are listed
     * @param across squares in a row
     */
    record Area(int x, int y, int width, int height, int cell, int across) {
        int middle() {
            return y + height / 2;
        }

        int right() {
            return x + width;
        }
    }

    Layout(Picture picture) {
        for (int column = 0; column < picture.columns(); column++) {
            height = Math.max(height, heightOf(picture.column(column)));
        }
        for (int column = 0; column < picture.columns(); column++) {
            List<Picture.Box> boxes = picture.column(column);
            int y = MARGIN + (height - heightOf(boxes)) / 2;
            int widest = boxes.stream().mapToInt(Layout::widthOf).max().orElse(0);
            for (Picture.Box box : boxes) {
                int tall = heightOf(box);
                areas.put(box.id(), new Area(width, y, widest, tall, cell(box), across(box)));
                y += tall + BETWEEN;
            }
            width += widest + WAY;
        }
        width += MARGIN - WAY;
        height += 2 * MARGIN;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    Area of(String id) {
        @Nullable Area area = areas.get(id);
        if (area == null) {
            throw new IllegalArgumentException("No box " + id + ".");
        }
        return area;
    }

    private static int heightOf(List<Picture.Box> boxes) {
        return boxes.stream().mapToInt(Layout::heightOf).sum() + BETWEEN * (boxes.size() - 1);
    }

    private static int heightOf(Picture.Box box) {
        int agents = box.members().size();
        if (agents == 0) {
            return HEAD;
        }
        int rows = cell(box) == 0 ? agents : (agents + across(box) - 1) / across(box);
        return HEAD + rows * (cell(box) == 0 ? ROW : cell(box)) + PADDING;
    }

    private static int widthOf(Picture.Box box) {
        int text = box.facts().stream().mapToInt(String::length).max().orElse(0) * GLYPH + 2 * PADDING;
        int agents = box.members().stream()
                                .mapToInt(member ->
                                        member.name().length() + member.rate().length())
                                .max()
                                .orElse(0)
                        * GLYPH
                + 60;
        int members = cell(box) == 0 ? agents : across(box) * cell(box) + 2 * PADDING;
        return Math.max(NARROW, Math.max(Math.min(text, 300), members));
    }

    private static int cell(Picture.Box box) {
        int agents = box.members().size();
        return agents <= LIST ? 0 : agents <= 120 ? 20 : agents <= 400 ? 15 : 12;
    }

    /** A field twice as tall as wide at most, so that a thousand agents still fit on a screen. */
    private static int across(Picture.Box box) {
        int least = (NARROW - 2 * PADDING) / Math.max(1, cell(box));
        return Math.max(least, (int) Math.ceil(Math.sqrt(box.members().size() * 0.8)));
    }
}
