package mnist.machine;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The memory of the machine, or of the container that the program runs in. */
public final class PhysicalMemory {
    private PhysicalMemory() {}

    /** Returns how many bytes there are in all, whoever uses them. */
    public static long bytes() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }
}
