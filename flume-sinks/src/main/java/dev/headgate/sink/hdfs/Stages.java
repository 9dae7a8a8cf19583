package dev.headgate.sink.hdfs;

import java.io.IOException;
import java.util.List;

/** The stages of one writer, one per start of its sink. Every step can be done again. Used by one thread. */
interface Stages {
    /**
     * Keeps earlier starts from publishing any more, finishes what they published, discards the rest.
     *
     * @return those that had published something
     */
    List<Recovered> recover() throws IOException;

    /**
     * Finishes what writers of other names published of a journal. Its cursor is held here, so none of them reads it any more.
     *
     * @return their starts
     */
    List<Recovered> recoverRenamed(String journal) throws IOException;

    /** Begins a stage of this name. */
    Stage begin(String name) throws IOException;

    /** An earlier start whose epoch is published, and maybe not yet acknowledged. */
    record Recovered(Stage stage, Manifest manifest) {}
}
