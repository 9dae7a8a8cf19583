package dev.headgate.topology.render;

import dev.headgate.topology.model.Source;
import freemarker.cache.FileTemplateLoader;
import freemarker.cache.TemplateLoader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A folder with templates of the user's own. Used by one thread. */
final class TemplateFolder {
    private static final String ENDING = ".ftl";

    private final TemplateLoader loader;
    private final SortedMap<String, Source> sources;
    private final Set<String> used = new HashSet<>();

    private TemplateFolder(Path folder, Map<String, Source> sources) throws IOException {
        this.sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
        this.loader = new FileTemplateLoader(folder.toFile()) {
            @Override
            public Object findTemplateSource(String name) throws IOException {
                Object found = super.findTemplateSource(name);
                if (found instanceof File) {
                    used.add(name);
                }
                return found;
            }
        };
    }

    static TemplateFolder read(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException(Files.exists(folder) ? "it is no folder" : "there is no such folder");
        }
        SortedMap<String, Source> sources = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(ENDING))
                    .filter(Files::isRegularFile)
                    .toList()) {
                String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
                String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                sources.put(name, Source.file(file.toString(), text));
            }
        }
        if (sources.isEmpty()) {
            throw new IOException("it holds no file that ends with " + ENDING);
        }
        return new TemplateFolder(folder, sources);
    }

    TemplateLoader loader() {
        return loader;
    }

    Set<String> names() {
        return sources.keySet();
    }

    Source source(String name) {
        return Optional.ofNullable(sources.get(name)).orElseThrow();
    }

    /** The names in a folder of it, without the ending. */
    List<String> below(String inner, String ending) {
        return sources.keySet().stream()
                .filter(name -> name.startsWith(inner + "/"))
                .map(name -> name.substring(inner.length() + 1, name.length() - ending.length()))
                .toList();
    }

    void forgetUse() {
        used.clear();
    }

    /** Those that were not read and have no place of their own. */
    List<String> unused(Predicate<String> hasPlace) {
        return sources.keySet().stream()
                .filter(name -> !used.contains(name) && !hasPlace.test(name))
                .toList();
    }
}
