package dev.headgate.sink.hbase;

import dev.headgate.kit.progress.PositionedEvent;
import dev.headgate.sink.hbase.HBaseSettings.MapperClass;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import org.apache.flume.FlumeException;
import org.apache.hadoop.hbase.client.Delete;
import org.apache.hadoop.hbase.client.Mutation;
import org.apache.hadoop.hbase.client.Put;

/** Makes the rows of events. Used by one thread. */
@FunctionalInterface
interface RowMaker {
    /**
     * The rows of an event.
     *
     * @throws RefusedEventException where it can have none
     */
    List<? extends Mutation> rows(PositionedEvent event, MappedEvent mapped);

    /** Rows as the mapping declares them. */
    static RowMaker declared(EventPuts puts) {
        return (event, mapped) -> List.of(puts.put(mapped, event.position()));
    }

    /** Rows as the user's own class makes them. */
    static RowMaker of(EventMapper mapper) {
        return (event, mapped) -> {
            List<Mutation> rows;
            try {
                rows = mapper.map(event.event());
            } catch (IllegalArgumentException refused) {
                throw new RefusedEventException(String.valueOf(refused.getMessage()));
            }
            for (Mutation row : rows) {
                if (!(row instanceof Put) && !(row instanceof Delete)) {
                    throw new RefusedEventException("its mapper made a "
                            + row.getClass().getSimpleName() + ", which would not overwrite itself");
                }
            }
            return rows;
        };
    }

    /**
     * The user's own class, handed its keys.
     *
     * @throws FlumeException where there is no such class, or it is no mapper
     */
    static EventMapper load(String sink, MapperClass mapperClass) {
        try {
            EventMapper mapper = Class.forName(mapperClass.name())
                    .asSubclass(EventMapper.class)
                    .getConstructor()
                    .newInstance();
            mapper.configure(mapperClass.keys());
            return mapper;
        } catch (ClassNotFoundException missing) {
            throw refused(sink, mapperClass, "it is not on Flume's class path. Put its jar into Flume's lib", missing);
        } catch (ClassCastException other) {
            throw refused(
                    sink, mapperClass, "it is no EventMapper. Let it implement " + EventMapper.class.getName(), other);
        } catch (InvocationTargetException failed) {
            throw refused(sink, mapperClass, "its constructor failed: " + failed.getCause() + ". Mend it", failed);
        } catch (ReflectiveOperationException closed) {
            throw refused(
                    sink, mapperClass, "it cannot be made. Give it a public constructor without parameters", closed);
        }
    }

    private static FlumeException refused(String sink, MapperClass mapperClass, String why, Exception cause) {
        return new FlumeException(
                "Bad value '%s' for key 'mapper' in sink '%s': %s.".formatted(mapperClass.name(), sink, why), cause);
    }
}
