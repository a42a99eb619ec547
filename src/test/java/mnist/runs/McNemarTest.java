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
        // z^2 = 63^2 / 1024, z = 1.96875; 2 P(Z > 1.96875) in Python: math.erfc(1.96875 / math.sqrt(2)).
        McNemar test = McNemar.of(544, 480);
        assertEquals("chi-square", test.method());
        assertEquals(0.048981806528466565, test.p(), 1e-15);
    }

    @Test
    void theTwoMethodsAgreeWhereTheyMeet() {
        assertEquals(McNemar.of(530, 470).p(), McNemar.of(531, 470).p(), 0.01);
    }

    @Test
    void smallProbabilitiesHaveTheirDigitsToo() {
        // z = (511 - 1) / 51 = 10; math.erfc(10 / math.sqrt(2)) in Python.
        assertEquals(1, McNemar.of(1556, 1045).p() / 1.5239706048321042e-23, 1e-9);
        // z = (152 - 1) / 50 = 3.02: just beyond where the other formula ends.
        assertEquals(1, McNemar.of(1326, 1174).p() / 0.0025277468553445985, 1e-9);
    }

    @Test
    void smallProbabilitiesOfTheExactTestHaveTheirDigits() {
        // In Python: float(Fraction(2 * sum(comb(723, k) for k in range(149)), 2**723)), and 2 / 2**1000.
        assertEquals(1, McNemar.of(575, 148).p() / 3.157818081943946e-60, 1e-9);
        assertEquals(1, McNemar.of(0, 1000).p() / 1.8665272370064378e-301, 1e-9);
    }
}
