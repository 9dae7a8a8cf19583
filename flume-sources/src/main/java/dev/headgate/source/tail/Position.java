package dev.headgate.source.tail;

import java.nio.file.Path;

/**
 * How far a file has been read.
 *
 * @param generation tells apart the times at which the positions of one inode began anew: milliseconds since 1970 UTC
 * @param offset in bytes from the file's beginning
 * @param fingerprint what the file began with
 * @param name the name under which the file was first seen
 */
record Position(FileId id, long generation, long offset, Fingerprint fingerprint, Path name) {}
