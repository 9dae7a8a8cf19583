package dev.headgate.sink.hbase;

/** A column of a table, written {@code family.qualifier}: a family's name has no dot here, a qualifier may. Immutable. */
record Column(String family, String qualifier) {
    /**
     * Reads a column.
     *
     * @throws IllegalArgumentException where it is none
     */
    static Column parse(String text) {
        int dot = text.indexOf('.');
        if (dot <= 0 || dot == text.length() - 1) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a family and a qualifier. Write family.qualifier");
        }
        return new Column(family(text.substring(0, dot)), text.substring(dot + 1));
    }

    /**
     * The name of a column family.
     *
     * @throws IllegalArgumentException where HBase takes no such name
     */
    static String family(String name) {
        boolean legal = name.chars().allMatch(character -> character > ' ' && character != ':' && character != '/');
        if (!legal || name.startsWith(".")) {
            throw new IllegalArgumentException(
                    "HBase takes no column family '" + name + "'. Use letters, digits, '_' and '-'");
        }
        return name;
    }
}
