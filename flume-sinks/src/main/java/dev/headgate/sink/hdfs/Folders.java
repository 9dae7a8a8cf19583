package dev.headgate.sink.hdfs;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flume.Event;
import org.jspecify.annotations.Nullable;

/** Gives events their folders, and remembers those that it gave lately. Used by one thread. */
final class Folders {
    private static final int MOST = 4096;

    private final HdfsSettings settings;
    private final LinkedHashMap<List<Object>, Folder> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<List<Object>, Folder> eldest) {
            return size() > MOST;
        }
    };

    Folders(HdfsSettings settings) {
        this.settings = settings;
    }

    /**
     * A folder below the root.
     *
     * @param end when the time ends that it stands for; null where it stands for none
     */
    record Folder(String name, @Nullable Instant end) {
        /** Whether it stands for a time that ended until then. */
        boolean isOver(Instant until) {
            return end != null && !end.isAfter(until);
        }
    }

    /**
     * The folder of an event's file below the root.
     *
     * @throws UnfitEventException where the event has not all that the path needs, and such events are set aside
     */
    Folder of(Event event) throws UnfitEventException {
        List<Object> inputs = settings.path().inputs(event.getHeaders());
        Folder folder = known.get(inputs);
        if (folder == null) {
            Map<String, String> headers = event.getHeaders();
            folder = new Folder(
                    settings.wholeFolderOf(headers),
                    settings.path().periodEnd(headers).orElse(null));
            known.put(inputs, folder);
        }
        return folder;
    }
}
