package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvertersTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "--out,'',no path,the name of a file or folder",
                "--out,' ',no path,the name of a file or folder",
                "--keep,x,no such value,a whole number",
                "--keep,1.5,no such value,a whole number",
                "--keep,3000000000,out of range,a whole number up to 2147483647",
                "--keep,-3000000000,out of range,a whole number up to 2147483647",
            })
    void whatAValueIsAndWhatItShouldBeIsToldInPlainWords(String option, String value, String wrong, String expected) {
        CliRunner.Result result = CliRunner.run("train", "configs/smoke.json", option, value.replace("'", ""));
        assertEquals(ExitCode.WRONG_USE, result.exitCode());
        assertEquals(
                "mnist train: Invalid value for option '%s': %s, found '%s', expected %s. See 'mnist train --help'."
                        .formatted(option, wrong, value.replace("'", ""), expected),
                result.err().strip());
    }
}
