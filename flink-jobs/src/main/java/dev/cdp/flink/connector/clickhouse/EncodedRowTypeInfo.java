package dev.cdp.flink.connector.clickhouse;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Tells Flink to use {@link EncodedRowSerializer}. */
final class EncodedRowTypeInfo extends TypeInformation<EncodedRow> {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<EncodedRow> getTypeClass() {
        return EncodedRow.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<EncodedRow> createSerializer(SerializerConfig config) {
        return EncodedRowSerializer.INSTANCE;
    }

    @Override
    public String toString() {
        return "EncodedRow";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EncodedRowTypeInfo;
    }

    @Override
    public int hashCode() {
        return EncodedRowTypeInfo.class.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof EncodedRowTypeInfo;
    }
}
