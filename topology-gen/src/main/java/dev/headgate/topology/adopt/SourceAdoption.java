package dev.headgate.topology.adopt;

import dev.headgate.topology.conf.ConfComponent;
import dev.headgate.topology.conf.ConfGroup;
import dev.headgate.topology.model.Located;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Makes streams of the sources that take from outside. Used by one thread. */
final class SourceAdoption {
    private final Wiring wiring;
    private final Findings findings;
    private final Names names = new Names();
    private final Map<String, List<Found>> alike = new LinkedHashMap<>();

    private record Found(Machine machine, ConfComponent source) {}

    SourceAdoption(Wiring wiring, Findings findings) {
        this.wiring = wiring;
        this.findings = findings;
    }

    List<StreamSketch> of(List<Machine> machines) {
        for (Machine machine : machines) {
            for (ConfComponent source : machine.conf().active(ConfGroup.SOURCES)) {
                if (!wiring.isFedByAgents(machine, source)) {
                    add(machine, source);
                }
                interceptors(source);
            }
        }
        return alike.values().stream().map(this::stream).toList();
    }

    /** Sources of one name and kind that other agents have too are one stream. */
    private void add(Machine machine, ConfComponent source) {
        Types.Way way = Types.source(source);
        if (way == Types.Way.TAIL && files(source).isEmpty()) {
            findings.leftOut(
                    source.at(),
                    "Source '%s' is left out".formatted(source.name()),
                    "it names no file by an absolute path. Put the stream in by hand");
        } else if (way == Types.Way.OTHER) {
            findings.leftOut(
                    source.at(),
                    "Source '%s' of type '%s' is left out".formatted(source.name(), source.type()),
                    "app servers send by avro, thrift, http or syslog, or have files that are followed. Keep an agent of your own for it that sends by Avro to the outermost tier");
        } else {
            alike.computeIfAbsent(
                            way + " " + source.name() + " "
                                    + source.find("port").map(Located::value).orElse("") + files(source),
                            none -> new ArrayList<>())
                    .add(new Found(machine, source));
        }
    }

    private StreamSketch stream(List<Found> found) {
        ConfComponent source = found.get(0).source();
        Types.Way way = Types.source(source);
        List<Machine> machines = found.stream().map(Found::machine).toList();
        String name = names.like(source.name(), "events");
        boolean isTail = way == Types.Way.TAIL;
        Set<String> hosts = new LinkedHashSet<>();
        if (isTail) {
            machines.forEach(machine -> hosts.addAll(machine.hosts()));
        } else {
            hosts.add(name + "-01.example.com");
        }
        boolean isGuessed = !isTail || !machines.stream().allMatch(Machine::isPlaceKnown);
        return new StreamSketch(
                name, way, source, machines, List.copyOf(hosts), isGuessed, isTail ? files(source) : List.of());
    }

    /** The files that a source follows, as patterns of file names: Flume's taildir takes regular expressions. */
    private List<String> files(ConfComponent source) {
        String followed = Types.tailed(source);
        if (!followed.isEmpty()) {
            return List.of(followed);
        }
        Stream<String> own = source.find("files").stream()
                .flatMap(files -> Arrays.stream(files.value().split(",")))
                .map(String::strip);
        Stream<String> groups = source.words("filegroups").stream()
                .flatMap(group -> source.find("filegroups." + group.value()).stream())
                .map(path -> glob(source, path));
        return Stream.concat(own, groups).filter(path -> path.startsWith("/")).toList();
    }

    private String glob(ConfComponent source, Located<String> path) {
        int slash = path.value().lastIndexOf('/');
        String pattern =
                path.value().substring(slash + 1).replaceAll("\\.[*+]", "*").replaceAll("\\\\(.)", "$1");
        if (pattern.matches(".*[\\\\\\[\\](){}|+^$].*")) {
            findings.leftOut(
                    path.at(),
                    "Pattern '%s' of source '%s' becomes '*'".formatted(path.value(), source.name()),
                    "files are named by * and ?, not by regular expressions. Write a pattern that fits");
            pattern = "*";
        }
        return path.value().substring(0, slash + 1) + (pattern.isEmpty() ? "*" : pattern);
    }

    private void interceptors(ConfComponent source) {
        for (Located<String> name : source.words("interceptors")) {
            String type = source.find("interceptors." + name.value() + ".type")
                    .map(Located::value)
                    .orElse("");
            if (!type.startsWith("dev.headgate.")) {
                findings.leftOut(
                        source.at("interceptors." + name.value() + ".type"),
                        "Interceptor '%s' of source '%s' is left out".formatted(type, source.name()),
                        type.equals("timestamp")
                                ? "every event gets its time where it comes in"
                                : "a topology has no interceptors of your own. Do without it, or bring a template with --templates");
            }
        }
    }
}
