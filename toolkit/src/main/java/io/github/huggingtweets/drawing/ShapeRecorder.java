package io.github.huggingtweets.drawing;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Composite;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.GraphicsConfiguration;
import java.awt.Image;
import java.awt.Paint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.ImageObserver;
import java.awt.image.RenderedImage;
import java.awt.image.renderable.RenderableImage;
import java.text.AttributedCharacterIterator;
import java.util.ArrayList;
import java.util.List;
import org.apache.xmlgraphics.java2d.AbstractGraphics2D;
import org.apache.xmlgraphics.java2d.GraphicContext;

/**
 * A graphics context that records the drawing of XChart as a list of {@link Mark marks}, the source of both SVG and PNG files. It
 * supports shapes and text in plain colours, and rejects images other than {@linkplain #addPhoto photos}.
 */
class ShapeRecorder extends AbstractGraphics2D {

    /** In CSS pixels. The clip goes through a transformation and back, so its edges are not exact. */
    private static final double ROUNDING = 1e-6;

    private final List<Mark> marks;

    /** Begins with an empty picture. */
    ShapeRecorder() {
        super(true);
        marks = new ArrayList<>();
        gc = new GraphicContext();
        gc.setFont(HouseFont.regular(HouseStyle.TEXT_SIZE));
    }

    private ShapeRecorder(ShapeRecorder other) {
        super(other);
        marks = other.marks;
    }

    /** {@return what was drawn, in order} */
    List<Mark> marks() {
        return List.copyOf(marks);
    }

    /**
     * Adds a photo, which no clip cuts.
     *
     * @param image its pixels, as many in each direction
     * @param x the x coordinate of its left edge, in the coordinates of the picture
     * @param y the y coordinate of its upper edge
     * @param size the length of its edges in CSS pixels
     */
    void addPhoto(BufferedImage image, double x, double y, double size) {
        marks.add(new Mark.Photo(image, x, y, size));
    }

    @Override
    public Graphics create() {
        return new ShapeRecorder(this);
    }

    @Override
    public void dispose() {
        // holds no system resources
    }

    @Override
    public void fill(Shape shape) {
        add(new Mark.Area(getTransform().createTransformedShape(shape), ink()));
    }

    @Override
    public void draw(Shape shape) {
        if (!(getStroke() instanceof BasicStroke pen) || !isTranslation(getTransform())) {
            fill(getStroke().createStrokedShape(shape));
            return;
        }
        Mark.Line line = new Mark.Line(new Path2D.Double(shape, getTransform()), ink(), pen);
        if (!(shape instanceof Line2D) || !continuesLastLine(line)) {
            add(line);
        }
    }

    @Override
    public void drawString(String text, float x, float y) {
        String drawable = TextShapes.drawable(text);
        if (drawable.isEmpty()) {
            return;
        }
        if (TextShapes.isKnown(drawable, getFont()) || !isTranslation(getTransform())) {
            fill(TextShapes.layout(drawable, getFont()).getOutline(AffineTransform.getTranslateInstance(x, y)));
        } else {
            Point2D start = getTransform().transform(new Point2D.Float(x, y), null);
            marks.add(new Mark.Text(drawable, start.getX(), start.getY(), getFont(), ink()));
        }
    }

    @Override
    public void drawString(AttributedCharacterIterator text, float x, float y) {
        fill(new TextLayout(text, HouseFont.METRICS).getOutline(AffineTransform.getTranslateInstance(x, y)));
    }

    /** {@return the colour, its opacity multiplied by that of the composite} */
    private Color ink() {
        float opacity = ((AlphaComposite) getComposite()).getAlpha();
        Color color = getColor();
        return opacity == 1 ? color
                : new Color(color.getRed(), color.getGreen(), color.getBlue(), Math.round(opacity * color.getAlpha()));
    }

    private void add(Mark.Outlined mark) {
        if (mark.color().getAlpha() == 0) {
            return;
        }
        if (isWithinClip(mark.covered().getBounds2D())) {
            marks.add(mark);
            return;
        }
        Area visible = new Area(mark.covered());
        visible.intersect(new Area(deviceClip()));
        if (!visible.isEmpty()) {
            marks.add(new Mark.Area(visible, mark.color()));
        }
    }

    /**
     * XChart draws a line between many points piece by piece. The overlapping ends of translucent pieces would be darker dots, so
     * the pieces are joined to one path.
     */
    private boolean continuesLastLine(Mark.Line piece) {
        if (marks.isEmpty() || !(marks.get(marks.size() - 1) instanceof Mark.Line last)
                || !last.color().equals(piece.color()) || !last.stroke().equals(piece.stroke())
                || !isWithinClip(piece.covered().getBounds2D())) {
            return false;
        }
        double[] start = new double[6];
        piece.path().getPathIterator(null).currentSegment(start);
        if (last.path().getCurrentPoint().distance(start[0], start[1]) > ROUNDING) {
            return false;
        }
        last.path().append(piece.path(), true);
        return true;
    }

    private boolean isWithinClip(Rectangle2D bounds) {
        return getClip() == null || deviceClip().contains(bounds.getX() + ROUNDING, bounds.getY() + ROUNDING,
                bounds.getWidth() - 2 * ROUNDING, bounds.getHeight() - 2 * ROUNDING);
    }

    /** {@return the clip in the coordinates of the picture} */
    private Shape deviceClip() {
        return getTransform().createTransformedShape(getClip());
    }

    private static boolean isTranslation(AffineTransform transform) {
        return (transform.getType() & ~AffineTransform.TYPE_TRANSLATION) == 0;
    }

    @Override
    public void setPaint(Paint paint) {
        if (paint != null && !(paint instanceof Color)) {
            throw new UnsupportedOperationException("Charts are drawn in plain colours, not in " + paint);
        }
        super.setPaint(paint);
    }

    @Override
    public void setComposite(Composite composite) {
        if (!(composite instanceof AlphaComposite alpha) || alpha.getRule() != AlphaComposite.SRC_OVER) {
            throw new UnsupportedOperationException("Charts are drawn one colour over the other, without blending");
        }
        super.setComposite(composite);
    }

    @Override
    public void setXORMode(Color other) {
        throw new UnsupportedOperationException("Charts are drawn one colour over the other, without blending");
    }

    @Override
    public void setRenderingHint(RenderingHints.Key key, Object value) {
        if (value == null) {
            getRenderingHints().remove(key); // XChart restores hints that were not set before
        } else {
            super.setRenderingHint(key, value);
        }
    }

    @Override
    public FontMetrics getFontMetrics(Font font) {
        return new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB).createGraphics().getFontMetrics(font);
    }

    @Override
    public FontRenderContext getFontRenderContext() {
        return HouseFont.METRICS;
    }

    @Override
    public GraphicsConfiguration getDeviceConfiguration() {
        return null;
    }

    @Override
    public void copyArea(int x, int y, int width, int height, int byX, int byY) {
        throw noImages();
    }

    @Override
    public boolean drawImage(Image image, int x, int y, ImageObserver observer) {
        throw noImages();
    }

    @Override
    public boolean drawImage(Image image, int x, int y, int width, int height, ImageObserver observer) {
        throw noImages();
    }

    @Override
    public void drawRenderedImage(RenderedImage image, AffineTransform place) {
        throw noImages();
    }

    @Override
    public void drawRenderableImage(RenderableImage image, AffineTransform place) {
        throw noImages();
    }

    private static UnsupportedOperationException noImages() {
        return new UnsupportedOperationException("A chart is made of shapes and text, to stay crisp; it takes no images");
    }
}
