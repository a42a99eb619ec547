package mnist.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The two SHA-256 digests that the metadata of a safetensors file carries: one of the tensor bytes, one of everything
 * else that matters. The second does not depend on how the header's JSON is spaced, ordered or escaped.
 */
final class Digests {
    /** The metadata key of the digest of all tensor bytes, in the order of the file. */
    static final String TENSORS = "sha256";
    /** The metadata key of the digest of metadata, tensor names, types and shapes. */
    static final String HEADER = "header_sha256";

    private Digests() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    static String ofTensors(List<Tensor> tensors) throws IOException {
        MessageDigest digest = sha256();
        for (Tensor tensor : tensors) {
            TensorBytes.forEachPiece(tensor, digest::update);
        }
        return hex(digest);
    }

    /**
     * Returns the digest of the header: each of {@code name NUL text NUL} for the metadata, sorted by name and without
     * this digest itself, then {@code name NUL type shape NUL} for the tensors in the order of the file.
     */
    static String ofHeader(Map<String, String> metadata, List<TensorEntry> tensors) {
        MessageDigest digest = sha256();
        metadata.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(HEADER))
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> update(digest, entry.getKey(), entry.getValue()));
        tensors.forEach(entry -> update(digest, entry.name(), entry.type().name() + entry.shape()));
        return hex(digest);
    }

    private static void update(MessageDigest digest, String name, String text) {
        digest.update((name + '\0' + text + '\0').getBytes(StandardCharsets.UTF_8));
    }
}
