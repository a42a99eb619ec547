package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FormatTest {
    @Test
    void oneIsNotMany() {
        assertEquals("1 epoch", Format.count(1, "epoch"));
        assertEquals("0 epochs", Format.count(0, "epoch"));
        assertEquals("13,002 parameters", Format.count(13_002, "parameter"));
    }

    @Test
    void roundedNumbersHaveThreeDigits() {
        assertEquals("7", Format.rounded(7.4));
        assertEquals("999", Format.rounded(999.4));
        assertEquals("1.00k", Format.rounded(999.6));
        assertEquals("12.3k", Format.rounded(12_345));
        assertEquals("100k", Format.rounded(99_960));
        assertEquals("1.25M", Format.rounded(1_250_000));
        assertEquals("1000G", Format.rounded(1e12));
    }
}
