package mnist.nn;

import org.nd4j.linalg.api.buffer.DataType;

/**
 * What a layer says, and how it changes when the parameters move: {@code R{f}} is the derivative of f at r = 0 when the
 * parameters are {@code W + r V} (Pearlmutter 1994). All are {@code (n_l, N)}.
 *
 * @param z the weighted inputs
 * @param a the activations
 * @param rZ {@code R{Z}}
 * @param rA {@code R{A}}
 */
record Tangent(Matrix z, Matrix a, Matrix rZ, Matrix rA) {
    /** Makes room beside what a forward pass has for a layer. */
    static Tangent beside(Matrix z, Matrix a, int capacity) {
        DataType type = z.type();
        return new Tangent(z, a, Matrix.zeros(type, z.rows(), capacity), Matrix.zeros(type, z.rows(), capacity));
    }

    void resize(int examples) {
        rZ.resize(examples);
        rA.resize(examples);
    }
}
