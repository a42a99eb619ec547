package mnist.insight;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import mnist.data.DataException;
import mnist.storage.AtomicFile;
import mnist.storage.AtomicFile.Durability;
import mnist.storage.StorageException;

/**
 * Where the images that a network saw are written, as grey PNG files of its size.
 *
 * @param place a .png file for a single picture, or a folder
 * @param isFile which of the two
 */
public record SavedImages(Path place, boolean isFile) {
    /**
     * Decides between file and folder, and makes the folder.
     *
     * @param pictures all that will be written; in a folder, each has the name of its picture
     * @throws DataException if two of them would have one name
     */
    public static SavedImages of(Path place, List<String> pictures) {
        boolean isFile = pictures.size() == 1
                && place.toString().toLowerCase(Locale.ROOT).endsWith(".png")
                && !Files.isDirectory(place);
        SavedImages saved = new SavedImages(place, isFile);
        if (!isFile) {
            Set<Path> files = new HashSet<>();
            pictures.forEach(picture -> {
                if (!files.add(saved.file(picture))) {
                    throw new DataException(
                            "%s: two images would have this name, that of %s and one before it. Save them one by one."
                                    .formatted(saved.file(picture), picture));
                }
            });
            try {
                Files.createDirectories(place);
            } catch (IOException e) {
                throw StorageException.cannotWrite(place, e);
            }
        }
        return saved;
    }

    /** Writes what the network saw of a picture. @throws StorageException if the file cannot be written */
    public void write(Predictor.Outcome outcome) {
        int[][] shades = outcome.shades();
        BufferedImage image = new BufferedImage(shades[0].length, shades.length, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < shades.length; y++) {
            image.getRaster().setSamples(0, y, shades[y].length, 1, 0, shades[y]);
        }
        AtomicFile.write(
                file(outcome.prediction().orElseThrow().image()),
                Durability.PROCESS,
                out -> ImageIO.write(image, "png", out));
    }

    private Path file(String picture) {
        if (isFile) {
            return place;
        }
        String name = picture.equals(Predictor.STANDARD_INPUT)
                ? "stdin"
                : Path.of(picture).getFileName().toString();
        return place.resolve(name.replaceFirst("\\.[^.]*$", "") + ".png");
    }
}
