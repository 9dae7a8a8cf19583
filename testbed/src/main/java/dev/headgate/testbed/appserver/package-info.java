/** App servers: what produces events outside Flume, over Flume's own client or into log files that are tailed. */
@NullMarked
package dev.headgate.testbed.appserver;

import org.jspecify.annotations.NullMarked;
