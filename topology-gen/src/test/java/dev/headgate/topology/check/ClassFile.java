package dev.headgate.topology.check;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;

/**
 * A class file of the class path, which is not loaded.
 *
 * @param strings the texts of its constant pool; none where there is no such class
 */
public record ClassFile(Set<String> strings) {
    /**
     * Reads one.
     *
     * @param name with slashes
     */
    public static ClassFile read(String name) throws IOException {
        Set<String> strings = new HashSet<>();
        try (InputStream bytes = ClassFile.class.getResourceAsStream("/" + name + ".class")) {
            if (bytes != null) {
                addStrings(new DataInputStream(bytes), strings);
            }
        }
        return new ClassFile(strings);
    }

    private static void addStrings(DataInputStream in, Set<String> strings) throws IOException {
        in.skipNBytes(8);
        int size = in.readUnsignedShort();
        for (int index = 1; index < size; index++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> strings.add(in.readUTF());
                case 5, 6 -> {
                    in.skipNBytes(8);
                    index++;
                }
                case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                default -> in.skipNBytes(4);
            }
        }
    }
}
