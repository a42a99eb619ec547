package mnist.insight;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;

/** The brightness of a decoded picture. */
final class GreyPixels {
    private GreyPixels() {}

    /**
     * Returns shades of grey: the sample itself of a grey picture, and of a coloured one its luma, 0.299 R + 0.587 G + 0.114 B (ITU-R
     * BT.601). What is transparent lies on white; on black, if all that is to be seen would be white on white.
     */
    static GreyImage of(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        float[] grey = new float[width * height];
        float[] alpha = new float[width * height];
        boolean isGrey = picture.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
        for (int y = 0; y < height; y++) {
            if (isGrey) {
                samples(picture, y, grey, alpha);
            } else {
                colours(picture, y, grey, alpha);
            }
        }
        float paper = 1;
        float darkest = 1;
        boolean seesThrough = false;
        for (int i = 0; i < grey.length; i++) {
            seesThrough |= alpha[i] < 0.5f;
            darkest = Math.min(darkest, alpha[i] < 0.5f ? 1 : grey[i]);
        }
        if (seesThrough && darkest > 0.8f) {
            paper = 0;
        }
        for (int i = 0; i < grey.length; i++) {
            grey[i] = alpha[i] == 1 ? grey[i] : alpha[i] * grey[i] + (1 - alpha[i]) * paper;
        }
        return new GreyImage(width, height, grey);
    }

    /** Not by {@code getRGB}, which takes grey samples for linear light and makes them brighter. */
    private static void samples(BufferedImage picture, int y, float[] grey, float[] alpha) {
        Raster raster = picture.getRaster();
        int width = picture.getWidth();
        double most = (1L << picture.getSampleModel().getSampleSize(0)) - 1;
        boolean hasAlpha = picture.getColorModel().hasAlpha();
        for (int x = 0; x < width; x++) {
            grey[y * width + x] = (float) (raster.getSample(x, y, 0) / most);
            alpha[y * width + x] = hasAlpha ? (float) (raster.getSample(x, y, 1) / most) : 1;
        }
    }

    private static void colours(BufferedImage picture, int y, float[] grey, float[] alpha) {
        int width = picture.getWidth();
        int[] row = picture.getRGB(0, y, width, 1, null, 0, width);
        for (int x = 0; x < width; x++) {
            int red = row[x] >> 16 & 0xFF;
            int green = row[x] >> 8 & 0xFF;
            int blue = row[x] & 0xFF;
            grey[y * width + x] = (299 * red + 587 * green + 114 * blue) / 255_000f;
            alpha[y * width + x] = (row[x] >>> 24) / 255f;
        }
    }
}
