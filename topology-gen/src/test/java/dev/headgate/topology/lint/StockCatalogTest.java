package dev.headgate.topology.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.kit.option.Option;
import dev.headgate.topology.check.ClassFile;
import dev.headgate.topology.check.StockComponents;
import dev.headgate.topology.lint.StockComponent.Trait;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flume.conf.ComponentWithClassName;
import org.apache.flume.conf.channel.ChannelSelectorType;
import org.apache.flume.conf.channel.ChannelType;
import org.apache.flume.conf.sink.SinkProcessorType;
import org.apache.flume.conf.sink.SinkType;
import org.apache.flume.conf.source.SourceType;
import org.apache.flume.interceptor.InterceptorType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The list of stock components is what Flume's own classes say. */
class StockCatalogTest {
    /** Those that 1.11 names and does not bring. */
    private static final Set<String> NOT_THERE = Set.of("elasticsearch");

    private static final StockCatalog STOCK = StockCatalog.load();

    static Stream<StockComponent> stock() {
        return STOCK.components().stream().filter(component -> !component.is(Trait.PLUGIN));
    }

    @ParameterizedTest
    @MethodSource("stock")
    void everyKeyIsAStringOfItsClasses(StockComponent component) throws IOException {
        Set<String> strings = strings(component.className());

        assertThat(component.options())
                .extracting(Option::name)
                .allSatisfy(key -> assertThat(strings).as(component.className()).containsAnyOf(written(key)));
    }

    /** Keys are written whole, or put together from the parts between their dots. */
    private static String[] written(String key) {
        String last = key.substring(key.lastIndexOf('.', key.length() - 2) + 1);
        return new String[] {key, last, key.replaceAll("\\.$", ""), last.replaceAll("\\.$", "")};
    }

    @Test
    @SuppressWarnings("deprecation") // The way Flume itself goes from a short name to a class.
    void everyShortNameOfFlumeIsThere() {
        names(Part.SOURCE, SourceType.values());
        names(Part.SINK, SinkType.values());
        names(Part.CHANNEL, ChannelType.values());
        names(Part.SELECTOR, ChannelSelectorType.values());
        names(Part.PROCESSOR, SinkProcessorType.values());
        Arrays.stream(InterceptorType.values()).forEach(type -> assertThat(STOCK.find(Part.INTERCEPTOR, type.name()))
                .map(StockComponent::className)
                .contains(type.getBuilderClass().getName()));
    }

    private static void names(Part part, ComponentWithClassName... types) {
        for (ComponentWithClassName type : types) {
            String name = type.toString().toLowerCase(Locale.ROOT);
            Optional<String> className = Optional.ofNullable(type.getClassName());
            if (className.isPresent() && !NOT_THERE.contains(name)) {
                assertThat(STOCK.find(part, name))
                        .map(StockComponent::className)
                        .isEqualTo(className);
            }
        }
    }

    @Test
    void whatTheGeneratorWritesIsInTheList() {
        StockComponents.all().forEach(written -> {
            StockComponent component = Arrays.stream(Part.values())
                    .filter(part -> part.kind() == written.kind())
                    .flatMap(part -> STOCK.find(part, written.type()).stream())
                    .findFirst()
                    .orElseThrow();
            assertThat(component.options())
                    .extracting(Option::name)
                    .as(written.type())
                    .containsAll(written.options().stream().map(Option::name).toList());
        });
    }

    /** The texts of a class, of those above it, and of the classes of Flume that it names. */
    private static Set<String> strings(String className) throws IOException {
        Set<String> strings = new HashSet<>();
        Set<String> seen = new HashSet<>();
        Deque<List<String>> wave = new ArrayDeque<>(List.of(List.of(className.replace('.', '/'))));
        for (int depth = 0; depth < 4; depth++) {
            List<String> next = new ArrayList<>();
            for (String name : wave.remove()) {
                if (seen.add(name)) {
                    ClassFile file = ClassFile.read(name);
                    strings.addAll(file.strings());
                    // Some keys begin with the simple name of the class that they are handed to.
                    file.strings().forEach(text -> strings.add(text.substring(text.lastIndexOf('/') + 1)));
                    file.strings().stream()
                            .map(text -> text.replaceAll("^\\[*L(.*);$", "$1"))
                            .filter(text -> text.startsWith("org/apache/flume/"))
                            .forEach(next::add);
                }
            }
            wave.add(next);
        }
        assertThat(strings).as("the class file of " + className).isNotEmpty();
        return strings;
    }
}
