package mnist.data;

/**
 * Which bytes a file holds, whatever it is packed with or spelt like.
 *
 * @param file the usual name of the file, without {@code .gz}, for example {@code train-images-idx3-ubyte}
 * @param sha256 the SHA-256 of the unpacked content, 64 lower-case hexadecimal digits
 */
public record FileDigest(String file, String sha256) {}
