package mnist.insight;

import java.util.Arrays;

/**
 * Where a picture has ink, and how much of it: paper and light are taken out.
 *
 * <p>Ink is what is narrow and stands out from what surrounds it. The paper's brightness at a place is that of a closing (Serra
 * 1982): the darkest of the brightest in squares wider than any stroke. It follows a shadow, sharp ones too, but no stroke.
 * Whether ink is the dark or the light is decided by which of the two is less, where both are near (the local midrange is the
 * border, as in Bernsen 1986).
 *
 * @param amount 0 (paper) to 1 (ink), noise and all that is too faint set to 0
 * @param light whether the ink is lighter than the paper
 */
record Ink(GreyImage amount, boolean light) {
    /** Longer side at which a picture is looked at: a digit is 20 pixels in the end, so more would only cost time. */
    private static final int SIDE = 512;
    /** No stroke is wider than this part of the picture's shorter side. */
    private static final double STROKE = 0.3;
    /** The least difference of brightness that can be ink at all. */
    private static final float LEAST_CONTRAST = 0.1f;
    /** Ink in a shadow has less contrast; less than this part of the strongest is no ink. */
    private static final float SHADOW = 0.35f;
    /** A connected piece is ink if it is anywhere as dark as this. */
    static final float SURE = 0.5f;

    /** Standard deviation of the brightness of paper that does no harm. */
    private static final double QUIET = 0.012;

    private static final float FAINTEST = 0.02f;
    private static final float DEVIATIONS = 4;

    /** Finds the ink of a picture; there is none where nothing stands out. */
    static Ink of(GreyImage picture) {
        GreyImage image = picture.shrunkTo(SIDE);
        image = GreyFilter.blurred(image, blur(image));
        int radius = Math.max(1, (int) Math.ceil(STROKE / 2 * Math.min(image.width(), image.height())));
        // A small picture has no specks to lose, but strokes of one pixel.
        GreyImage smooth = Math.min(image.width(), image.height()) < 64 ? image : GreyFilter.withoutSpecks(image);
        boolean light = isLight(smooth, radius);
        return new Ink(amount(light ? image.inverted() : image, light ? smooth.inverted() : smooth, radius), light);
    }

    /** Returns how far to blur so that the mean over a square has little noise left, but strokes are still apart. */
    private static int blur(GreyImage image) {
        int most = Math.min(image.width(), image.height()) / 40;
        int needed = (int) Math.ceil((GreyFilter.noise(image) / QUIET - 1) / 2);
        return Math.max(0, Math.min(most, needed));
    }

    private static boolean isLight(GreyImage smooth, int radius) {
        float[] high = GreyFilter.brightest(smooth, 2 * radius).values();
        float[] low = GreyFilter.darkest(smooth, 2 * radius).values();
        float contrast = 0;
        for (int i = 0; i < high.length; i++) {
            contrast = Math.max(contrast, high[i] - low[i]);
        }
        int above = 0;
        int below = 0;
        for (int i = 0; i < high.length; i++) {
            if (high[i] - low[i] >= contrast / 2) {
                float middle = (high[i] + low[i]) / 2;
                above += smooth.values()[i] > middle ? 1 : 0;
                below += smooth.values()[i] < middle ? 1 : 0;
            }
        }
        return above < below;
    }

    /** Returns the ink of a picture whose ink is dark. */
    private static GreyImage amount(GreyImage image, GreyImage smooth, int radius) {
        float[] paper = GreyFilter.closed(smooth, radius).values();
        float[] contrast = new float[paper.length];
        float[] smoothContrast = new float[paper.length];
        float most = 0;
        for (int i = 0; i < paper.length; i++) {
            contrast[i] = Math.max(0, paper[i] - image.values()[i]);
            smoothContrast[i] = Math.max(0, paper[i] - smooth.values()[i]);
            most = Math.max(most, smoothContrast[i]);
        }
        GreyImage result = new GreyImage(image.width(), image.height(), contrast);
        if (most < LEAST_CONTRAST) {
            Arrays.fill(contrast, 0);
            return result;
        }
        GreyImage smoothed = new GreyImage(image.width(), image.height(), smoothContrast);
        float[] nearby = GreyFilter.brightest(smoothed, 2 * radius).values();
        for (int i = 0; i < contrast.length; i++) {
            contrast[i] = Math.min(1, contrast[i] / Math.max(nearby[i], SHADOW * most));
        }
        removeNoise(contrast);
        keepSure(result);
        return result;
    }

    /** Subtracts what the paper has everywhere, and clears what is within its noise. */
    private static void removeNoise(float[] amount) {
        float[] paper = new float[amount.length];
        int count = 0;
        for (float value : amount) {
            if (value < SURE / 2) {
                paper[count++] = value;
            }
        }
        Arrays.sort(paper, 0, count);
        float middle = count == 0 ? 0 : paper[count / 2];
        for (int i = 0; i < count; i++) {
            paper[i] = Math.abs(paper[i] - middle);
        }
        Arrays.sort(paper, 0, count);
        // The median deviation of a normal distribution is 0.67 of its standard deviation.
        float noise = count == 0 ? 0 : paper[count / 2] / 0.67f;
        float faintest = Math.min(SURE / 2, Math.max(FAINTEST, DEVIATIONS * noise));
        for (int i = 0; i < amount.length; i++) {
            float value = (amount[i] - middle) / (1 - middle);
            amount[i] = value < faintest ? 0 : value;
        }
    }

    /** Clears the pieces that are nowhere surely ink (hysteresis, Canny 1986). */
    private static void keepSure(GreyImage amount) {
        for (Pieces.Piece piece : Pieces.of(amount)) {
            if (piece.most() < SURE) {
                piece.clear(amount);
            }
        }
    }
}
