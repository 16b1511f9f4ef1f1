package io.github.huggingtweets.charts.vector;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Composite;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.GraphicsConfiguration;
import java.awt.Paint;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.NoninvertibleTransformException;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Map;

/** With what a drawing goes on: the colour, the pen, the font, the place and the clip. */
abstract class DrawingState extends Graphics2D {

    private final RenderingHints hints = new RenderingHints(Map.of());
    private AffineTransform transform = new AffineTransform();
    private Shape deviceClip;
    private Color color = Color.BLACK;
    private Color background = Color.WHITE;
    private Stroke stroke = new BasicStroke();
    private float opacity = 1;
    private Font font = HouseFont.regular(12);

    final void copyStateOf(DrawingState other) {
        hints.putAll(other.hints);
        transform = new AffineTransform(other.transform);
        deviceClip = other.deviceClip;
        color = other.color;
        background = other.background;
        stroke = other.stroke;
        opacity = other.opacity;
        font = other.font;
    }

    /** {@return the colour with the opacity of the composite in it} */
    final Color ink() {
        int alpha = Math.round(opacity * color.getAlpha());
        return opacity == 1 ? color : new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
    }

    /** {@return the clip in the coordinates of the picture, or null where there is none} */
    final Shape deviceClip() {
        return deviceClip;
    }

    @Override
    public Color getColor() {
        return color;
    }

    @Override
    public void setColor(Color newColor) {
        if (newColor != null) {
            color = newColor;
        }
    }

    @Override
    public Paint getPaint() {
        return color;
    }

    @Override
    public void setPaint(Paint paint) {
        if (paint != null && !(paint instanceof Color)) {
            throw new UnsupportedOperationException("Charts are drawn in plain colours, not in " + paint);
        }
        setColor((Color) paint);
    }

    @Override
    public Color getBackground() {
        return background;
    }

    @Override
    public void setBackground(Color newBackground) {
        background = newBackground;
    }

    @Override
    public Composite getComposite() {
        return AlphaComposite.SrcOver.derive(opacity);
    }

    @Override
    public void setComposite(Composite composite) {
        if (!(composite instanceof AlphaComposite alpha) || alpha.getRule() != AlphaComposite.SRC_OVER) {
            throw new UnsupportedOperationException("Charts are drawn one colour over the other, without blending");
        }
        opacity = alpha.getAlpha();
    }

    @Override
    public void setPaintMode() {
        opacity = 1;
    }

    @Override
    public void setXORMode(Color other) {
        throw new UnsupportedOperationException("Charts are drawn one colour over the other, without blending");
    }

    @Override
    public Stroke getStroke() {
        return stroke;
    }

    @Override
    public void setStroke(Stroke newStroke) {
        stroke = newStroke;
    }

    @Override
    public Font getFont() {
        return font;
    }

    @Override
    public void setFont(Font newFont) {
        if (newFont != null) {
            font = newFont;
        }
    }

    @Override
    public FontMetrics getFontMetrics(Font measured) {
        Graphics2D g = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB).createGraphics();
        try {
            return g.getFontMetrics(measured);
        } finally {
            g.dispose();
        }
    }

    @Override
    public FontRenderContext getFontRenderContext() {
        return HouseFont.METRICS;
    }

    @Override
    public Object getRenderingHint(RenderingHints.Key key) {
        return hints.get(key);
    }

    @Override
    public void setRenderingHint(RenderingHints.Key key, Object value) {
        if (value == null) {
            hints.remove(key);
        } else {
            hints.put(key, value);
        }
    }

    @Override
    public RenderingHints getRenderingHints() {
        return (RenderingHints) hints.clone();
    }

    @Override
    public void setRenderingHints(Map<?, ?> newHints) {
        hints.clear();
        hints.putAll(newHints);
    }

    @Override
    public void addRenderingHints(Map<?, ?> newHints) {
        hints.putAll(newHints);
    }

    @Override
    public AffineTransform getTransform() {
        return new AffineTransform(transform);
    }

    @Override
    public void setTransform(AffineTransform newTransform) {
        transform = new AffineTransform(newTransform);
    }

    @Override
    public void transform(AffineTransform inner) {
        transform.concatenate(inner);
    }

    @Override
    public void translate(int x, int y) {
        transform.translate(x, y);
    }

    @Override
    public void translate(double x, double y) {
        transform.translate(x, y);
    }

    @Override
    public void rotate(double angle) {
        transform.rotate(angle);
    }

    @Override
    public void rotate(double angle, double x, double y) {
        transform.rotate(angle, x, y);
    }

    @Override
    public void scale(double x, double y) {
        transform.scale(x, y);
    }

    @Override
    public void shear(double x, double y) {
        transform.shear(x, y);
    }

    @Override
    public Shape getClip() {
        try {
            return deviceClip == null ? null : transform.createInverse().createTransformedShape(deviceClip);
        } catch (NoninvertibleTransformException everythingIsFlat) {
            return new Rectangle2D.Double();
        }
    }

    @Override
    public Rectangle getClipBounds() {
        Shape clip = getClip();
        return clip == null ? null : clip.getBounds();
    }

    @Override
    public void setClip(Shape newClip) {
        deviceClip = newClip == null ? null : transform.createTransformedShape(newClip);
    }

    @Override
    public void setClip(int x, int y, int width, int height) {
        setClip(new Rectangle(x, y, width, height));
    }

    @Override
    public void clip(Shape shape) {
        if (deviceClip == null || shape == null) {
            setClip(shape);
        } else {
            Area both = new Area(deviceClip);
            both.intersect(new Area(transform.createTransformedShape(shape)));
            deviceClip = both;
        }
    }

    @Override
    public void clipRect(int x, int y, int width, int height) {
        clip(new Rectangle(x, y, width, height));
    }

    @Override
    public GraphicsConfiguration getDeviceConfiguration() {
        return null;
    }

    @Override
    public void dispose() {
        // there is nothing to give back
    }
}
