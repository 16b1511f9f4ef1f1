package io.github.huggingtweets.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Drawings are recorded, and written as SVG. */
class ShapeRecorderTest {

    private final ShapeRecorder recorder = new ShapeRecorder();

    @Test
    void writesRelativePathsInHundredthsOfAPixel() {
        recorder.setColor(new Color(0x102030));
        recorder.fill(new Rectangle2D.Double(10.254, 5, 20.5, 0.756));

        assertTrue(element().contains("<path d=\"m10.25 5h20.5v.76h-20.5v-.76z\" fill=\"#102030\"/>"), element());
    }

    @Test
    void doesNotAccumulateRoundingAlongAPath() {
        Path2D path = new Path2D.Double();
        path.moveTo(0, 0);
        for (int i = 1; i <= 300; i++) {
            path.lineTo(i * 0.334, 0);
        }
        recorder.fill(path);
        String data = element().replaceAll("(?s).* d=\"m0 0h([^\"]*)\".*", "$1");
        double end = List.of(data.split("h")).stream().mapToDouble(Double::parseDouble).sum();

        assertEquals(100.2, end, 0.005);
    }

    @Test
    void mergesAreasOfOneColourThatDoNotOverlap() {
        recorder.setColor(new Color(0, 0, 0, 100));
        recorder.fillRect(0, 0, 10, 10);
        recorder.fillRect(20, 0, 10, 10);
        recorder.fillRect(5, 5, 10, 10);
        recorder.setColor(new Color(0, 0, 0, 101));
        recorder.fillRect(40, 0, 10, 10);

        assertEquals(3, element().split("<path").length - 1, element());
        assertTrue(element().contains("d=\"m0 0h10v10h-10v-10zm20 0h10v10h-10v-10z\""), element());
    }

    @Test
    void transformsShapes() {
        recorder.translate(100, 50);
        recorder.rotate(Math.PI / 2);
        recorder.scale(2, 2);
        recorder.fill(new Rectangle2D.Double(1, 2, 3, 4));

        Rectangle2D bounds = outline(0).covered().getBounds2D();
        assertEquals(new Rectangle2D.Double(88, 52, 8, 6), rounded(bounds));
    }

    @Test
    void writesTheInkOfAnElementAsCurrentColor() {
        recorder.setColor(new Color(0x10, 0x20, 0x30, 51));
        recorder.fill(new Rectangle2D.Double(0, 0, 1, 1));

        assertTrue(SvgWriter.element(recorder.marks(), 9, 9, "", new Color(0x102030))
                .contains("fill=\"currentColor\" fill-opacity=\".2\""));
        assertTrue(SvgWriter.file(recorder.marks(), 9, 9, 0, "").contains("fill=\"#102030\" fill-opacity=\".2\""));
    }

    @Test
    void joinsThePiecesOfALine() {
        recorder.draw(new Line2D.Double(0, 0, 10, 10));
        recorder.draw(new Line2D.Double(10, 10, 20, 0));
        recorder.draw(new Line2D.Double(20, 1, 30, 0));

        assertEquals(2, recorder.marks().size());
        assertTrue(element().contains("d=\"m0 0l10 10l10-10\" fill=\"none\""), element());
    }

    @Test
    void keepsLinesOfOtherColoursAndStrokesApart() {
        recorder.draw(new Line2D.Double(0, 0, 10, 10));
        recorder.setColor(Color.RED);
        recorder.draw(new Line2D.Double(10, 10, 20, 0));
        recorder.setStroke(new BasicStroke(3));
        recorder.draw(new Line2D.Double(20, 0, 30, 0));

        assertEquals(3, recorder.marks().size());
    }

    @Test
    void cutsShapesAtTheClip() {
        recorder.translate(5, 0);
        recorder.setClip(new Rectangle2D.Double(0, 0, 10, 10));
        recorder.fill(new Rectangle2D.Double(5, 5, 100, 2));
        recorder.draw(new Line2D.Double(-50, 5, 50, 5));
        recorder.fill(new Ellipse2D.Double(200, 200, 5, 5));

        assertEquals(2, recorder.marks().size());
        assertEquals(new Rectangle2D.Double(10, 5, 5, 2), rounded(outline(0).covered().getBounds2D()));
        assertEquals(new Rectangle2D.Double(5, 4.5, 10, 1), rounded(outline(1).covered().getBounds2D()));
    }

    @Test
    void skipsInvisibleShapes() {
        recorder.setColor(new Color(0, 0, 0, 0));
        recorder.fill(new Rectangle2D.Double(0, 0, 10, 10));
        recorder.setColor(Color.BLACK);
        recorder.setComposite(AlphaComposite.SrcOver.derive(0f));
        recorder.fill(new Rectangle2D.Double(0, 0, 10, 10));

        assertEquals(List.of(), recorder.marks());
    }

    @Test
    void drawsFromACopyWithItsOwnState() {
        Graphics2D copy = (Graphics2D) recorder.create();
        copy.translate(50, 0);
        copy.fillRect(0, 0, 1, 1);
        recorder.fillRect(0, 0, 1, 1);

        assertEquals(50, outline(0).covered().getBounds2D().getX());
        assertEquals(0, outline(1).covered().getBounds2D().getX());
    }

    @Test
    void recordsTextAsShapesIfAFontHasTheLetters() {
        recorder.setFont(HouseFont.regular(20));
        recorder.drawString("Loss", 10, 30);
        recorder.drawString("損失 \u0378 & <b>", 10, 30);
        recorder.drawString("損失 📉", 10, 30);
        recorder.drawString("", 10, 30);

        Rectangle2D word = outline(0).covered().getBounds2D();
        assertTrue(word.getX() >= 10 && word.getX() < 13 && word.getMaxY() >= 30 && word.getMaxY() < 31, word.toString());
        assertInstanceOf(Mark.Text.class, recorder.marks().get(1));
        assertTrue(element().contains(">損失 \u0378 &amp; &lt;b&gt;</text>"), element());
        assertEquals(20 * (2 + 0.28 + 1.27), outline(2).covered().getBounds2D().getWidth(), 5,
                "two squares, a blank and an emoji");
        assertEquals(3, recorder.marks().size());
    }

    @Test
    void paintsMarksAsTheyWereDrawn() {
        recorder.setColor(Color.RED);
        recorder.fillRect(2, 3, 4, 5);
        BufferedImage direct = new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = direct.createGraphics();
        g.setColor(Color.RED);
        g.fillRect(2, 3, 4, 5);
        BufferedImage again = new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB);
        Graphics2D h = again.createGraphics();
        recorder.marks().forEach(mark -> mark.paint(h));

        for (int i = 0; i < 400; i++) {
            assertEquals(direct.getRGB(i % 20, i / 20), again.getRGB(i % 20, i / 20));
        }
    }

    @Test
    void rejectsImages() {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);

        assertThrows(UnsupportedOperationException.class, () -> recorder.drawImage(image, 0, 0, null));
    }

    private Mark.Outlined outline(int index) {
        return assertInstanceOf(Mark.Outlined.class, recorder.marks().get(index));
    }

    private String element() {
        return SvgWriter.element(recorder.marks(), 100, 100, "", Color.WHITE);
    }

    private static Rectangle2D rounded(Rectangle2D bounds) {
        return new Rectangle2D.Double(round(bounds.getX()), round(bounds.getY()), round(bounds.getWidth()),
                round(bounds.getHeight()));
    }

    private static double round(double value) {
        return Math.round(value * 1e6) / 1e6;
    }
}
