package mnist.data;

/**
 * How training images are distorted, each anew in every epoch, so that a network sees more than there are. What is drawn for an
 * image is a function of the seed, the epoch and the number of the example: a run that is resumed sees the same images.
 *
 * @param shift the most pixels that an image is moved in each direction; a whole number of them, each equally likely
 * @param rotation the largest angle, in degrees, by which it is turned about its centre; any angle is equally likely
 * @param elastic how it is bent
 * @param probability the share of the images that are distorted at all, in [0, 1]
 */
public record Augmentation(int shift, double rotation, Elastic elastic, double probability) {
    /** Leaves images as they are. */
    public static final Augmentation NONE = new Augmentation(0, 0, new Elastic(0, 4), 1);

    /**
     * A random displacement of each pixel, smooth from pixel to pixel (Simard, Steinkraus and Platt, "Best practices for
     * convolutional neural networks applied to visual document analysis", 2003, with alpha = 34 and sigma = 4).
     *
     * @param alpha the strength; 0 does not bend
     * @param sigma standard deviation, in pixels, of the Gaussian that smooths
     */
    public record Elastic(double alpha, double sigma) {}

    /** Returns whether images stay as they are. */
    public boolean isNone() {
        return probability == 0 || isShiftOnly() && shift == 0;
    }

    /** Returns whether pixels are moved by whole pixels, and none has to be made of its neighbours. */
    boolean isShiftOnly() {
        return rotation == 0 && elastic.alpha == 0;
    }
}
