package dev.headgate.sink.hdfs;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.headgate.sink.hdfs.ParquetFormat.Columns.OfJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flume.Event;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/**
 * One row per event, whose body is a JSON object: its members by their names. Members that no column takes, or whose value
 * is none of the column's, are kept as a JSON object in a column of their own; a body that is no object is kept there as
 * it is. Where there is no such column, an event with any of that is refused.
 */
final class ParquetJson implements ParquetRows {
    private final MessageType schema;
    private final JsonColumn.Group columns;
    private final @Nullable String misfitColumn;

    private ParquetJson(MessageType given, @Nullable String misfitColumn) {
        this.columns = JsonColumn.Group.of(given);
        this.misfitColumn = misfitColumn;
        this.schema = misfitColumn == null ? given : withMisfits(given, misfitColumn);
    }

    /**
     * Reads the schema from its file.
     *
     * @throws IOException where that cannot be; says what to mend
     */
    static ParquetJson read(OfJson json) throws IOException {
        try {
            return new ParquetJson(
                    MessageTypeParser.parseMessageType(Files.readString(json.schemaFile())), json.misfitColumn());
        } catch (IOException | RuntimeException refused) {
            throw new IOException(
                    "'%s' of key 'parquet-schema' cannot be used as a Parquet schema: %s. Mend the file"
                            .formatted(json.schemaFile(), refused.getMessage()),
                    refused);
        }
    }

    private static MessageType withMisfits(MessageType given, String misfitColumn) {
        List<Type> fields = new ArrayList<>(given.getFields());
        for (Type field : fields) {
            if (field.isRepetition(Type.Repetition.REQUIRED)) {
                throw new IllegalArgumentException("column '" + field.getName()
                        + "' is required, while key 'on-misfit' says that an event without it is written all the same");
            }
            if (field.getName().equals(misfitColumn)) {
                throw new IllegalArgumentException(
                        "column '" + misfitColumn + "' is the one of key 'misfit-column' as well");
            }
        }
        fields.add(Types.optional(PrimitiveTypeName.BINARY)
                .as(LogicalTypeAnnotation.stringType())
                .named(misfitColumn));
        return new MessageType(given.getName(), fields);
    }

    @Override
    public MessageType schema() {
        return schema;
    }

    @Override
    public void tune(ParquetProperties.Builder properties) {
        if (misfitColumn != null) {
            properties.withStatisticsEnabled(misfitColumn, false);
        }
    }

    @Override
    public Cell row(Event event) throws UnfitEventException {
        String body = text(event.getBody());
        JsonObject object;
        try {
            JsonElement json = JsonParser.parseString(body);
            if (!json.isJsonObject()) {
                return misfit(body, "its body is no JSON object");
            }
            object = json.getAsJsonObject();
        } catch (JsonParseException noJson) {
            return misfit(body, "its body is no JSON");
        }
        return misfitColumn == null ? row(columns.cells(object), null) : splitRow(object);
    }

    private static String text(byte[] body) throws UnfitEventException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException noText) {
            throw new UnfitEventException("its body is no UTF-8", noText);
        }
    }

    private Cell misfit(String body, String why) throws UnfitEventException {
        if (misfitColumn == null) {
            throw new UnfitEventException(why);
        }
        return row(List.of(), body);
    }

    /** The members that fit become cells, the others stay together. */
    private Cell splitRow(JsonObject object) {
        List<JsonColumn.Placed> cells = new ArrayList<>();
        JsonObject aside = new JsonObject();
        for (Map.Entry<String, JsonElement> member : object.entrySet()) {
            try {
                columns.cell(member.getKey(), member.getValue()).ifPresent(cells::add);
            } catch (UnfitEventException unfit) {
                aside.add(member.getKey(), member.getValue());
            }
        }
        return row(cells, aside.size() == 0 ? null : aside.toString());
    }

    private Cell row(List<JsonColumn.Placed> cells, @Nullable String aside) {
        return to -> {
            to.startMessage();
            cells.forEach(cell -> cell.writeTo(to));
            if (aside != null && misfitColumn != null) {
                ((Cell) out -> out.addBinary(Binary.fromString(aside)))
                        .writeAs(misfitColumn, schema.getFieldCount() - 1, to);
            }
            to.endMessage();
        };
    }
}
