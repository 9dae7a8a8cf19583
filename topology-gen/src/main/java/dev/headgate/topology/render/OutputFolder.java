package dev.headgate.topology.render;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;

/** A folder that rendered files go into. It touches no file but those it is given, and those only where they differ. */
final class OutputFolder {
    private final Path out;

    OutputFolder(Path out) {
        this.out = out.toAbsolutePath().normalize();
    }

    Changes compare(SortedMap<String, String> files) throws IOException {
        boolean isThere = Files.exists(out);
        if (isThere && !Files.isDirectory(out)) {
            throw new NotDirectoryException(out.toString());
        }
        List<String> added = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        List<String> unchanged = new ArrayList<>();
        for (var file : files.entrySet()) {
            Path path = out.resolve(file.getKey());
            if (!isThere || !Files.exists(path)) {
                added.add(file.getKey());
            } else if (isSame(path, bytes(file.getValue()))) {
                unchanged.add(file.getKey());
            } else {
                changed.add(file.getKey());
            }
        }
        return new Changes(added, changed, unchanged, abandoned(files));
    }

    Changes write(SortedMap<String, String> files) throws IOException {
        Changes changes = compare(files);
        List<String> different = Stream.concat(changes.changed().stream(), changes.added().stream())
                .toList();
        if (different.isEmpty()) {
            return changes;
        }
        Path parent = out.getParent();
        if (parent == null) {
            throw new FileAlreadyExistsException(out.toString());
        }
        Files.createDirectories(parent);
        Path fresh = Files.createTempDirectory(parent, "." + out.getFileName() + ".headgate-");
        try {
            // Below it, as a temporary folder is its owner's alone.
            Path root = fresh.resolve("files");
            Set<Path> made = new HashSet<>();
            for (String name : different) {
                Path file = root.resolve(name);
                makeFolderOf(file, made);
                Files.write(file, bytes(files.getOrDefault(name, "")));
            }
            if (Files.exists(out)) {
                moveEach(different, root);
            } else {
                Files.move(root, out, StandardCopyOption.ATOMIC_MOVE);
            }
        } finally {
            remove(fresh);
        }
        return changes;
    }

    private void moveEach(List<String> names, Path root) throws IOException {
        Set<Path> made = new HashSet<>();
        // The manifest last: whoever reads it finds the files that it names.
        for (String name : manifestLast(names)) {
            Path target = out.resolve(name);
            makeFolderOf(target, made);
            Files.move(root.resolve(name), target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void makeFolderOf(Path file, Set<Path> made) throws IOException {
        Path folder = file.getParent();
        if (folder != null && made.add(folder)) {
            Files.createDirectories(folder);
        }
    }

    private List<String> abandoned(SortedMap<String, String> files) throws IOException {
        Path manifest = out.resolve(Manifest.FILE);
        if (!Files.isRegularFile(manifest)) {
            return List.of();
        }
        String text = new String(Files.readAllBytes(manifest), StandardCharsets.UTF_8);
        return Manifest.filesOf(text).stream()
                .filter(name -> !files.containsKey(name))
                .filter(name -> Files.exists(out.resolve(name)))
                .toList();
    }

    private static List<String> manifestLast(List<String> names) {
        return names.stream()
                .sorted(Comparator.comparing((String name) -> name.equals(Manifest.FILE))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static boolean isSame(Path path, byte[] bytes) throws IOException {
        return Files.isRegularFile(path)
                && Files.size(path) == bytes.length
                && Arrays.equals(Files.readAllBytes(path), bytes);
    }

    private static void remove(Path folder) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
