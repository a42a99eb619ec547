package mnist.storage;

import mnist.machine.Cpu;

/**
 * The program and the machine of a run: what has to be equal for the results to be equal to the bit. The machine's
 * name is not part of it, so that a run can be shown around.
 *
 * @param program version and commit
 * @param jvm the virtual machine
 * @param system the operating system
 * @param cpu the processor
 */
public record Provenance(BuildInfo program, Jvm jvm, OperatingSystem system, Cpu cpu) {
    /**
     * @param version for example {@code 17.0.15+6}
     * @param name of the virtual machine
     * @param vendor who built it
     */
    public record Jvm(String version, String name, String vendor) {}

    /**
     * @param name for example {@code Linux}
     * @param version of its kernel
     * @param architecture for example {@code amd64}
     */
    public record OperatingSystem(String name, String version, String architecture) {}

    /** Asked once: on some systems another program has to be run to name the processor. */
    private static final class Here {
        static final Provenance CURRENT = ask();
    }

    /** Returns where and with what the program is running now. */
    public static Provenance current() {
        return Here.CURRENT;
    }

    private static Provenance ask() {
        return new Provenance(
                BuildInfo.read(),
                new Jvm(
                        Runtime.version().toString(),
                        System.getProperty("java.vm.name"),
                        System.getProperty("java.vendor")),
                new OperatingSystem(
                        System.getProperty("os.name"), System.getProperty("os.version"), System.getProperty("os.arch")),
                Cpu.current());
    }
}
