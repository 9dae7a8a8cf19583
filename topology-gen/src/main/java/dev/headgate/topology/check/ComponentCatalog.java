package dev.headgate.topology.check;

import dev.headgate.kit.option.ComponentKind;
import dev.headgate.kit.option.ComponentOptions;
import dev.headgate.kit.option.DeclaredComponent;
import dev.headgate.topology.parse.StoreKeys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * The components whose options are declared, stock ones and ours. Immutable.
 *
 * @param components by kind and type
 * @param leftOut why declarations of the class path could not be loaded
 */
public record ComponentCatalog(List<ComponentOptions> components, List<String> leftOut) {
    public ComponentCatalog {
        components = components.stream()
                .sorted(Comparator.comparing(ComponentOptions::kind).thenComparing(ComponentOptions::type))
                .toList();
        leftOut = List.copyOf(leftOut);
    }

    /** These and the stock components. */
    public static ComponentCatalog of(Collection<ComponentOptions> declared) {
        return withStock(declared, List.of());
    }

    /** What the class path declares, and the stock components. A declaration that cannot be loaded is left out. */
    public static ComponentCatalog ofClassPath() {
        List<ComponentOptions> declared = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        Iterator<DeclaredComponent> found =
                ServiceLoader.load(DeclaredComponent.class).iterator();
        while (true) {
            try {
                if (!found.hasNext()) {
                    return withStock(declared, leftOut);
                }
                declared.add(found.next().options());
            } catch (ServiceConfigurationError broken) {
                // ServiceLoader's way to say that one provider is broken; the next call goes on with the next provider.
                leftOut.add(String.valueOf(broken.getMessage()));
            }
        }
    }

    /** The keys of the sinks that write to stores. */
    public StoreKeys storeKeys() {
        Map<String, ComponentOptions> sinks = new LinkedHashMap<>();
        Map.of(
                        "hdfs", "dev.headgate.sink.hdfs.HdfsSink",
                        "hbase", "dev.headgate.sink.hbase.HBaseSink",
                        "kafka", "dev.headgate.sink.kafka.KafkaSink")
                .forEach((kind, type) -> find(ComponentKind.SINK, type).ifPresent(sink -> sinks.put(kind, sink)));
        return new StoreKeys(sinks);
    }

    public Optional<ComponentOptions> find(ComponentKind kind, String type) {
        return components.stream()
                .filter(component ->
                        component.kind() == kind && component.type().equals(type))
                .findFirst();
    }

    private static ComponentCatalog withStock(Collection<ComponentOptions> declared, List<String> leftOut) {
        List<ComponentOptions> all = new ArrayList<>(StockComponents.all());
        all.addAll(declared);
        return new ComponentCatalog(all, leftOut);
    }
}
