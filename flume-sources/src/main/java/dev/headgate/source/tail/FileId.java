package dev.headgate.source.tail;

/** What a file is known by to its file system, whatever its name: numbers that are given again once it is deleted. */
record FileId(long device, long inode) {}
