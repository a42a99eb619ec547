package mnist.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import mnist.machine.Cpu;

/**
 * The program and the machine of a part of a run: what has to be equal for the results to be equal to the bit. The machine's
 * name is not part of it, so that a run can be shown around.
 *
 * @param program what is running
 * @param arithmetic the version of the program's arithmetic, {@link #ARITHMETIC}; 0 if it is not known
 * @param jvm the virtual machine
 * @param system the operating system
 * @param cpu the processor
 */
public record Provenance(Program program, int arithmetic, Jvm jvm, OperatingSystem system, Cpu cpu) {
    /**
     * The version of the arithmetic of this program. Every change by which a training ends with other bits, on any kernels,
     * raises it: a run that another version began is not resumed without saying so.
     */
    public static final int ARITHMETIC = 2;

    /**
     * As Maven wrote it into the jar.
     *
     * @param version of the release
     * @param commit the Git commit it was built from, with {@code -dirty} after it if the sources had changes that were
     *     not committed; {@code unknown} if they were no Git clone
     */
    public record Program(String version, String commit) {
        private static final String RESOURCE = "build.properties";

        /** Reads it from the jar. */
        public static Program read() {
            Properties properties = new Properties();
            try (InputStream in = Provenance.class.getResourceAsStream(RESOURCE)) {
                properties.load(in);
            } catch (IOException e) {
                throw new IllegalStateException("the program's own " + RESOURCE + " cannot be read", e);
            }
            String dirty = Boolean.parseBoolean(properties.getProperty("dirty")) ? "-dirty" : "";
            return new Program(properties.getProperty("version"), properties.getProperty("commit") + dirty);
        }
    }

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

    /** Returns where and with what the program is running now. */
    public static Provenance current() {
        return new Provenance(
                Program.read(),
                ARITHMETIC,
                new Jvm(
                        Runtime.version().toString(),
                        System.getProperty("java.vm.name"),
                        System.getProperty("java.vendor")),
                new OperatingSystem(
                        System.getProperty("os.name"), System.getProperty("os.version"), System.getProperty("os.arch")),
                Cpu.current());
    }
}
