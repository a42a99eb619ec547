package mnist.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class McNemarTest {
    @Test
    void fewDiscordantExamplesAreTestedExactly() {
        // Two-sided binomial test of 2 in 10 at 1/2: 2 (1 + 10 + 45) / 1024.
        McNemar test = McNemar.of(2, 8);
        assertEquals("exact", test.method());
        assertEquals(2 * 56 / 1024.0, test.p(), 1e-12);
        assertEquals(test.p(), McNemar.of(8, 2).p());
    }

    @Test
    void equalCountsAndNoCountsTellNothing() {
        assertEquals(1, McNemar.of(7, 7).p());
        assertEquals(1, McNemar.of(0, 0).p());
        assertEquals(1, McNemar.of(900, 900).p(), 1e-6);
    }

    @Test
    void manyAreTestedByChiSquareWithContinuityCorrection() {
        // z^2 = 63^2 / 1024, z = 1.96875; 2 P(Z > 1.96875) = 0.0489818 (Python: math.erfc(1.96875 / math.sqrt(2))).
        McNemar test = McNemar.of(544, 480);
        assertEquals("chi-square", test.method());
        assertEquals(0.048981807, test.p(), 1e-6);
    }

    @Test
    void theTwoMethodsAgreeWhereTheyMeet() {
        assertEquals(McNemar.of(530, 470).p(), McNemar.of(531, 470).p(), 0.01);
    }
}
