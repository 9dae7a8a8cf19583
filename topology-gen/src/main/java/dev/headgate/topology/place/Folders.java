package dev.headgate.topology.place;

import dev.headgate.topology.model.Ground;
import dev.headgate.topology.model.Sending;
import dev.headgate.topology.size.ChannelSize;
import java.util.List;

/** Where the files of agents and app servers are. */
record Folders(Site site, Ground ground) {
    AgentChannel channel(Post post, String name, ChannelSize size) {
        return new AgentChannel(name, data(post) + "/" + name, size);
    }

    String position(Post post, String source) {
        return data(post) + "/" + source + ".position";
    }

    String logs(Post post) {
        return site.path(post.host(), withoutSlash(ground.logs().value()));
    }

    List<String> onHost(String host, Sending.Tail tail) {
        return tail.files().value().stream().map(file -> site.path(host, file)).toList();
    }

    private String data(Post post) {
        return site.path(post.host(), withoutSlash(ground.data().value())) + "/" + post.agent();
    }

    private static String withoutSlash(String path) {
        return path.replaceAll("/+$", "");
    }
}
