/**
 * The journal: a durable channel that keeps events and the progress of their feeders in one log.
 *
 * <p>{@code JournalChannel} speaks Flume; {@code Journal} and what is below it know events and files only. The format of
 * the files is described in {@code docs/journal-format.md}.
 */
@NullMarked
package dev.headgate.channel.journal;

import org.jspecify.annotations.NullMarked;
