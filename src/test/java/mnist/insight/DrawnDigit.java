package mnist.insight;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/**
 * A digit drawn by the test with a pen, on a picture of 400 x 300 pixels: nothing of it comes from MNIST.
 *
 * @param digit 0 to 9
 * @param style 0: round, 1: with the flag of the 1 and the bar of the 7, an open 4
 */
public record DrawnDigit(int digit, int style) {
    public static final int WIDTH = 400;
    public static final int HEIGHT = 300;

    /** Pen strokes in a box of 1 x 1: M x y begins, L x y draws a line, C x1 y1 x2 y2 x y a curve. */
    private static final String[][] STROKES = {
        {"M .5 0 C .1 0 .05 1 .45 1 C .9 1 .95 0 .5 0", "M .6 .02 C .1 -.1 0 1 .4 1 C 1 1 1 .1 .45 .03"},
        {"M .52 0 L .48 1", "M .3 .25 L .55 0 L .55 1"},
        {
            "M .1 .25 C .2 -.1 .9 -.1 .8 .35 C .75 .6 .3 .75 .1 1 C .4 .95 .6 1 .95 .95",
            "M .1 .2 C .3 -.08 .95 -.05 .8 .4 L .1 1 L .9 1"
        },
        {
            "M .15 .12 C .5 -.12 .95 .1 .75 .35 C .65 .47 .45 .47 .4 .47 C .9 .47 1 .8 .7 .95 C .5 1.03 .2 1 .1 .85",
            "M .1 .05 C .5 -.05 .9 .05 .8 .25 C .7 .45 .5 .48 .35 .48 C .8 .5 1 .7 .8 .9 C .6 1.05 .3 1 .1 .92"
        },
        {"M .65 0 L .1 .65 L .95 .65 M .68 .1 L .66 1", "M .2 0 C .15 .3 .1 .4 .12 .5 L .85 .5 M .75 .05 L .72 1"},
        {
            "M .85 .02 L .25 .02 L .2 .45 C .5 .3 .95 .45 .85 .75 C .75 1.05 .3 1.02 .1 .88",
            "M .8 0 L .3 .03 L .22 .42 C .6 .35 .95 .5 .85 .8 C .7 1.05 .35 1 .15 .92"
        },
        {
            "M .7 0 C .3 .2 .1 .5 .15 .8 C .2 1.05 .75 1.05 .8 .75 C .8 .5 .35 .5 .18 .72",
            "M .55 0 C .2 .35 .1 .6 .18 .85 C .3 1.1 .85 1 .8 .72 C .75 .5 .4 .52 .2 .68"
        },
        {"M .1 .05 L .9 .03 C .7 .35 .5 .65 .42 1", "M .08 .08 L .9 .05 L .45 1 M .35 .52 L .8 .5"},
        {
            "M .75 .12 C .55 -.1 .1 .05 .25 .3 C .35 .48 .85 .55 .8 .8 C .75 1.05 .2 1.05 .2 .78 C .25 .55 .8 .45 .78 .15",
            "M .5 .47 C .1 .4 .15 0 .5 0 C .85 0 .9 .4 .5 .47 C 0 .55 .1 1 .5 1 C .9 1 1 .55 .5 .47"
        },
        {
            "M .8 .25 C .7 -.05 .2 -.05 .2 .25 C .2 .55 .7 .5 .8 .2 C .82 .5 .78 .8 .7 1",
            "M .78 .2 C .6 -.08 .15 0 .2 .3 C .25 .5 .7 .5 .78 .2 L .7 1"
        }
    };

    /**
     * How it is drawn.
     *
     * @param ink colour of the pen
     * @param paper colour below
     * @param size height of the digit in pixels
     * @param pen width of the line, as a part of the size
     * @param x of the digit's centre, as a part of the width
     * @param y of the digit's centre, as a part of the height
     * @param degrees by which it leans
     */
    public record Pen(Color ink, Color paper, double size, double pen, double x, double y, double degrees) {}

    public BufferedImage draw(Pen pen) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setColor(pen.paper());
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        graphics.setColor(pen.ink());
        AffineTransform place = AffineTransform.getTranslateInstance(WIDTH * pen.x(), HEIGHT * pen.y());
        place.rotate(Math.toRadians(pen.degrees()));
        place.scale(0.7 * pen.size(), pen.size());
        place.translate(-0.5, -0.5);
        graphics.setStroke(
                new BasicStroke((float) (pen.pen() * pen.size()), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(place.createTransformedShape(path()));
        graphics.dispose();
        return image;
    }

    private Path2D path() {
        Path2D path = new Path2D.Double();
        String[] words = STROKES[digit][style].split(" ");
        double[] numbers = new double[6];
        for (int i = 0; i < words.length; ) {
            char kind = words[i].charAt(0);
            int count = kind == 'C' ? 6 : 2;
            for (int k = 0; k < count; k++) {
                numbers[k] = Double.parseDouble(words[i + 1 + k]);
            }
            switch (kind) {
                case 'M' -> path.moveTo(numbers[0], numbers[1]);
                case 'L' -> path.lineTo(numbers[0], numbers[1]);
                default -> path.curveTo(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]);
            }
            i += 1 + count;
        }
        return path;
    }

    /** Light that falls from one side, and a shadow with a sharp edge over a corner. */
    public static BufferedImage inUnevenLight(BufferedImage image) {
        return each(image, (x, y, value) -> {
            double light = 1 - 0.35 * x / WIDTH - 0.15 * y / HEIGHT;
            return value * (x + 0.6 * y > WIDTH ? 0.65 * light : light);
        });
    }

    /** Noise of a camera. */
    public static BufferedImage withNoise(BufferedImage image, double deviation) {
        Random random = new Random(3);
        return each(image, (x, y, value) -> value + deviation * random.nextGaussian());
    }

    /** Thin level lines, a little lighter than any ink, and not quite level; upright ones too on squared paper. */
    public static BufferedImage onRuledPaper(BufferedImage image, boolean squared) {
        return each(image, (x, y, value) -> {
            boolean level = Math.floorMod((int) Math.round(y - 0.01 * x), 40) < 2;
            boolean upright = squared && Math.floorMod((int) Math.round(x + 0.01 * y), 40) < 2;
            return level || upright ? Math.min(value, 120) : value;
        });
    }

    private interface Change {
        double of(int x, int y, double value);
    }

    private static BufferedImage each(BufferedImage image, Change change) {
        BufferedImage result = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = 0;
                for (int shift = 0; shift < 24; shift += 8) {
                    double value = change.of(x, y, image.getRGB(x, y) >> shift & 0xFF);
                    rgb |= (int) Math.max(0, Math.min(255, Math.round(value))) << shift;
                }
                result.setRGB(x, y, rgb);
            }
        }
        return result;
    }
}
