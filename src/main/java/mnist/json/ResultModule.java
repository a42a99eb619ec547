package mnist.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** Teaches Jackson the types of results that it does not know, or writes in a way no reader would expect. */
final class ResultModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    ResultModule() {
        addSerializer(Path.class, new ToStringSerializer());
        addSerializer(Instant.class, new ToStringSerializer());
        addDeserializer(Instant.class, new InstantReader());
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
