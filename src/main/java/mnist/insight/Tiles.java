package mnist.insight;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Small images side by side in rows, with a heading over all and a caption under each.
 *
 * @param heading over all, a line for each entry
 * @param tiles all of one size
 */
record Tiles(List<String> heading, List<Tile> tiles) {
    private static final int GAP = 12;
    private static final int LINE = 18;
    /** The longer side of an image is enlarged to at least this many pixels. */
    private static final int SIDE = 112;

    private static final int LEAST_WIDTH = 560;

    /**
     * @param colours {@code (rows, columns)}, as {@link BufferedImage} has them in TYPE_INT_RGB
     * @param caption under it
     */
    record Tile(int[][] colours, String caption) {
        /** Returns the image, each of its pixels as a square of {@code zoom} pixels. */
        BufferedImage image(int zoom) {
            BufferedImage image =
                    new BufferedImage(colours[0].length * zoom, colours.length * zoom, BufferedImage.TYPE_INT_RGB);
            for (int row = 0; row < image.getHeight(); row++) {
                for (int column = 0; column < image.getWidth(); column++) {
                    image.setRGB(column, row, colours[row / zoom][column / zoom]);
                }
            }
            return image;
        }
    }

    Picture picture() {
        int[][] first = tiles.isEmpty() ? new int[1][1] : tiles.get(0).colours();
        int rows = first.length;
        int columns = first[0].length;
        int zoom = Math.max(1, (int) Math.ceil((double) SIDE / Math.max(rows, columns)));
        int perRow = (int) Math.ceil(Math.sqrt(Math.max(1, tiles.size())));
        int across = columns * zoom + GAP;
        int down = rows * zoom + LINE + GAP;
        int top = GAP + heading.size() * LINE + GAP / 2;
        int width = Math.max(LEAST_WIDTH, GAP + perRow * across);
        int height = top + (tiles.size() + perRow - 1) / perRow * down;
        int left = (width - perRow * across + GAP) / 2;
        return new Picture(width, height, graphics -> {
            graphics.setColor(Color.BLACK);
            for (int i = 0; i < heading.size(); i++) {
                graphics.setFont(new Font(Font.SANS_SERIF, i == 0 ? Font.BOLD : Font.PLAIN, i == 0 ? 15 : 12));
                graphics.drawString(heading.get(i), GAP, GAP + (i + 1) * LINE - 4);
            }
            for (int i = 0; i < tiles.size(); i++) {
                draw(graphics, tiles.get(i), left + i % perRow * across, top + i / perRow * down, zoom);
            }
        });
    }

    private static void draw(Graphics2D graphics, Tile tile, int x, int y, int zoom) {
        // Enlarged here, not by the viewer, which might blur it.
        BufferedImage image = tile.image(zoom);
        graphics.drawImage(image, x, y, null);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        graphics.drawString(tile.caption(), x, y + image.getHeight() + LINE - 5);
    }
}
