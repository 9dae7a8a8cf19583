package dev.headgate.sink.hdfs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flume.Event;

/** Gives events their folders, and remembers those that it gave lately. Used by one thread. */
final class Folders {
    private static final int MOST = 4096;

    private final HdfsSettings settings;
    private final LinkedHashMap<List<Object>, String> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<List<Object>, String> eldest) {
            return size() > MOST;
        }
    };

    Folders(HdfsSettings settings) {
        this.settings = settings;
    }

    /**
     * The folder of an event's file below the root.
     *
     * @throws UnfitEventException where the event has not all that the path needs, and such events are set aside
     */
    String of(Event event) throws UnfitEventException {
        List<Object> inputs = settings.path().inputs(event.getHeaders());
        String folder = known.get(inputs);
        if (folder == null) {
            folder = settings.wholeFolderOf(event.getHeaders());
            known.put(inputs, folder);
        }
        return folder;
    }
}
