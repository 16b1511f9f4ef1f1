package io.github.huggingtweets.charts.vector;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics;
import java.awt.Image;
import java.awt.Polygon;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.font.GlyphVector;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.BufferedImageOp;
import java.awt.image.ImageObserver;
import java.awt.image.RenderedImage;
import java.awt.image.renderable.RenderableImage;
import java.text.AttributedCharacterIterator;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes down what XChart draws, as {@link Mark marks}, from which a vector file and a pixel file are made alike. It knows shapes
 * and text in plain colours; images it refuses.
 */
public final class Drawing extends DrawingState {

    private final List<Mark> marks;

    /** Begins with an empty sheet. */
    public Drawing() {
        this(new ArrayList<>());
    }

    private Drawing(List<Mark> marks) {
        this.marks = marks;
    }

    /** {@return what was drawn, in order} */
    public List<Mark> marks() {
        return List.copyOf(marks);
    }

    @Override
    public Graphics create() {
        Drawing same = new Drawing(marks);
        same.copyStateOf(this);
        return same;
    }

    @Override
    public void fill(Shape shape) {
        add(new Mark.Area(getTransform().createTransformedShape(shape), ink()));
    }

    @Override
    public void draw(Shape shape) {
        if (!(getStroke() instanceof BasicStroke pen) || !isShift(getTransform())) {
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
        String drawable = Lettering.drawable(text);
        if (drawable.isEmpty()) {
            return;
        }
        if (Lettering.isKnown(drawable, getFont()) || !isShift(getTransform())) {
            fill(Lettering.layout(drawable, getFont()).getOutline(AffineTransform.getTranslateInstance(x, y)));
        } else {
            Point2D start = getTransform().transform(new Point2D.Float(x, y), null);
            marks.add(new Mark.Words(drawable, start.getX(), start.getY(), getFont(), ink()));
        }
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

    /** XChart draws a curve piece by piece. See-through pieces would show where they overlap, so they become one path again. */
    private boolean continuesLastLine(Mark.Line piece) {
        if (marks.isEmpty() || !(marks.get(marks.size() - 1) instanceof Mark.Line last)
                || !last.color().equals(piece.color()) || !last.stroke().equals(piece.stroke())
                || !isWithinClip(piece.covered().getBounds2D())) {
            return false;
        }
        double[] start = new double[6];
        piece.path().getPathIterator(null).currentSegment(start);
        if (last.path().getCurrentPoint().distance(start[0], start[1]) > 1e-6) {
            return false;
        }
        last.path().append(piece.path(), true);
        return true;
    }

    private boolean isWithinClip(Rectangle2D bounds) {
        return deviceClip() == null || deviceClip().contains(bounds);
    }

    private static boolean isShift(AffineTransform transform) {
        return (transform.getType() & ~AffineTransform.TYPE_TRANSLATION) == 0;
    }

    @Override
    public void drawString(String text, int x, int y) {
        drawString(text, (float) x, (float) y);
    }

    @Override
    public void drawString(AttributedCharacterIterator text, int x, int y) {
        drawString(text, (float) x, (float) y);
    }

    @Override
    public void drawString(AttributedCharacterIterator text, float x, float y) {
        fill(new TextLayout(text, HouseFont.METRICS).getOutline(AffineTransform.getTranslateInstance(x, y)));
    }

    @Override
    public void drawGlyphVector(GlyphVector glyphs, float x, float y) {
        fill(glyphs.getOutline(x, y));
    }

    @Override
    public boolean hit(Rectangle area, Shape shape, boolean onStroke) {
        Shape covered = onStroke ? getStroke().createStrokedShape(shape) : shape;
        return getTransform().createTransformedShape(covered).intersects(area);
    }

    @Override
    public void drawLine(int x1, int y1, int x2, int y2) {
        draw(new Line2D.Double(x1, y1, x2, y2));
    }

    @Override
    public void fillRect(int x, int y, int width, int height) {
        fill(new Rectangle(x, y, width, height));
    }

    @Override
    public void clearRect(int x, int y, int width, int height) {
        Color before = getColor();
        setColor(getBackground());
        fillRect(x, y, width, height);
        setColor(before);
    }

    @Override
    public void drawRoundRect(int x, int y, int width, int height, int arcWidth, int arcHeight) {
        draw(new RoundRectangle2D.Double(x, y, width, height, arcWidth, arcHeight));
    }

    @Override
    public void fillRoundRect(int x, int y, int width, int height, int arcWidth, int arcHeight) {
        fill(new RoundRectangle2D.Double(x, y, width, height, arcWidth, arcHeight));
    }

    @Override
    public void drawOval(int x, int y, int width, int height) {
        draw(new Ellipse2D.Double(x, y, width, height));
    }

    @Override
    public void fillOval(int x, int y, int width, int height) {
        fill(new Ellipse2D.Double(x, y, width, height));
    }

    @Override
    public void drawArc(int x, int y, int width, int height, int start, int extent) {
        draw(new Arc2D.Double(x, y, width, height, start, extent, Arc2D.OPEN));
    }

    @Override
    public void fillArc(int x, int y, int width, int height, int start, int extent) {
        fill(new Arc2D.Double(x, y, width, height, start, extent, Arc2D.PIE));
    }

    @Override
    public void drawPolyline(int[] x, int[] y, int points) {
        for (int i = 1; i < points; i++) {
            drawLine(x[i - 1], y[i - 1], x[i], y[i]);
        }
    }

    @Override
    public void drawPolygon(int[] x, int[] y, int points) {
        draw(new Polygon(x, y, points));
    }

    @Override
    public void fillPolygon(int[] x, int[] y, int points) {
        fill(new Polygon(x, y, points));
    }

    @Override
    public void copyArea(int x, int y, int width, int height, int byX, int byY) {
        throw noPixels();
    }

    @Override
    public boolean drawImage(Image image, AffineTransform place, ImageObserver observer) {
        throw noPixels();
    }

    @Override
    public void drawImage(BufferedImage image, BufferedImageOp change, int x, int y) {
        throw noPixels();
    }

    @Override
    public void drawRenderedImage(RenderedImage image, AffineTransform place) {
        throw noPixels();
    }

    @Override
    public void drawRenderableImage(RenderableImage image, AffineTransform place) {
        throw noPixels();
    }

    @Override
    public boolean drawImage(Image image, int x, int y, ImageObserver observer) {
        throw noPixels();
    }

    @Override
    public boolean drawImage(Image image, int x, int y, int width, int height, ImageObserver observer) {
        throw noPixels();
    }

    @Override
    public boolean drawImage(Image image, int x, int y, Color behind, ImageObserver observer) {
        throw noPixels();
    }

    @Override
    public boolean drawImage(Image image, int x, int y, int width, int height, Color behind, ImageObserver observer) {
        throw noPixels();
    }

    @Override
    public boolean drawImage(Image image, int toX1, int toY1, int toX2, int toY2, int x1, int y1, int x2, int y2,
            ImageObserver observer) {
        throw noPixels();
    }

    @Override
    public boolean drawImage(Image image, int toX1, int toY1, int toX2, int toY2, int x1, int y1, int x2, int y2,
            Color behind, ImageObserver observer) {
        throw noPixels();
    }

    private static UnsupportedOperationException noPixels() {
        return new UnsupportedOperationException("A chart is made of shapes and text, to stay crisp; it takes no images");
    }
}
