package io.github.huggingtweets.drawing;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Objects;
import java.util.Optional;

/**
 * Somebody whom a bot imitates, as a {@link TweetPicture} shows them.
 *
 * @param name the display name
 * @param handle the handle without its {@code @}; empty if there is none
 * @param initials one or two letters, shown if there is no photo
 * @param photo the profile picture, whose middle is shown as a circle
 */
public record Face(String name, String handle, String initials, Optional<BufferedImage> photo) {

    /** Checks that nothing is missing. */
    public Face {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(handle, "handle");
        Objects.requireNonNull(initials, "initials");
        Objects.requireNonNull(photo, "photo");
    }

    /**
     * {@return the middle of the photo on white, as a square, if there is a photo}
     *
     * @param edge the length of its edges in pixels
     */
    public Optional<BufferedImage> square(int edge) {
        return photo.map(whole -> {
            int side = Math.min(whole.getWidth(), whole.getHeight());
            BufferedImage from =
                    whole.getSubimage((whole.getWidth() - side) / 2, (whole.getHeight() - side) / 2, side, side);
            while (from.getWidth() >= 2 * edge) { // in halves, since a larger step leaves out pixels
                from = scaled(from, from.getWidth() / 2);
            }
            return scaled(from, edge);
        });
    }

    private static BufferedImage scaled(BufferedImage image, int edge) {
        BufferedImage scaled = new BufferedImage(edge, edge, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = scaled.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, edge, edge);
        g.drawImage(image, 0, 0, edge, edge, null);
        g.dispose();
        return scaled;
    }
}
