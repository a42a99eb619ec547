package mnist.nn;

import java.util.List;

/** What the equations do to whole columns of a matrix: sums of matrices, a bias added to every column, a sum over all columns. */
final class Columns {
    private Columns() {}

    /** {@code Z := sum of as many columns of each matrix}, from column {@code from} of each. */
    static void setSum(Matrix z, List<Matrix> matrices, int from) {
        double[] sum = z.overwrite();
        double[] term = z.scratch();
        int size = z.size();
        matrices.get(0).get(from * z.rows(), size, sum);
        for (int m = 1; m < matrices.size(); m++) {
            matrices.get(m).get(from * z.rows(), size, term);
            for (int i = 0; i < size; i++) {
                sum[i] += term[i];
            }
        }
    }

    /** Adds a column, {@code (rows, 1)}, to every column of Z. */
    static void add(Matrix z, Matrix column) {
        column.requireShape(z.rows(), 1);
        double[] to = z.modify();
        double[] from = z.scratch();
        int rows = z.rows();
        int size = z.size();
        column.get(0, rows, from);
        for (int start = 0; start < size; start += rows) {
            for (int j = 0; j < rows; j++) {
                to[start + j] += from[j];
            }
        }
    }

    /** {@code target := keep * target + factor * (sum of the columns of delta)}; the target is a column. */
    static void accumulateSum(double keep, double factor, Matrix delta, Matrix target) {
        target.requireShape(delta.rows(), 1);
        double[] from = delta.read();
        double[] sums = delta.scratch();
        int rows = delta.rows();
        int size = delta.size();
        target.get(0, rows, sums);
        for (int j = 0; j < rows; j++) {
            sums[j] = keep == 0 ? 0 : keep * sums[j];
        }
        for (int start = 0; start < size; start += rows) {
            for (int j = 0; j < rows; j++) {
                sums[j] += factor * from[start + j];
            }
        }
        target.put(0, rows, sums);
    }
}
