package dev.headgate.topology.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** A topology file that is edited at random, as an operator does over a year. Used by one thread. */
final class Draft {
    private static final List<String> KINDS = List.of("journal", "journal", "file", "kafka", "memory");
    private static final List<String> SENDING = List.of("avro", "avro", "thrift", "http", "tail");

    private final List<Stream> streams = new ArrayList<>();
    private final List<Tier> tiers = new ArrayList<>();
    private final List<Store> stores = new ArrayList<>();
    private int ports = 41_414;
    private String data = "/var/lib/headgate";
    private int names;

    private record Stream(String name, int first, int last, int events, int size, String send, List<String> to) {
        String yaml() {
            String files = send.equals("tail") ? ", files: /l/" + name + ".log" : "";
            // The streams of an even name stand on machines of their own, those of an odd one share theirs.
            String host = send.equals("tail") ? "app" : name;
            return "  %s: { hosts: \"%s-[%03d-%03d]\", events: %d/s, event-size: %dB, send: %s%s }%n"
                    .formatted(name, host, first, last, events, size, send, files);
        }

        Stream to(List<String> targets) {
            return new Stream(name, first, last, events, size, send, List.copyOf(targets));
        }
    }

    private record Tier(
            String name, int first, int last, int perHost, int fanIn, int spare, String hold, String kind, boolean by) {
        String yaml() {
            String channel = kind.equals("memory")
                    ? "memory, lossy: true"
                    : kind.equals("kafka") ? "kafka, channel-brokers: \"k-" + name + ":9092\"" : kind;
            return "  %s: { hosts: \"m-[%02d-%02d]\", agents-per-host: %d, fan-in: %d, spare: %d, hold: %s, channel: %s }%n"
                    .formatted(name, first, last, perHost, fanIn, spare, hold, channel);
        }
    }

    private record Store(String name, boolean isKafka) {
        String yaml() {
            return isKafka
                    ? "  %s: { kind: kafka, brokers: \"k:9092\", topic: \"%s\" }%n".formatted(name, name)
                    : "  %s: { kind: hdfs, path: \"hdfs://nn/%s\" }%n".formatted(name, name);
        }
    }

    /** Two tiers, two streams and two stores. */
    static Draft first() {
        Draft draft = new Draft();
        draft.stores.add(new Store("raw", false));
        draft.stores.add(new Store("bus", true));
        draft.streams.add(new Stream("web", 1, 24, 400, 600, "avro", List.of("raw", "bus")));
        draft.streams.add(new Stream("bill", 1, 3, 50, 2000, "tail", List.of("raw")));
        draft.tiers.add(new Tier("edge", 1, 12, 1, 6, 1, "2h", "journal", false));
        draft.tiers.add(new Tier("core", 21, 28, 1, 4, 1, "4h", "journal", false));
        return draft;
    }

    Draft copy() {
        Draft draft = new Draft();
        draft.streams.addAll(streams);
        draft.tiers.addAll(tiers);
        draft.stores.addAll(stores);
        draft.ports = ports;
        draft.data = data;
        draft.names = names;
        return draft;
    }

    String yaml() {
        StringBuilder text = new StringBuilder("topology: year%nports: %d%n".formatted(ports));
        text.append("directories: { data: %s }%ncapacity: { events: 9000/s, bytes: 20MB/s }%napp-servers:%n"
                .formatted(data));
        streams.forEach(stream -> text.append(stream.yaml()));
        text.append("tiers:\n");
        tiers.forEach(tier -> text.append(tier.yaml()));
        text.append("stores:\n");
        stores.forEach(store -> text.append(store.yaml()));
        text.append("routes:\n");
        streams.forEach(stream -> text.append(route(stream)));
        return text.toString();
    }

    /** Its stores, by a tier of their own where one is marked and the stream is the first. */
    private String route(Stream stream) {
        String by = tiers.stream()
                .filter(tier -> tier.by && stream.equals(streams.get(0)) && streams.size() > 1 && tiers.size() > 2)
                .filter(tier -> tiers.indexOf(tier) == tiers.size() - 2)
                .map(tier -> ", by: " + tier.name)
                .collect(Collectors.joining());
        return "  - { streams: %s, to: [%s]%s }%n".formatted(stream.name, String.join(", ", stream.to), by);
    }

    /** Edits one thing. */
    void edit(Random random) {
        switch (random.nextInt(13)) {
            case 0, 1, 2 -> editStream(random);
            case 3, 4, 5 -> editTier(random);
            case 6 -> addOrRemoveStream(random);
            case 7 -> addOrRemoveTier(random);
            case 8 -> renameTierOrSwap(random);
            case 9 -> addOrRemoveStore(random);
            case 10 -> route(random);
            case 11 -> ports = 41_414 + random.nextInt(3) * 7;
            default -> data = random.nextInt(3) == 0 ? "/data" + random.nextInt(2) : data;
        }
    }

    private void editStream(Random random) {
        int index = random.nextInt(streams.size());
        Stream old = streams.get(index);
        boolean isRenamed = random.nextInt(12) == 0;
        int last = random.nextInt(3) == 0 ? 2 + random.nextInt(60) : Math.max(2, old.last + random.nextInt(5) - 2);
        streams.set(
                index,
                new Stream(
                        isRenamed ? fresh("s") : old.name,
                        Math.min(last - 1, 1 + random.nextInt(3)),
                        last,
                        random.nextInt(4) == 0 ? 1 + random.nextInt(800) : old.events,
                        random.nextInt(6) == 0 ? 20 + random.nextInt(4000) : old.size,
                        random.nextInt(8) == 0 ? pick(SENDING, random) : old.send,
                        old.to));
    }

    private void editTier(Random random) {
        int index = random.nextInt(tiers.size());
        Tier old = tiers.get(index);
        int first = random.nextInt(3) == 0 ? 1 + index * 20 + random.nextInt(4) : old.first;
        tiers.set(
                index,
                new Tier(
                        old.name,
                        first,
                        random.nextInt(3) == 0 ? first + 6 + random.nextInt(12) : Math.max(first, old.last),
                        random.nextInt(4) == 0 ? 1 + random.nextInt(3) : old.perHost,
                        random.nextInt(3) == 0 ? 2 + random.nextInt(12) : old.fanIn,
                        random.nextInt(4) == 0 ? random.nextInt(3) : old.spare,
                        random.nextInt(4) == 0 ? (1 + random.nextInt(300)) + "m" : old.hold,
                        random.nextInt(8) == 0 ? pick(KINDS, random) : old.kind,
                        random.nextInt(6) == 0 ? !old.by : old.by));
    }

    private void addOrRemoveStream(Random random) {
        if (streams.size() > 1 && random.nextBoolean()) {
            streams.remove(random.nextInt(streams.size()));
        } else {
            String name = random.nextInt(4) == 0 ? "web" : fresh("s");
            streams.add(new Stream(name, 1, 9, 100, 500, pick(SENDING, random), List.of(stores.get(0).name)));
        }
    }

    private void addOrRemoveTier(Random random) {
        if (tiers.size() > 1 && random.nextBoolean()) {
            tiers.remove(random.nextInt(tiers.size()));
        } else if (tiers.size() < 4) {
            int at = random.nextInt(tiers.size() + 1);
            String name = random.nextInt(4) == 0 ? "core" : fresh("t");
            int first = 1 + random.nextInt(60);
            tiers.add(at, new Tier(name, first, first + 9, 1, 5, 1, "1h", pick(KINDS, random), random.nextBoolean()));
        }
    }

    private void renameTierOrSwap(Random random) {
        int index = random.nextInt(tiers.size());
        Tier old = tiers.get(index);
        if (random.nextBoolean()) {
            Tier renamed = new Tier(
                    fresh("t"), old.first, old.last, old.perHost, old.fanIn, old.spare, old.hold, old.kind, old.by);
            tiers.set(index, renamed);
        } else {
            tiers.remove(index);
            tiers.add(random.nextInt(tiers.size() + 1), old);
        }
    }

    private void addOrRemoveStore(Random random) {
        if (stores.size() > 1 && random.nextBoolean()) {
            Store gone = stores.remove(random.nextInt(stores.size()));
            String other = stores.get(0).name;
            streams.replaceAll(stream -> {
                List<String> rest = stream.to.stream()
                        .filter(name -> !name.equals(gone.name))
                        .toList();
                return stream.to(rest.isEmpty() ? List.of(other) : rest);
            });
        } else {
            stores.add(new Store(random.nextInt(4) == 0 ? "bus" : fresh("o"), random.nextBoolean()));
        }
    }

    private void route(Random random) {
        int index = random.nextInt(streams.size());
        List<String> to = stores.stream()
                .map(Store::name)
                .filter(name -> random.nextBoolean())
                .toList();
        streams.set(index, streams.get(index).to(to.isEmpty() ? List.of(stores.get(0).name) : to));
    }

    /** Sometimes a name that was there before. */
    private String fresh(String prefix) {
        return prefix + (names++ % 7);
    }

    private static String pick(List<String> words, Random random) {
        return words.get(random.nextInt(words.size()));
    }
}
