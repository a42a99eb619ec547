package mnist.insight;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import mnist.storage.AtomicFile;

/**
 * A picture that is drawn when it is written.
 *
 * @param width pixels
 * @param height pixels
 * @param drawing draws it on white
 */
public record Picture(int width, int height, Consumer<Graphics2D> drawing) {
    /** Returns whether the name of a file says one of the formats that can be written: {@code .png} and {@code .svg}. */
    public static boolean canWrite(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".png") || name.endsWith(".svg");
    }

    /**
     * Writes the picture in the format that the file's name says.
     *
     * @throws IllegalArgumentException if it says none
     * @throws mnist.storage.StorageException if the file cannot be written
     */
    public void write(Path file) {
        if (!canWrite(file)) {
            throw new IllegalArgumentException("expected a name that ends in .png or .svg, found " + file);
        }
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".svg")) {
            AtomicFile.write(file, this::writeSvg);
        } else {
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = image.createGraphics();
            paint(graphics);
            graphics.dispose();
            AtomicFile.write(file, out -> ImageIO.write(image, "png", out));
        }
    }

    /** Writes the picture as SVG. */
    void writeSvg(OutputStream out) throws IOException {
        VectorGraphics2D graphics = new VectorGraphics2D();
        paint(graphics);
        new SVGProcessor()
                .getDocument(graphics.getCommands(), new PageSize(width, height))
                .writeTo(out);
    }

    private void paint(Graphics2D graphics) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        drawing.accept(graphics);
    }
}
