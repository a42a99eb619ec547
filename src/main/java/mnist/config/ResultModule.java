package mnist.config;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/** Teaches Jackson the types of results that it does not know, or writes in a way no reader would expect. */
final class ResultModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    ResultModule() {
        add(Optional.class, value -> ((Optional<?>) value).orElse(null));
        add(OptionalInt.class, value -> value.isPresent() ? value.getAsInt() : null);
        add(OptionalLong.class, value -> value.isPresent() ? value.getAsLong() : null);
        add(OptionalDouble.class, value -> value.isPresent() ? value.getAsDouble() : null);
        add(Enum.class, ResultModule::label);
        addSerializer(Path.class, new ToStringSerializer());
        addSerializer(Instant.class, new ToStringSerializer());
        addDeserializer(Instant.class, new InstantReader());
        addDeserializer(OptionalDouble.class, new OptionalDoubleReader());
        addKeySerializer(Enum.class, new JsonSerializer<Object>() {
            @Override
            public void serialize(Object key, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeFieldName(label((Enum<?>) key));
            }
        });
    }

    private static final class InstantReader extends FromStringDeserializer<Instant> {
        private static final long serialVersionUID = 1L;

        InstantReader() {
            super(Instant.class);
        }

        @Override
        protected Instant _deserialize(String text, DeserializationContext context) {
            return Instant.parse(text);
        }
    }

    private static final class OptionalDoubleReader extends JsonDeserializer<OptionalDouble> {
        @Override
        public OptionalDouble deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return OptionalDouble.of(in.getDoubleValue());
        }

        @Override
        public OptionalDouble getNullValue(DeserializationContext context) {
            return OptionalDouble.empty();
        }

        @Override
        public Object getAbsentValue(DeserializationContext context) {
            return OptionalDouble.empty();
        }
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private <T> void add(Class<T> type, Function<T, Object> simpler) {
        addSerializer(type, new JsonSerializer<T>() {
            @Override
            public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
                provider.defaultSerializeValue(simpler.apply(value), out);
            }
        });
    }

    /** Writes {@code null} for NaN and infinity, which JSON does not have; Jackson would write a string. */
    static final class FiniteNumbers extends JsonGeneratorDelegate {
        FiniteNumbers(JsonGenerator below) {
            super(below, false);
        }

        @Override
        public void writeNumber(double value) throws IOException {
            if (Double.isFinite(value)) {
                super.writeNumber(value);
            } else {
                writeNull();
            }
        }

        @Override
        public void writeNumber(float value) throws IOException {
            if (Float.isFinite(value)) {
                super.writeNumber(value);
            } else {
                writeNull();
            }
        }

        /** Jackson hands a whole array to the generator, so its numbers would pass unseen. */
        @Override
        public void writeArray(double[] array, int offset, int length) throws IOException {
            writeStartArray(array, length);
            for (int i = offset; i < offset + length; i++) {
                writeNumber(array[i]);
            }
            writeEndArray();
        }
    }
}
