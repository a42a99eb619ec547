package mnist.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import mnist.json.InputException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecSchemaTest {
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(SpecReader.schema());

    @ParameterizedTest
    @ValueSource(strings = {"learning-rate", "random", "halving"})
    void shippedSpecsAreValid(String name) throws IOException {
        String json = Files.readString(Path.of("configs/sweeps", name + ".json"));
        assertEquals(Set.of(), SCHEMA.validate(json, InputFormat.JSON));
    }

    @ParameterizedTest
    @ValueSource(strings = {SmallSweep.GRID, SmallSweep.RANDOM, SmallSweep.HALVING, SmallSweep.TPE})
    void whatTheReaderWritesIsValid(String search) {
        String json = TestSpecs.of(search, TestSpecs.RATES, ", \"repeats\": 2").toJson();
        assertEquals(Set.of(), SCHEMA.validate(json, InputFormat.JSON));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\": \"lattice\"} | \"a.b\": {\"choice\": [1]} | ",
                "{\"type\": \"random\"} | \"a.b\": {\"choice\": [1]} | ",
                "{\"type\": \"grid\", \"trials\": 3} | \"a.b\": {\"choice\": [1]} | ",
                "{\"type\": \"halving\", \"trials\": 9, \"factor\": 1} | \"a.b\": {\"choice\": [1]} | ",
                "{\"type\": \"tpe\", \"trials\": 9, \"batch\": 1001} | \"a.b\": {\"choice\": [1]} | ",
                "{\"type\": \"grid\"} | \"a.b\": {\"choice\": []} | ",
                "{\"type\": \"grid\"} | \"a.b\": {\"choice\": [1, 1]} | ",
                "{\"type\": \"grid\"} | \"a.b\": {\"normal\": [1, 2]} | ",
                "{\"type\": \"grid\"} | \"a.b\": {\"choice\": [1], \"integer\": [1, 2]} | ",
                "{\"type\": \"random\", \"trials\": 3} | \"a.b\": {\"logUniform\": [0, 2]} | ",
                "{\"type\": \"random\", \"trials\": 3} | \"a.b\": {\"integer\": [1.5, 2]} | ",
                "{\"type\": \"grid\"} | \"a.b\": {\"choice\": [1]} | , \"portable\": 1",
                "{\"type\": \"grid\"} | \"a.b\": {\"choice\": [1]} | , \"repeats\": 1001",
                "{\"type\": \"grid\"} | \"a.b\": {\"choice\": [1]} | , \"objective\": \"test_accuracy\"",
                "{\"type\": \"grid\"} | \"a.b\": {\"choice\": [1]} | , \"objectiv\": \"validation_cost\"",
            })
    void whatTheReaderRefusesIsNotValid(String search, String parameters, String more) {
        String json = TestSpecs.json(search, parameters, more == null ? "" : more);
        assertThrows(InputException.class, () -> SpecReader.parse(json, "spec"));
        assertNotEquals(Set.of(), SCHEMA.validate(json, InputFormat.JSON));
    }
}
