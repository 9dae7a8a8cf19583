package dev.headgate.testbed;

/** What the testbed's HBase can be told to do. */
public enum HBaseCommand {
    /** One more region server is started; returns when it takes requests. */
    ADD_REGION_SERVER,
    /** The region server that runs longest is gone, without a flush; returns when it is gone. */
    KILL_REGION_SERVER
}
