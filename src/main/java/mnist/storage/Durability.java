package mnist.storage;

/** What a file has to outlast once it is written. Either way it is whole or not there. */
public enum Durability {
    /** A power failure: writing waits until the disk has it. */
    FORCED,
    /** The end of the process, however it ends: the operating system has it, which takes a hundredth of the time. */
    PROCESS
}
