package dev.headgate.sink.hdfs;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.headgate.sink.hdfs.ParquetRows.Cell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/** Turns JSON values into those of one column, or a group of columns. Immutable. */
sealed interface JsonColumn
        permits JsonColumn.Group, JsonColumn.Repeated, JsonColumn.Listed, JsonColumn.Keyed, JsonValue {
    /**
     * The cell of a value that is not null.
     *
     * @throws UnfitEventException where it is none of the column's
     */
    Cell cell(JsonElement json) throws UnfitEventException;

    /** The column of a field, whether it is repeated or not. */
    static JsonColumn of(Type field) {
        JsonColumn one = single(field);
        return field.isRepetition(Repetition.REPEATED) ? new Repeated(one) : one;
    }

    private static JsonColumn single(Type field) {
        if (field.isPrimitive()) {
            return JsonValue.of(field.asPrimitiveType());
        }
        GroupType group = field.asGroupType();
        LogicalTypeAnnotation meaning = group.getLogicalTypeAnnotation();
        if (meaning instanceof ListLogicalTypeAnnotation) {
            GroupType list = onlyGroup(group, 1);
            return new Listed(list.getName(), Group.of(list), list.getFieldName(0));
        }
        if (meaning instanceof MapLogicalTypeAnnotation) {
            GroupType entry = onlyGroup(group, 2);
            return new Keyed(entry.getName(), Group.of(entry), entry.getFieldName(0), entry.getFieldName(1));
        }
        return Group.of(group);
    }

    private static GroupType onlyGroup(GroupType outer, int fields) {
        boolean fits = outer.getFieldCount() == 1
                && !outer.getType(0).isPrimitive()
                && outer.getType(0).isRepetition(Repetition.REPEATED)
                && outer.getType(0).asGroupType().getFieldCount() == fields;
        if (!fits) {
            throw new IllegalArgumentException(
                    "column '" + outer.getName()
                            + "' is no list or map as Parquet defines them: one repeated group of element, or of key and value");
        }
        return outer.getType(0).asGroupType();
    }

    /** A cell of a group, with the place of its column. */
    record Placed(String name, int index, Cell cell) {
        void writeTo(RecordConsumer to) {
            cell.writeAs(name, index, to);
        }
    }

    /** A JSON object: its members by their names. One that no column has does not fit. */
    record Group(List<Type> fields, Map<String, Integer> places, List<JsonColumn> columns) implements JsonColumn {
        static Group of(GroupType group) {
            Map<String, Integer> places = new HashMap<>();
            List<JsonColumn> columns = new ArrayList<>();
            for (Type field : group.getFields()) {
                places.put(field.getName(), columns.size());
                columns.add(JsonColumn.of(field));
            }
            return new Group(group.getFields(), places, columns);
        }

        /** The cell of one member; nothing where it is null and may be. */
        Optional<Placed> cell(String name, JsonElement value) throws UnfitEventException {
            Integer place = places.get(name);
            if (place == null) {
                throw new UnfitEventException("no column takes its '" + name + "'");
            }
            if (value.isJsonNull()) {
                if (fields.get(place).isRepetition(Repetition.REQUIRED)) {
                    throw new UnfitEventException("its '" + name + "' is null, and the column is required");
                }
                return Optional.empty();
            }
            boolean nothing = value.isJsonArray()
                    && value.getAsJsonArray().size() == 0
                    && fields.get(place).isRepetition(Repetition.REPEATED);
            return nothing
                    ? Optional.empty()
                    : Optional.of(new Placed(name, place, columns.get(place).cell(value)));
        }

        /** The cells of all members. */
        List<Placed> cells(JsonObject object) throws UnfitEventException {
            List<Placed> cells = new ArrayList<>();
            for (Map.Entry<String, JsonElement> member : object.entrySet()) {
                cell(member.getKey(), member.getValue()).ifPresent(cells::add);
            }
            for (Type field : fields) {
                if (field.isRepetition(Repetition.REQUIRED) && !object.has(field.getName())) {
                    throw new UnfitEventException("it lacks '" + field.getName() + "', which is required");
                }
            }
            return cells;
        }

        @Override
        public Cell cell(JsonElement json) throws UnfitEventException {
            List<Placed> cells = cells(JsonValue.object(json));
            return to -> {
                to.startGroup();
                cells.forEach(cell -> cell.writeTo(to));
                to.endGroup();
            };
        }
    }

    /** A JSON array, as a field that is repeated. */
    record Repeated(JsonColumn element) implements JsonColumn {
        @Override
        public Cell cell(JsonElement json) throws UnfitEventException {
            List<Cell> cells = new ArrayList<>();
            for (JsonElement each : JsonValue.array(json)) {
                cells.add(element.cell(each));
            }
            return to -> cells.forEach(cell -> cell.writeTo(to));
        }
    }

    /** A JSON array, as a list: each element in a group of its own. */
    record Listed(String entries, Group entry, String element) implements JsonColumn {
        @Override
        public Cell cell(JsonElement json) throws UnfitEventException {
            List<Cell> cells = new ArrayList<>();
            for (JsonElement each : JsonValue.array(json)) {
                JsonObject group = new JsonObject();
                group.add(element, each);
                cells.add(entry.cell(group));
            }
            return within(entries, cells);
        }
    }

    /** A JSON object as a map: each member in a group of its own. */
    record Keyed(String entries, Group entry, String key, String value) implements JsonColumn {
        @Override
        public Cell cell(JsonElement json) throws UnfitEventException {
            List<Cell> cells = new ArrayList<>();
            for (Map.Entry<String, JsonElement> member : JsonValue.object(json).entrySet()) {
                JsonObject group = new JsonObject();
                group.addProperty(key, member.getKey());
                group.add(value, member.getValue());
                cells.add(entry.cell(group));
            }
            return within(entries, cells);
        }
    }

    private static Cell within(String entries, List<Cell> cells) {
        return to -> {
            to.startGroup();
            if (!cells.isEmpty()) {
                ((Cell) inner -> cells.forEach(cell -> cell.writeTo(inner))).writeAs(entries, 0, to);
            }
            to.endGroup();
        };
    }
}
