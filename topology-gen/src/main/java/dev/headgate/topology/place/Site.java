package dev.headgate.topology.place;

import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalInt;

/** Where the hosts of a topology live. Implementations are pure: the same host always gets the same answer. */
public interface Site {
    /** The address at which others reach the host, and on which its agents listen. */
    String address(String host);

    /** Where an absolute path of the host is found. */
    String path(String host, String path);

    /** Whether all hosts are one machine, so that no two agents may share a port. */
    boolean isOneMachine();

    /** The first port that is given out, where the topology asks for this one. */
    int firstPort(int asked);

    /** Every host is a machine of its own: names and paths stay as they are. */
    static Site production() {
        return new Production();
    }

    /**
     * Every host is this machine: all listen on 127.0.0.1, each path of a host is below a folder of its own in
     * {@code folder}.
     *
     * @param firstPort replaces the topology's
     * @throws IllegalArgumentException where the folder's name holds a character that a Flume file gives a meaning
     */
    static Site local(Path folder, OptionalInt firstPort) {
        String root = folder.toAbsolutePath().normalize().toString();
        if (root.codePoints().anyMatch(sign -> ",*?[]{}$\\".indexOf(sign) >= 0 || Character.isISOControl(sign))) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "Bad folder '%s': Flume gives a meaning to one of its characters. Choose a path without , * ? [ ] { } $ and backslash.",
                    root));
        }
        return new Local(root, firstPort);
    }

    /** See {@link #production}. */
    record Production() implements Site {
        @Override
        public String address(String host) {
            return host;
        }

        @Override
        public String path(String host, String path) {
            return path;
        }

        @Override
        public boolean isOneMachine() {
            return false;
        }

        @Override
        public int firstPort(int asked) {
            return asked;
        }
    }

    /** See {@link #local}. */
    record Local(String root, OptionalInt port) implements Site {
        @Override
        public String address(String host) {
            return "127.0.0.1";
        }

        @Override
        public String path(String host, String path) {
            return root + "/" + host + path;
        }

        @Override
        public boolean isOneMachine() {
            return true;
        }

        @Override
        public int firstPort(int asked) {
            return port.orElse(asked);
        }
    }
}
