package dev.headgate.sink.hbase;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.CellUtil;
import org.apache.hadoop.hbase.DoNotRetryIOException;
import org.apache.hadoop.hbase.KeyValue;
import org.apache.hadoop.hbase.client.AsyncTable;
import org.apache.hadoop.hbase.client.CheckAndMutate;
import org.apache.hadoop.hbase.client.CheckAndMutateResult;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Increment;
import org.apache.hadoop.hbase.client.Mutation;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.RowMutations;
import org.apache.hadoop.hbase.util.Bytes;

/** A table in memory that does what the sink asks of HBase: takes rows, and checks, adds, puts and gets numbers. */
final class FakeCounterTable {
    /** The numbers, as {@code row family:qualifier}. */
    final Map<String, Long> numbers = new HashMap<>();

    /** The rows that were put. */
    final List<String> rows = new ArrayList<>();

    /** Rows that refuse whatever comes; as HBase may, all that is put beside them is refused, too. */
    final List<String> refusing = new ArrayList<>();

    /** Whether nothing can be put now. */
    boolean away;

    /** What another writer does before each check. */
    Runnable meanwhile = () -> {};

    int mutations;
    int reads;

    AsyncTable<?> table() {
        return AsyncTable.class.cast(Proxy.newProxyInstance(
                AsyncTable.class.getClassLoader(), new Class<?>[] {AsyncTable.class}, (self, method, arguments) -> {
                    List<?> actions = (List<?>) arguments[0];
                    return switch (method.getName()) {
                        case "get" ->
                            actions.stream().map(action -> read((Get) action)).toList();
                        case "checkAndMutate" ->
                            actions.stream()
                                    .map(action -> mutate((CheckAndMutate) action))
                                    .toList();
                        case "batch" ->
                            put(actions.stream().map(Mutation.class::cast).toList());
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                }));
    }

    private List<CompletableFuture<Object>> put(List<Mutation> mutations) {
        List<String> put = mutations.stream()
                .map(mutation -> Bytes.toString(mutation.getRow()))
                .toList();
        if (away) {
            return put.stream()
                    .map(row -> CompletableFuture.failedFuture(new IOException("away")))
                    .toList();
        }
        if (put.stream().anyMatch(refusing::contains)) {
            return put.stream()
                    .map(row -> CompletableFuture.failedFuture(new DoNotRetryIOException("too large")))
                    .toList();
        }
        rows.addAll(put);
        return put.stream()
                .map(row -> CompletableFuture.<Object>completedFuture(Result.EMPTY_RESULT))
                .toList();
    }

    private CompletableFuture<Result> read(Get get) {
        reads++;
        List<Cell> cells = new ArrayList<>();
        get.getFamilyMap()
                .forEach((family, qualifiers) -> qualifiers.forEach(
                        qualifier -> Optional.ofNullable(numbers.get(name(get.getRow(), family, qualifier)))
                                .ifPresent(number -> cells.add(
                                        new KeyValue(get.getRow(), family, qualifier, Bytes.toBytes(number))))));
        return CompletableFuture.completedFuture(Result.create(cells));
    }

    private CompletableFuture<CheckAndMutateResult> mutate(CheckAndMutate action) {
        mutations++;
        meanwhile.run();
        if (refusing.contains(Bytes.toString(action.getRow()))) {
            return CompletableFuture.failedFuture(new DoNotRetryIOException("no number"));
        }
        Long there = numbers.get(name(action.getRow(), action.getFamily(), action.getQualifier()));
        boolean same =
                action.getValue() == null ? there == null : there != null && there == Bytes.toLong(action.getValue());
        if (same) {
            ((RowMutations) action.getAction()).getMutations().forEach(this::apply);
        }
        return CompletableFuture.completedFuture(new CheckAndMutateResult(same, null));
    }

    private void apply(Mutation mutation) {
        mutation.getFamilyCellMap().values().stream().flatMap(List::stream).forEach(cell -> {
            String name = name(mutation.getRow(), CellUtil.cloneFamily(cell), CellUtil.cloneQualifier(cell));
            long value = Bytes.toLong(CellUtil.cloneValue(cell));
            numbers.merge(name, value, mutation instanceof Increment ? Long::sum : (old, put) -> put);
        });
    }

    private static String name(byte[] row, byte[] family, byte[] qualifier) {
        return Bytes.toString(row) + " " + Bytes.toString(family) + ":" + Bytes.toString(qualifier);
    }
}
