package dev.headgate.topology.install;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * The jars of a Flume install, as {@code flume-ng} puts them on the class path: {@code lib}, {@code plugins.d/*}{@code /lib} and
 * {@code plugins.d/*}{@code /libext}. Immutable.
 */
public final class FlumeInstall {
    private final Path home;
    private final List<Path> jars;

    private FlumeInstall(Path home, List<Path> jars) {
        this.home = home;
        this.jars = List.copyOf(jars);
    }

    /**
     * The install in a folder.
     *
     * @throws IOException where the folder cannot be read or holds no Flume; the message says why
     */
    public static FlumeInstall in(Path home) throws IOException {
        List<Path> jars = new ArrayList<>(jarsIn(home.resolve("lib")));
        if (jars.stream().noneMatch(jar -> jar.getFileName().toString().startsWith("flume-ng-core"))) {
            throw new IOException("there is no lib/flume-ng-core jar in it");
        }
        Path plugins = home.resolve("plugins.d");
        if (Files.isDirectory(plugins)) {
            try (Stream<Path> folders = Files.list(plugins)) {
                for (Path plugin : folders.sorted().toList()) {
                    jars.addAll(jarsIn(plugin.resolve("lib")));
                    jars.addAll(jarsIn(plugin.resolve("libext")));
                }
            }
        }
        return new FlumeInstall(home, jars);
    }

    public Path home() {
        return home;
    }

    /**
     * Loads its classes apart from all others.
     *
     * @param behind jars that are asked after those of the install
     */
    FlumeClasses open(List<URL> behind) {
        List<URL> urls = new ArrayList<>();
        // Its log binding stays out: what Flume would log is not asked for.
        jars.stream()
                .filter(jar -> !jar.getFileName().toString().matches("(log4j-slf4j|slf4j-log4j|slf4j-reload4j).*"))
                .forEach(jar -> urls.add(url(jar.toFile())));
        urls.addAll(behind);
        return new FlumeClasses(new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader()));
    }

    private static List<Path> jarsIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
            found.forEach(jars::add);
        }
        Collections.sort(jars);
        return jars;
    }

    private static URL url(File jar) {
        try {
            return jar.toURI().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException("Every file has a URL.", impossible);
        }
    }
}
