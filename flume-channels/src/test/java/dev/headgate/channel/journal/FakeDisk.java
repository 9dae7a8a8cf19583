package dev.headgate.channel.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory that keeps what was written and not synced apart: it can lose power in the middle of any operation,
 * be full, and fail to sync. Safe for threads.
 */
final class FakeDisk implements Disk {
    private static final int SECTOR = 512;

    /** What a test does in the middle of things. */
    @FunctionalInterface
    interface Hook {
        void before(String operation, Path file) throws IOException;
    }

    private record Write(int offset, ByteBuffer bytes) {}

    private static final class Content {
        Path path;
        byte[] seen;
        byte[] stable;
        final List<Write> pending = new ArrayList<>();
        int refusedFrom;
        int refusedTo;

        Content(Path path, byte[] seen, byte[] stable) {
            this.path = path;
            this.seen = seen;
            this.stable = stable;
        }
    }

    private final Map<Path, Content> files = new HashMap<>();
    private final Random random;
    private volatile Hook hook = (operation, file) -> {};
    private volatile long usable = Long.MAX_VALUE / 4;
    private volatile boolean syncsFail;
    private long operations;
    private long cutAt = Long.MAX_VALUE;
    private boolean off;

    FakeDisk(Random random) {
        this.random = random;
    }

    FakeDisk() {
        this(new Random(1));
    }

    /** Is called before every operation, outside of the disk's lock. */
    void hook(Hook newHook) {
        hook = newHook;
    }

    /** Bytes that are still free. */
    void usable(long bytes) {
        usable = bytes;
    }

    void failSyncs(boolean fail) {
        syncsFail = fail;
    }

    /** Takes the power away in the middle of the operation of this number, counted from now. */
    synchronized void cutAt(long operation) {
        cutAt = operations + operation;
    }

    synchronized long operations() {
        return operations;
    }

    synchronized boolean isOff() {
        return off;
    }

    /** The disk as another process finds it when this one was killed: what was written can be read. */
    synchronized FakeDisk afterKill() {
        FakeDisk copy = new FakeDisk(random);
        files.forEach((path, content) -> {
            Content copied = new Content(path, content.seen.clone(), content.stable.clone());
            copied.pending.addAll(content.pending);
            copy.files.put(path, copied);
        });
        copy.usable = usable;
        return copy;
    }

    /** The disk when power is back: of what was not synced any sectors may be there. */
    synchronized FakeDisk afterPowerCut() {
        FakeDisk copy = new FakeDisk(random);
        int mode = random.nextInt(4);
        files.forEach((path, content) -> {
            byte[] left = content.stable.clone();
            for (Write write : content.pending) {
                keepSome(write, left, mode);
            }
            copy.files.put(path, new Content(path, left, left.clone()));
        });
        return copy;
    }

    private void keepSome(Write write, byte[] left, int mode) {
        int end = write.offset() + write.bytes().limit();
        for (int from = write.offset(); from < end; ) {
            int to = Math.min(end, (from / SECTOR + 1) * SECTOR);
            boolean kept = mode == 0 || (mode != 1 && random.nextInt(4) < mode);
            if (kept) {
                write.bytes().get(from - write.offset(), left, from, to - from);
            }
            from = to;
        }
    }

    /** Turns one bit of a file around. */
    synchronized void flip(Path file, int offset, int bit) {
        Content content = existing(file);
        content.seen[offset] ^= (byte) (1 << bit);
        content.stable[offset] ^= (byte) (1 << bit);
    }

    /** Lets no byte between two offsets of a file be read any more. */
    synchronized void refuse(Path file, int from, int to) {
        existing(file).refusedFrom = from;
        existing(file).refusedTo = to;
    }

    synchronized void remove(Path file) {
        files.remove(file);
    }

    synchronized byte[] bytes(Path file) {
        return existing(file).seen.clone();
    }

    /** The segments, in the order of their numbers. */
    synchronized List<Path> segments() {
        return files.keySet().stream()
                .filter(file -> SegmentName.of(file).isPresent())
                .sorted((left, right) -> left.getFileName().compareTo(right.getFileName()))
                .toList();
    }

    synchronized List<Path> all() {
        return files.keySet().stream().sorted().toList();
    }

    /** Whether the operation is the one in which power goes. */
    private boolean begin() throws IOException {
        if (off) {
            throw new IOException("the power is off");
        }
        operations++;
        off = operations >= cutAt;
        return off;
    }

    private static IOException cut() {
        return new IOException("the power went");
    }

    private Content existing(Path file) {
        Content content = files.get(file);
        if (content == null) {
            throw new IllegalArgumentException("There is no " + file);
        }
        return content;
    }

    @Override
    public void allocate(Path file, long size) throws IOException {
        hook.before("allocate", file);
        synchronized (this) {
            boolean cut = begin();
            if (cut && random.nextBoolean()) {
                throw cut();
            }
            int length = cut ? random.nextInt((int) size + 1) : (int) size;
            files.put(file, new Content(file, new byte[length], new byte[length]));
            usable -= length;
            if (cut) {
                throw cut();
            }
        }
    }

    @Override
    public DiskFile open(Path file) throws IOException {
        hook.before("open", file);
        synchronized (this) {
            if (off || !files.containsKey(file)) {
                throw new IOException("cannot open " + file);
            }
            return new FakeFile(existing(file));
        }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        hook.before("rename", from);
        synchronized (this) {
            boolean cut = begin();
            if (!cut || random.nextBoolean()) {
                Content content = existing(from);
                files.remove(from);
                content.path = to;
                files.put(to, content);
            }
            if (cut) {
                throw cut();
            }
        }
    }

    @Override
    public void delete(Path file) throws IOException {
        hook.before("delete", file);
        synchronized (this) {
            boolean cut = begin();
            if (!cut || random.nextBoolean()) {
                usable += existing(file).seen.length;
                files.remove(file);
            }
            if (cut) {
                throw cut();
            }
        }
    }

    @Override
    public synchronized List<Path> list(Path folder) {
        return files.keySet().stream()
                .filter(file -> folder.equals(file.getParent()))
                .sorted()
                .toList();
    }

    @Override
    public synchronized long size(Path file) {
        return existing(file).seen.length;
    }

    @Override
    public long usableBytes(Path folder) {
        return usable;
    }

    private final class FakeFile implements DiskFile {
        private final Content content;
        private @Nullable String closedBy;

        FakeFile(Content content) {
            this.content = content;
        }

        @Override
        public void write(List<ByteBuffer> buffers, long offset, boolean readSoon) throws IOException {
            hook.before("write", content.path);
            synchronized (FakeDisk.this) {
                boolean cut = beginOpen();
                int at = Math.toIntExact(offset);
                List<ByteBuffer> padded = new ArrayList<>(buffers);
                int end = at + buffers.stream().mapToInt(ByteBuffer::remaining).sum();
                int blockEnd =
                        Math.min((end + PastCache.BLOCK - 1) / PastCache.BLOCK * PastCache.BLOCK, content.seen.length);
                padded.add(ByteBuffer.allocate(Math.max(0, blockEnd - end)));
                for (ByteBuffer buffer : padded) {
                    byte[] bytes = new byte[buffer.remaining()];
                    buffer.get(bytes);
                    System.arraycopy(bytes, 0, content.seen, at, bytes.length);
                    content.pending.add(new Write(at, ByteBuffer.wrap(bytes)));
                    at += bytes.length;
                }
                if (cut) {
                    throw cut();
                }
            }
        }

        @Override
        public void sync() throws IOException {
            hook.before("sync", content.path);
            synchronized (FakeDisk.this) {
                if (beginOpen()) {
                    throw cut();
                }
                if (syncsFail) {
                    throw new IOException("Input/output error");
                }
                content.pending.clear();
                content.stable = content.seen.clone();
            }
        }

        @Override
        public int read(byte[] into, int length, long offset) throws IOException {
            hook.before("read", content.path);
            synchronized (FakeDisk.this) {
                if (off || closedBy != null) {
                    throw new IOException("cannot read " + content.path + ": closed by " + closedBy);
                }
                int from = Math.toIntExact(Math.min(offset, content.seen.length));
                int read = Math.min(length, content.seen.length - from);
                if (from < content.refusedTo && from + read > content.refusedFrom) {
                    throw new IOException("Input/output error");
                }
                System.arraycopy(content.seen, from, into, 0, read);
                return read;
            }
        }

        @Override
        public boolean isReachable() {
            try {
                hook.before("read", content.path);
                return true;
            } catch (IOException gone) {
                return false;
            }
        }

        private boolean beginOpen() throws IOException {
            if (closedBy != null) {
                throw new IOException("the file is closed by " + closedBy);
            }
            return begin();
        }

        @Override
        public void close() {
            synchronized (FakeDisk.this) {
                closedBy = Thread.currentThread().getName();
            }
        }
    }

    @Override
    public String toString() {
        return files.keySet().stream()
                .map(file -> file.getFileName().toString())
                .sorted()
                .toList()
                .toString();
    }
}
