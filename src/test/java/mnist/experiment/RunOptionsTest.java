package mnist.experiment;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import mnist.experiment.RunOptions.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunOptionsTest {
    @ParameterizedTest
    @EnumSource(names = {"ALONE", "TRIAL"})
    void epochsThatEndWithinASecondAreWrittenTogether(Mode mode) {
        assertFalse(mode.writesEpochAfter(0.9, 30));
        assertTrue(mode.writesEpochAfter(1.1, 30));
    }

    @ParameterizedTest
    @EnumSource(names = {"ALONE", "TRIAL"})
    void anEpochUnderWayIsWrittenAsOftenAsTheConfigSays(Mode mode) {
        assertFalse(mode.writesStepAfter(29, 30));
        assertTrue(mode.writesStepAfter(31, 30));
    }

    @ParameterizedTest
    @EnumSource(names = {"ALONE", "TRIAL"})
    void whoAsksForMoreFilesThanOneASecondGetsThem(Mode mode) {
        assertTrue(mode.writesEpochAfter(0.1, 0.05));
    }

    @Test
    void aLightTrialWritesNothingBeforeItsEnd() {
        assertFalse(Mode.LIGHT_TRIAL.writesEpochAfter(1e6, 0.05));
    }
}
