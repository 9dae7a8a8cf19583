package dev.headgate.sink.hdfs;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;

/**
 * Where the files of one start of a sink grow unseen, and how those of an epoch come to be seen together.
 *
 * <p>Safe for threads as far as {@link #create} goes; the rest is for one thread.
 */
interface Stage {
    /** Whether a file bears its final name from its beginning, as nothing can be renamed there. */
    boolean namesAtOnce();

    /** Begins a file that nobody sees, of a name that was not given before. */
    FSDataOutputStream create(String name) throws IOException;

    /**
     * Publishes an epoch whose files are whole: from here on it is never written again, whatever happens.
     *
     * @return what {@link #finish} takes
     * @throws IOException also where another start has taken this one's place
     */
    Manifest publish(Manifest manifest) throws IOException;

    /** Shows the files of a published epoch under their final names. Done again it finds what was done already. */
    void finish(Manifest manifest) throws IOException;

    /** Takes the manifest away: its epoch is acknowledged. */
    void forget() throws IOException;

    /** Removes a file that is not to be published. */
    void discard(String name) throws IOException;

    /** Removes all that is left. */
    void remove() throws IOException;
}
