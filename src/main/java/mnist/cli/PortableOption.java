package mnist.cli;

/** What {@code --portable} says of itself in the help of each command that computes. */
final class PortableOption {
    static final String DESCRIPTION =
            "Compute with AVX2 kernels, which every x86-64 machine of today has: the same bits"
                    + " everywhere, somewhat slower where there is AVX-512.";

    private PortableOption() {}
}
