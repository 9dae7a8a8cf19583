package dev.headgate.topology.parse;

import dev.headgate.kit.option.DataSize;
import dev.headgate.topology.model.EventStream;
import dev.headgate.topology.model.FileRule;
import dev.headgate.topology.model.Located;
import dev.headgate.topology.model.Protocol;
import dev.headgate.topology.model.Rate;
import dev.headgate.topology.model.Raw;
import dev.headgate.topology.model.Sending;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads one stream below {@code app-servers}. */
final class StreamReader {
    /** The source of edge agents for the agents on app servers; a stream's source is called by the stream. */
    private static final String RESERVED = "from-tail";

    private static final String TAIL = "tail";

    private static final List<String> WAYS =
            Stream.concat(Protocol.words().stream(), Stream.of(TAIL)).toList();

    private static final Key<List<String>> HOSTS = Key.required(
            "hosts", Hosts.TYPE, "the app servers, such as web-[01-40].example.com, a list or file:hosts.txt.");
    private static final Key<Rate> EVENTS =
            Key.required("events", ValueType.RATE, "the peak of one app server, such as 400/s.");
    private static final Key<DataSize> EVENT_SIZE =
            Key.required("event-size", ValueType.SIZE_OF_EVENT, "the size of an event's body, such as 600B.");
    private static final Key<String> SEND = Key.required(
            "send",
            ValueType.word(WAYS),
            "what the app servers speak: avro or thrift for Flume's RPC, http for JSON posts, syslog for lines over TCP; or tail for an agent on the app server itself that follows its files.");
    private static final Key<List<String>> FILES =
            Key.required("files", ValueType.FILES, "the files to follow, such as /var/log/app/*.log.");

    static final Shape SHAPE = Shape.of(HOSTS, EVENTS, EVENT_SIZE, SEND)
            .either(
                    new Shape.Alternative(SEND, Set.of(TAIL), List.of(FILES)),
                    new Shape.Alternative(SEND, Set.copyOf(Protocol.words()), List.of()))
            .with(RawReader.part("more keys of the source that takes its events, as in options.md."));

    private StreamReader() {}

    static EventStream read(Located<String> name, Section section) {
        if (name.value().equals(RESERVED)) {
            section.report(
                    FileRule.BAD_VALUE,
                    name.at(),
                    "Bad name '%s' of a stream: the way from the agents on app servers is called so. Choose another."
                            .formatted(RESERVED));
        }
        Located<List<String>> hosts = section.read(HOSTS);
        Located<Rate> events = section.read(EVENTS);
        Located<DataSize> eventSize = section.read(EVENT_SIZE);
        Sending sending = sending(section, section.read(SEND));
        section.finish();
        return new EventStream(name, hosts, events, eventSize, sending);
    }

    private static Sending sending(Section section, Located<String> send) {
        Raw raw = RawReader.read(section);
        if (send.value().equals(TAIL)) {
            return new Sending.Tail(section.read(FILES), raw);
        }
        // A word that is wrong has been reported, and whether there may be files depends on what was meant.
        boolean isWrong = send.value().isEmpty();
        section.find(FILES)
                .filter(files -> !isWrong)
                .ifPresent(files -> section.report(
                        FileRule.BAD_VALUE,
                        files.at(),
                        "Needless key 'files' in %s: its app servers send by %s, and no file is followed. Remove it, or say 'send: tail'."
                                .formatted(section.label(), send.value())));
        return new Sending.Network(isWrong ? Protocol.AVRO : Protocol.of(send.value()), raw);
    }
}
