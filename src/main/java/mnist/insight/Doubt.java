package mnist.insight;

/** Why a picture may be no single digit, or the answer not to be relied on. */
public enum Doubt {
    /** Nothing stands out, or the network's own image is blank. */
    EMPTY("there is no ink that stands out"),
    /** Ink in two places or more, each of it of some size. */
    SEVERAL_PIECES("there are several pieces of ink, perhaps more than one digit"),
    /** More ink than paper. */
    INK_EVERYWHERE("ink covers most of the picture"),
    /** The runner-up has at least half of the answer's output. */
    CLOSE("the two best answers are close");

    private final String text;

    Doubt(String text) {
        this.text = text;
    }

    /** Returns it as a part of a sentence. */
    public String text() {
        return text;
    }
}
