package dev.headgate.benchmark;

import java.util.Locale;

/** What is compared, in the order in which it is measured. */
enum Side {
    STOCK,
    HEADGATE;

    /** As it is written in results and folders. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
