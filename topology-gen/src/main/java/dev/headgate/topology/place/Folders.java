package dev.headgate.topology.place;

import dev.headgate.topology.model.Ground;
import dev.headgate.topology.model.Sending;
import java.util.List;

/** Where the files of agents and app servers are. */
record Folders(Site site, Ground ground) {
    /** The folder of an agent's channels and positions. */
    String of(Post post) {
        return site.path(post.host(), withoutSlash(ground.data().value())) + "/" + post.agent();
    }

    String logs(String host) {
        return site.path(host, withoutSlash(ground.logs().value()));
    }

    List<String> onHost(String host, Sending.Tail tail) {
        return tail.files().value().stream().map(file -> site.path(host, file)).toList();
    }

    private static String withoutSlash(String path) {
        return path.replaceAll("/+$", "");
    }
}
