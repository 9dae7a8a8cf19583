package dev.headgate.topology.parse;

/** A topology file as it was read. Immutable. */
public final class TopologyText {
    private final String name;
    private final byte[] bytes;
    private final HostFiles hostFiles;

    /**
     * A file.
     *
     * @param name as messages name it
     * @param hostFiles where the files of hosts that it names are found
     */
    public TopologyText(String name, byte[] bytes, HostFiles hostFiles) {
        this.name = name;
        this.bytes = bytes.clone();
        this.hostFiles = hostFiles;
    }

    String name() {
        return name;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    int size() {
        return bytes.length;
    }

    HostFiles hostFiles() {
        return hostFiles;
    }
}
