package dev.headgate.topology.place;

import dev.headgate.topology.model.Protocol;
import java.util.List;

/** An app server, and how the events of one stream leave it. */
public record AppServer(String stream, String host, Delivery delivery) {

    /** How events leave an app server. */
    public sealed interface Delivery {
        /**
         * It sends them to an edge agent.
         *
         * @param agents the one that it is bound to, then its fall-backs
         * @param targets their addresses, in the same order
         * @param batch the most events of a batch
         */
        record Rpc(Protocol protocol, List<String> agents, List<Endpoint> targets, long batch) implements Delivery {
            public Rpc {
                agents = List.copyOf(agents);
                targets = List.copyOf(targets);
            }
        }

        /**
         * It writes them to files that an agent beside it follows.
         *
         * @param agent the agent's name
         */
        record Tail(String agent, List<TailedFiles> files) implements Delivery {}
    }

    /**
     * Files that are followed.
     *
     * @param folder on the app server's machine
     * @param pattern of file names
     */
    public record TailedFiles(String folder, String pattern) {
        static TailedFiles of(String path) {
            int slash = path.lastIndexOf('/');
            return new TailedFiles(slash == 0 ? "/" : path.substring(0, slash), path.substring(slash + 1));
        }

        /** Folder and pattern as one path. */
        public String path() {
            return folder.equals("/") ? folder + pattern : folder + "/" + pattern;
        }
    }
}
