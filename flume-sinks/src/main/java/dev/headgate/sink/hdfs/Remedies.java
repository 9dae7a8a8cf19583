package dev.headgate.sink.hdfs;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import org.apache.hadoop.fs.ClusterStorageCapacityExceededException;
import org.apache.hadoop.hdfs.server.namenode.SafeModeException;
import org.apache.hadoop.security.AccessControlException;

/** Says what to do about a failure of HDFS whose own message does not. */
final class Remedies {
    private Remedies() {}

    /** The failure with its remedy behind it, in one line; itself where there is no better word. */
    static Exception with(Exception failure) {
        String remedy = remedy(failure);
        return remedy.isEmpty() || !(failure instanceof IOException)
                ? failure
                : new IOException(firstLine(failure) + ". " + remedy, failure);
    }

    private static String remedy(Exception failure) {
        if (String.valueOf(failure.getMessage()).contains("SIMPLE authentication is not enabled")) {
            return "Give keys 'kerberos-principal' and 'kerberos-keytab', as it asks for Kerberos";
        }
        if (failure instanceof AccessControlException) {
            return "Give the agent's user the right to write there, or change key 'path'";
        }
        if (failure instanceof ClusterStorageCapacityExceededException) {
            return "Raise the quota of the folder, or make room below it";
        }
        if (failure instanceof SafeModeException) {
            return "The sink goes on by itself when HDFS has left safe mode";
        }
        if (failure instanceof ConnectException || failure instanceof java.net.UnknownHostException) {
            return "Start HDFS, or correct key 'path'";
        }
        String message = String.valueOf(failure.getMessage());
        if (!(failure instanceof FileNotFoundException) && message.contains("could only be written to")) {
            return "Start DataNodes, or make room on their disks";
        }
        return "";
    }

    private static String firstLine(Exception failure) {
        return String.valueOf(failure.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .replaceAll("[.\\s]+$", "");
    }
}
