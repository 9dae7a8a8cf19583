package dev.headgate.topology.parse;

import dev.headgate.topology.model.FileRule;
import dev.headgate.topology.model.Location;
import dev.headgate.topology.model.Outcome;
import dev.headgate.topology.model.Problem;
import dev.headgate.topology.model.Source;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Turns a file's bytes into text that YAML may hold, or says where they are none. */
final class Utf8 {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Utf8() {}

    static Outcome<String> decode(String name, byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            return refused(
                    name,
                    text,
                    text.length(),
                    "Bad byte 0x%02X in the file: it is not UTF-8. Save the file as UTF-8."
                            .formatted(bytes[in.position()] & 0xFF));
        }
        OptionalInt control = IntStream.range(0, text.length())
                .filter(index -> !isText(text.charAt(index), index))
                .findFirst();
        if (control.isPresent()) {
            return refused(
                    name,
                    text,
                    control.getAsInt(),
                    "Bad character U+%04X in the file: YAML does not take it. Remove it."
                            .formatted((int) text.charAt(control.getAsInt())));
        }
        return Outcome.of(!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text, List.of());
    }

    private static boolean isText(char character, int index) {
        return switch (character) {
            case '\t', '\n', '\r' -> true;
            case BYTE_ORDER_MARK -> index == 0;
            case '\uFFFE', '\uFFFF' -> false;
            default -> !Character.isISOControl(character);
        };
    }

    private static Outcome<String> refused(String name, String text, int end, String message) {
        String[] before = text.substring(0, end).split("\r\n|\r|\n", -1);
        String last = before[before.length - 1];
        Location at = new Location(Source.file(name, text), before.length, last.codePointCount(0, last.length()) + 1);
        return Outcome.failed(List.of(new Problem(FileRule.BAD_ENCODING, at, message)));
    }
}
