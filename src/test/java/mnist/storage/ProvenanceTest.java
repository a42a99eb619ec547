package mnist.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProvenanceTest {
    @Test
    void versionAndCommitWereFilledInByTheBuild() {
        Provenance.Program program = Provenance.Program.read();
        assertTrue(program.version().matches("\\d+\\.\\d+\\.\\d+.*"), program.version());
        assertTrue(program.commit().matches("unknown|[0-9a-f]{40}(-dirty)?"), program.commit());
    }

    @Test
    void thisMachineIsDescribedWithoutItsName() {
        Provenance here = Provenance.current();
        assertEquals(Runtime.version().toString(), here.jvm().version());
        assertEquals(System.getProperty("os.arch"), here.system().architecture());
        assertTrue(here.cpu().processors() >= 1);
        assertFalse(here.cpu().model().isBlank());
        List<String> values = List.of(
                here.system().name(),
                here.system().version(),
                here.cpu().model(),
                here.jvm().name(),
                here.jvm().vendor());
        assertFalse(values.contains(ThisProcess.hostName()));
    }
}
