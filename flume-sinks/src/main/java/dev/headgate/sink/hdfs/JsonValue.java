package dev.headgate.sink.hdfs;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.headgate.sink.hdfs.ParquetRows.Cell;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/** A JSON value as one of a Parquet type. Immutable. */
record JsonValue(Conversion conversion) implements JsonColumn {
    private static final int SHOWN = 40;

    /** Makes the cell; an arithmetic, time or format exception tells that the value is none of the type. */
    private interface Conversion {
        Cell cell(JsonElement json) throws UnfitEventException;
    }

    /** The conversion to a type; an {@link IllegalArgumentException} where no JSON value is one of it. */
    static JsonValue of(PrimitiveType type) {
        Conversion conversion = conversion(type.getPrimitiveTypeName(), type.getLogicalTypeAnnotation());
        if (conversion == null) {
            throw new IllegalArgumentException(
                    "column '" + type.getName() + "' is of a type that JSON has no value for: "
                            + type
                            + "; boolean, int32, int64, float, double, and binary take one, with DATE, TIMESTAMP, DECIMAL,"
                            + " INTEGER, STRING, ENUM and JSON");
        }
        return new JsonValue(conversion);
    }

    @Override
    public Cell cell(JsonElement json) throws UnfitEventException {
        try {
            return conversion.cell(json);
        } catch (ArithmeticException | DateTimeException | NumberFormatException none) {
            throw new UnfitEventException("'" + shown(json) + "' is none of the column's values", none);
        }
    }

    private static @Nullable Conversion conversion(PrimitiveTypeName type, @Nullable LogicalTypeAnnotation meaning) {
        return switch (type) {
            case BOOLEAN ->
                json -> truth(primitive(
                        json,
                        json.isJsonPrimitive() && json.getAsJsonPrimitive().isBoolean()));
            case INT32 -> int32(meaning);
            case INT64 -> int64(meaning);
            case FLOAT ->
                json -> {
                    float value = number(json).floatValue();
                    return to -> to.addFloat(value);
                };
            case DOUBLE ->
                json -> {
                    double value = number(json).doubleValue();
                    return to -> to.addDouble(value);
                };
            case BINARY -> binary(meaning);
            case INT96, FIXED_LEN_BYTE_ARRAY -> null;
        };
    }

    private static Cell truth(JsonElement json) {
        boolean value = json.getAsBoolean();
        return to -> to.addBoolean(value);
    }

    private static @Nullable Conversion int32(@Nullable LogicalTypeAnnotation meaning) {
        if (meaning instanceof DateLogicalTypeAnnotation) {
            return json -> {
                int day = Math.toIntExact(LocalDate.parse(string(json)).toEpochDay());
                return to -> to.addInteger(day);
            };
        }
        return whole(meaning, Integer.SIZE);
    }

    private static @Nullable Conversion int64(@Nullable LogicalTypeAnnotation meaning) {
        if (meaning instanceof TimestampLogicalTypeAnnotation time) {
            return json -> {
                long value = isString(json)
                        ? units(string(json), time.getUnit())
                        : number(json).longValueExact();
                return to -> to.addLong(value);
            };
        }
        return whole(meaning, Long.SIZE);
    }

    /** Whole numbers of so many bits, or what a smaller type says of them. */
    private static @Nullable Conversion whole(@Nullable LogicalTypeAnnotation meaning, int size) {
        if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
            return json -> integer(unscaled(json, decimal).longValueExact(), size);
        }
        if (meaning != null && !(meaning instanceof IntLogicalTypeAnnotation)) {
            return null;
        }
        boolean signed = !(meaning instanceof IntLogicalTypeAnnotation integer) || integer.isSigned();
        int bits = meaning instanceof IntLogicalTypeAnnotation integer ? integer.getBitWidth() : size;
        BigDecimal end = BigDecimal.valueOf(2).pow(signed ? bits - 1 : bits);
        BigDecimal least = signed ? end.negate() : BigDecimal.ZERO;
        return json -> {
            BigDecimal value = number(json);
            if (value.compareTo(least) < 0 || value.compareTo(end) >= 0) {
                throw new ArithmeticException("out of range");
            }
            return integer(value.longValueExact(), size);
        };
    }

    private static Cell integer(long value, int size) {
        return size == Integer.SIZE ? to -> to.addInteger((int) value) : to -> to.addLong(value);
    }

    private static @Nullable Conversion binary(@Nullable LogicalTypeAnnotation meaning) {
        if (meaning instanceof JsonLogicalTypeAnnotation) {
            return json -> bytes(Binary.fromString(json.toString()));
        }
        if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
            return json -> bytes(Binary.fromConstantByteArray(
                    unscaled(json, decimal).toBigIntegerExact().toByteArray()));
        }
        boolean text = meaning == null
                || meaning instanceof StringLogicalTypeAnnotation
                || meaning instanceof EnumLogicalTypeAnnotation;
        return text ? json -> bytes(Binary.fromString(string(json))) : null;
    }

    private static Cell bytes(Binary value) {
        return to -> to.addBinary(value);
    }

    private static BigDecimal unscaled(JsonElement json, DecimalLogicalTypeAnnotation decimal)
            throws UnfitEventException {
        BigDecimal value = isString(json) ? new BigDecimal(string(json)) : number(json);
        // First without its digits: a short text may be a number of a billion digits.
        if ((long) value.precision() - value.scale() > decimal.getPrecision() - decimal.getScale()) {
            throw new ArithmeticException("too many digits");
        }
        return value.setScale(decimal.getScale(), RoundingMode.UNNECESSARY).movePointRight(decimal.getScale());
    }

    private static long units(String text, TimeUnit unit) {
        Instant time = OffsetDateTime.parse(text).toInstant();
        return switch (unit) {
            case MILLIS -> time.toEpochMilli();
            case MICROS -> ChronoUnit.MICROS.between(Instant.EPOCH, time);
            case NANOS -> ChronoUnit.NANOS.between(Instant.EPOCH, time);
        };
    }

    private static boolean isString(JsonElement json) {
        return json.isJsonPrimitive() && json.getAsJsonPrimitive().isString();
    }

    private static String string(JsonElement json) throws UnfitEventException {
        return primitive(json, isString(json)).getAsString();
    }

    private static BigDecimal number(JsonElement json) throws UnfitEventException {
        return primitive(
                        json,
                        json.isJsonPrimitive() && json.getAsJsonPrimitive().isNumber())
                .getAsBigDecimal();
    }

    private static JsonElement primitive(JsonElement json, boolean fits) throws UnfitEventException {
        if (!fits) {
            throw new UnfitEventException("'" + shown(json) + "' is none of the column's values");
        }
        return json;
    }

    static JsonArray array(JsonElement json) throws UnfitEventException {
        if (!json.isJsonArray()) {
            throw new UnfitEventException("'" + shown(json) + "' is no array");
        }
        return json.getAsJsonArray();
    }

    static JsonObject object(JsonElement json) throws UnfitEventException {
        if (!json.isJsonObject()) {
            throw new UnfitEventException("'" + shown(json) + "' is no object");
        }
        return json.getAsJsonObject();
    }

    private static String shown(JsonElement json) {
        String text = json.toString();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
