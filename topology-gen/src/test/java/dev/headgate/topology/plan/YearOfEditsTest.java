package dev.headgate.topology.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.topology.FakeComponents;
import dev.headgate.topology.Seeded;
import dev.headgate.topology.Topologies;
import dev.headgate.topology.Written;
import dev.headgate.topology.check.ComponentCatalog;
import dev.headgate.topology.model.ChannelKind;
import dev.headgate.topology.model.Lock;
import dev.headgate.topology.model.Outcome;
import dev.headgate.topology.model.Problem;
import dev.headgate.topology.parse.LockParser;
import dev.headgate.topology.parse.LockWriter;
import dev.headgate.topology.parse.TopologyText;
import dev.headgate.topology.place.Site;
import dev.headgate.topology.render.Changes;
import dev.headgate.topology.render.Deployment;
import dev.headgate.topology.render.RenderedFolder;
import dev.headgate.topology.render.Templates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an operator does over a year, at random: each edit is planned and, unless it is refused, rendered; agents that drain are taken
 * out, or forgotten. {@code -Dheadgate.test.years=5000} lives through more.
 */
class YearOfEditsTest {
    private static final int EDITS = 12;
    private static final ComponentCatalog CATALOG = ComponentCatalog.of(FakeComponents.all());

    @TempDir
    private Path folder = Path.of("");

    private final Templates templates = Templates.ours();
    private final AtomicInteger years = new AtomicInteger();
    private final Map<String, Integer> outcomes = new TreeMap<>();

    @Test
    void keepsTheHouseInOrder() {
        Seeded.rounds(Integer.getInteger("headgate.test.years", 12), this::live);

        int edits = outcomes.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(outcomes.getOrDefault("fine", 0)).as(outcomes.toString()).isGreaterThan(edits / 3);
    }

    private void live(Random random) {
        Draft draft = Draft.first();
        Year year = new Year(folder.resolve("y" + years.incrementAndGet()), random);
        year.render(draft.yaml());
        for (int edit = 0; edit < EDITS; edit++) {
            Draft edited = draft.copy();
            for (int more = random.nextInt(3); more >= 0; more--) {
                edited.edit(random);
            }
            try {
                if (year.render(edited.yaml())) {
                    draft = edited;
                }
            } catch (AssertionError | RuntimeException failed) {
                throw new AssertionError("edit " + edit + " from\n" + draft.yaml() + "to\n" + edited.yaml(), failed);
            }
            year.drain();
        }
    }

    /** One topology with its lock and its folder. */
    private final class Year {
        private final Path out;
        private final Random random;
        private final Map<String, Long> held = new HashMap<>();
        private Lock lock = Lock.none();
        private TreeMap<String, String> files = new TreeMap<>();

        Year(Path out, Random random) {
            this.out = out;
            this.random = random;
        }

        /** Whether the edit was made; where it was not, nothing is changed. */
        boolean render(String yaml) {
            try {
                return tryToRender(yaml);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        private boolean tryToRender(String yaml) throws IOException {
            boolean isLost = random.nextInt(25) == 0;
            Lock before = isLost ? Lock.none() : lock;
            Outcome<Deployment> compiled = compile(yaml, before);
            if (compiled.hasFailed()) {
                count(compiled.problems().stream()
                        .filter(Problem::isError)
                        .map(problem -> problem.rule().id())
                        .findFirst()
                        .orElse("?"));
                return false;
            }
            Deployment deployment = compiled.get();
            if (random.nextInt(4) == 0) {
                assertThat(compile(yaml, before).get().files()).isEqualTo(deployment.files());
            }
            boolean isLive = random.nextBoolean();
            Plan refused = plan(deployment, before, isLive, Set.of());
            Set<String> accepted =
                    refused.refused().stream().map(AgentPlan::agent).collect(Collectors.toSet());
            if (!accepted.isEmpty() && random.nextInt(4) > 0) {
                count("refused");
                return false;
            }
            Plan plan = plan(deployment, before, isLive, accepted);
            count(isLost ? "lost" : accepted.isEmpty() ? "fine" : "accepted");
            new Invariants(deployment, lock, isLost ? Set.copyOf(lock.agents().keySet()) : Set.of()).check();
            keepsWhatIsHeld(deployment.lock(), accepted, isLive);
            if (!isLost) {
                assertThat(plan.moves()).as("moves").hasSize(Math.toIntExact(new Moves(deployment, before).least()));
            }
            saysWhatIsDone(plan, deployment);
            lock = again(deployment.lock());
            Deployment same = compile(yaml, lock).get();
            assertThat(same.files()).isEqualTo(deployment.files());
            assertThat(plan(same, lock, false, Set.of()).isEmpty())
                    .as("nothing is left to do")
                    .isTrue();
            fill(accepted);
            return true;
        }

        private void count(String outcome) {
            outcomes.merge(outcome, 1, Integer::sum);
        }

        private Outcome<Deployment> compile(String yaml, Lock before) {
            return new Written(yaml)
                    .read()
                    .then(topology -> Topologies.compile(topology, Site.production(), before, CATALOG, templates));
        }

        private Plan plan(Deployment deployment, Lock before, boolean isLive, Set<String> accepted) throws IOException {
            Contents contents = (agent, channel) -> isLive
                    ? OptionalLong.of(held.getOrDefault(agent.name() + "/" + channel, 0L))
                    : OptionalLong.empty();
            return Planner.plan(deployment, before, new RenderedFolder(out), contents, accepted);
        }

        private void saysWhatIsDone(Plan plan, Deployment deployment) throws IOException {
            Changes written = deployment.writeTo(out);
            assertThat(written).isEqualTo(plan.files());
            for (AgentPlan agent : plan.agents()) {
                String below = "agents/" + agent.agent() + "/";
                Set<String> differing = deployment.files().keySet().stream()
                        .filter(name -> name.startsWith(below))
                        .filter(name -> !Objects.equals(
                                files.get(name), deployment.files().get(name)))
                        .map(name -> name.substring(below.length()))
                        .collect(Collectors.toSet());
                boolean isCold = differing.stream()
                        .anyMatch(name -> !Set.of("flume.conf", "log4j2.xml").contains(name));
                switch (agent.action()) {
                    case ADDED ->
                        assertThat(files.containsKey(below + "flume.conf")
                                        && lock.agents().containsKey(agent.agent()))
                                .as(agent.agent())
                                .isFalse();
                    case UNCHANGED -> assertThat(differing).isEmpty();
                    case RELOADED ->
                        assertThat(isCold || differing.isEmpty())
                                .as(agent.agent())
                                .isFalse();
                    case RESTARTED -> assertThat(isCold).as(agent.agent()).isTrue();
                    case DRAINED ->
                        assertThat(deployment.lock().draining())
                                .extracting(Lock.Agent::name)
                                .contains(agent.agent());
                    case REMOVED -> assertThat(deployment.lock().agents()).doesNotContainKey(agent.agent());
                    case REFUSED -> throw new AssertionError(agent.toString());
                }
            }
            files.putAll(deployment.files());
        }

        private Lock again(Lock fresh) {
            byte[] text = LockWriter.write(fresh, "topology.yaml").getBytes(StandardCharsets.UTF_8);
            Outcome<Lock> read = LockParser.parse(new TopologyText("topology.lock.yaml", text, name -> List.of()));
            assertThat(Written.shown(read)).isEmpty();
            assertThat(read.get()).isEqualTo(fresh);
            return read.get();
        }

        /** Whatever an agent holds, or may hold, stays where it is and has room. */
        private void keepsWhatIsHeld(Lock fresh, Set<String> accepted, boolean isLive) {
            for (Lock.Agent agent : lock.agents().values()) {
                agent.channels().forEach((name, channel) -> {
                    long events = isLive ? held.getOrDefault(agent.name() + "/" + name, 0L) : channel.capacity();
                    if (events > 0 && !accepted.contains(agent.name())) {
                        keeps(agent, name, events, fresh);
                    }
                });
            }
        }

        private static void keeps(Lock.Agent agent, String name, long events, Lock fresh) {
            Lock.Agent after = Objects.requireNonNull(fresh.agents().get(agent.name()), agent.name());
            assertThat(after.host()).as(agent.name()).isEqualTo(agent.host());
            assertThat(after.folder()).as(agent.name()).isEqualTo(agent.folder());
            Lock.Channel before = Objects.requireNonNull(agent.channels().get(name));
            Lock.Channel kept = Objects.requireNonNull(after.channels().get(name), name + " of " + agent.name());
            assertThat(kept.kind()).isEqualTo(before.kind());
            assertThat(kept.capacity()).isGreaterThanOrEqualTo(events);
            boolean isBoundByBytes =
                    Set.of(ChannelKind.JOURNAL, ChannelKind.MEMORY).contains(kept.kind());
            // Events of the size that it was made for.
            assertThat(!isBoundByBytes ? Double.MAX_VALUE : kept.bytes().bytes() / (double) events)
                    .as("bytes of %s of %s", name, agent.name())
                    .isGreaterThanOrEqualTo(before.bytes().bytes() / (double) before.capacity() * 0.999);
        }

        /** Channels fill and empty; what was accepted is empty. */
        private void fill(Set<String> accepted) {
            held.clear();
            lock.agents().values().stream()
                    .filter(agent -> !accepted.contains(agent.name()))
                    .forEach(agent -> agent.channels().forEach((name, channel) -> {
                        if (random.nextInt(4) > 0) {
                            held.put(agent.name() + "/" + name, (long) (channel.capacity() * random.nextDouble()));
                        }
                    }));
        }

        /** Takes agents out that hold nothing. */
        void drain() {
            Set<String> leaving = new HashSet<>();
            lock.draining().stream()
                    .filter(agent -> random.nextInt(4) == 0)
                    .forEach(agent -> leaving.add(agent.name()));
            for (String name : leaving) {
                lock = lock.without(name);
                held.keySet().removeIf(key -> key.startsWith(name + "/"));
            }
        }
    }
}
