package dev.headgate.sink.hdfs;

/** The moments between the steps of an epoch and of a start, in their order. A crash at any of them loses and repeats nothing. */
enum Step {
    CURSOR_OPENED,
    LOCK_TAKEN,
    RUNS_FENCED,
    RUNS_RECOVERED,
    RUN_BEGUN,
    FILE_CREATED,
    BATCH_WRITTEN,
    FILES_CLOSED,
    MANIFEST_WRITTEN,
    MANIFEST_PUBLISHED,
    FILE_RENAMED,
    FILES_RENAMED,
    FILES_COUNTED,
    HELD_REMOVED,
    ACKNOWLEDGED,
    MANIFEST_REMOVED,
    MERGE_BEGUN,
    RUN_REMOVED,
    LOCK_RELEASED;

    /** Is told of each moment; tests end the process or throw there. */
    @FunctionalInterface
    interface Watch {
        Watch NONE = step -> {};

        void reached(Step step);
    }
}
