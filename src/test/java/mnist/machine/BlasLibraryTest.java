package mnist.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class BlasLibraryTest {
    @Test
    void productsAreComputedByOpenBlasOnOneThread() {
        assertEquals("OpenBLAS", BlasLibrary.current().vendor());
        assertEquals(1, BlasLibrary.current().threads());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theCoreTypeIsAName() {
        String core = BlasLibrary.current().core();
        assertTrue(core.matches("[A-Za-z0-9_]+") && !core.equals("unknown"), core);
    }
}
