package mnist.space;

/** How values are laid out in a picture. */
public enum Scale {
    /** Numbers by their size. */
    LINEAR,
    /** Numbers above 0 by their logarithm: each power of ten as wide as the next. */
    LOGARITHMIC,
    /** Side by side: they have no order. */
    NAMES
}
