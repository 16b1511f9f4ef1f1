package io.github.huggingtweets.drawing;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A tweet that a bot wrote, as a picture of the size that social media show with a link: 1,200 x 630 pixels. It shows whom the bot
 * imitates, that it is a bot, the tweet in the largest letters that fit, and behind the words of the prompt the mark of a
 * highlighter. A tweet that is too long for the smallest letters ends with an ellipsis. All letters are shapes, from fonts that
 * come with the toolkit; letters that these fonts lack are drawn in fonts of the machine.
 */
public final class TweetPicture extends Picture {

    /** The width in pixels. */
    public static final int WIDTH = 1200;

    /** The height in pixels. */
    public static final int HEIGHT = 630;

    /** The colour behind everything. */
    static final Color PAPER = Color.WHITE;

    /** The colour of the tweet and of names. */
    static final Color INK = HouseStyle.INK;

    /** The colour of handles and of notes. Its contrast with the paper is 6.5 to 1. */
    static final Color SOFT_INK = new Color(0x55606b);

    /** Behind the label and behind initials, which are white. Their contrast is 5.2 to 1. */
    static final Color ACCENT = new Color(0x1a73b3);

    /** Behind the words of the prompt. The contrast of the ink with it is 11.7 to 1. */
    static final Color MARKER = new Color(0xcfe4f5);

    private static final Color RULE = new Color(0xdde2e7);

    private static final int MARGIN = 64;
    private static final int CONTENT = WIDTH - 2 * MARGIN;
    private static final int STRIPE = 12;

    private static final int HEAD_MIDDLE = 116;
    private static final int AVATAR = 116;

    /** Avatars of several people are smaller, and each covers the edge of the one before it. */
    private static final int SMALL_AVATAR = 100;
    private static final double SMALL_AVATAR_STEP = 84;
    private static final int RING = 5;
    private static final int MOST_AVATARS = 3;

    /** A photo in an SVG file has this many pixels for a pixel of the picture, for screens of high density. */
    private static final int PHOTO_DENSITY = 2;

    private static final int BODY_TOP = 202;
    private static final int BODY_HEIGHT = 318;
    private static final List<Integer> BODY_SIZES = List.of(84, 74, 64, 58, 52, 46, 42, 38, 34, 31, 28);
    private static final double BODY_SPACING = 1.36;

    /** How far the marker reaches beyond the letters, in pixels. */
    private static final int MARKER_EDGE = 4;

    private static final int FOOT_RULE = 548;
    private static final int FOOT_BASELINE = 590;
    private static final int FOOT_SIZE = 24;

    private static final String EMPTY = "This tweet has no words.";
    private static final String AND = " & ";
    private static final List<Integer> NAME_SIZES = List.of(44, 38, 34, 30);
    private static final double NAME_SPACING = 1.22;
    private static final int NAME_LINES = 2;
    private static final int HANDLE_SIZE = 27;
    private static final int HANDLE_HEIGHT = 36;
    private static final int LABEL_SIZE = 28;
    private static final int LABEL_PADDING = 24;
    private static final int GAP = 28;

    /** Characters that have no shape but change others: those that turn the direction of text, and those that are never seen. */
    private static final Pattern UNSEEN = Pattern.compile(
            "[\\u00AD\\u034F\\u061C\\u180E\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060-\\u206F\\uFEFF\\uFFF9-\\uFFFB]");

    /** More marks above and below a letter than any language has. */
    private static final Pattern TOO_MANY_ACCENTS = Pattern.compile("([\\p{Mn}\\p{Me}]{4})[\\p{Mn}\\p{Me}]+");

    private final List<Face> faces;
    private final List<String> names;
    private final String handles;
    private final boolean isCyborg;
    private final String prompt;
    private final String text;

    /** Where the prompt ends in the text; 0 if the text does not begin with it. */
    private final int promptEnd;

    /**
     * Makes the picture.
     *
     * @param people whom the bot imitates, one or more; one makes a bot, several a cyborg
     * @param prompt the words that the bot was given; none if it is blank
     * @param text the tweet
     * @throws IllegalArgumentException if there is no face
     */
    public TweetPicture(List<Face> people, String prompt, String text) {
        if (people.isEmpty()) {
            throw new IllegalArgumentException("A picture of a tweet shows whom the bot imitates; give at least one face");
        }
        faces = List.copyOf(people);
        names = people.stream().map(face -> seen(face.name())).toList();
        handles = people.stream().map(face -> seen(face.handle())).filter(handle -> !handle.isEmpty())
                .map(handle -> "@" + handle).collect(Collectors.joining("  ·  "));
        isCyborg = people.size() > 1;
        this.prompt = seen(prompt);
        String shown = paragraphs(text);
        this.text = shown;
        promptEnd = endOf(this.prompt, shown);
    }

    /** {@return a text on one line as it can be seen, without characters that only turn the direction of others} */
    private static String seen(String text) {
        return visible(TextShapes.drawable(text)).strip().replaceAll("\\s+", " ");
    }

    /** {@return a text of one or more lines as it can be seen, with at most one empty line between two others} */
    private static String paragraphs(String text) {
        String lines = text.lines().map(line -> visible(TextShapes.drawable(line)).strip()).collect(Collectors.joining("\n"));
        return lines.replaceAll("\n{3,}", "\n\n").strip();
    }

    private static String visible(String text) {
        return TOO_MANY_ACCENTS.matcher(UNSEEN.matcher(text).replaceAll("")).replaceAll("$1");
    }

    /** {@return how many characters of a text a prompt takes at its beginning, where all white space is the same} */
    static int endOf(String prompt, String text) {
        int at = 0;
        for (String word : prompt.split(" ")) {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            if (!text.startsWith(word, at)) {
                return 0;
            }
            at += word.length();
        }
        return at;
    }

    @Override
    public String title() {
        String kind = isCyborg ? "AI cyborg" : "AI bot";
        String who = String.join(AND, names);
        return handles.isEmpty() ? kind + ", " + who : kind + " in the manner of " + who + " (" + handles + ")";
    }

    /** {@return the whole tweet} */
    @Override
    public String subtitle() {
        return text.isEmpty() ? EMPTY : text;
    }

    @Override
    public TweetPicture save(Path file) {
        super.save(file);
        return this;
    }

    @Override
    public String svg() {
        return SvgWriter.file(marks(), WIDTH, HEIGHT, 0, toString());
    }

    @Override
    public String drawing() {
        return svg();
    }

    @Override
    public String html() {
        return SvgWriter.figure(svg(), WIDTH * 3 / 5);
    }

    @Override
    BufferedImage pixels() {
        return pixels(marks(), WIDTH, HEIGHT, 0, 1);
    }

    /** {@return who wrote the tweet, the prompt, and the tweet} */
    @Override
    public String toString() {
        return title() + (prompt.isEmpty() ? "" : ", given the words “" + prompt + "”") + ": " + subtitle();
    }

    /** {@return what is drawn, in order} */
    List<Mark> marks() {
        ShapeRecorder g = new ShapeRecorder();
        fill(g, ACCENT, new Rectangle2D.Double(0, 0, WIDTH, STRIPE));
        double left = paintAvatars(g) + GAP;
        paintNames(g, left, paintLabel(g) - GAP - left);
        paintTweet(g);
        paintFoot(g);
        return g.marks();
    }

    /** {@return the right edge of the avatars} */
    private double paintAvatars(ShapeRecorder g) {
        boolean tooMany = faces.size() > MOST_AVATARS;
        List<Face> shown = new ArrayList<>(faces.subList(0, tooMany ? MOST_AVATARS - 1 : faces.size()));
        if (tooMany) {
            shown.add(new Face("", "", "+" + (faces.size() - shown.size()), Optional.empty()));
        }
        int size = shown.size() == 1 ? AVATAR : SMALL_AVATAR;
        double top = HEAD_MIDDLE - size / 2.0;
        double x = MARGIN;
        for (Face face : shown) {
            if (x > MARGIN) {
                fill(g, PAPER, circle(x - RING, top - RING, size + 2 * RING));
            }
            if (face.photo().isPresent()) {
                g.addPhoto(round(face.square(size * PHOTO_DENSITY).orElseThrow()), x, top, size);
            } else {
                fill(g, ACCENT, circle(x, top, size));
                Font font = HouseFont.semiBold(0.38f * size);
                String initials = TextShapes.fit(font, seen(face.initials()), 0.8 * size);
                write(g, initials, font, PAPER, x + (size - TextShapes.width(font, initials)) / 2, HEAD_MIDDLE + 0.138 * size);
            }
            x += SMALL_AVATAR_STEP;
        }
        return x - SMALL_AVATAR_STEP + size;
    }

    /** {@return the left edge of the label} */
    private double paintLabel(ShapeRecorder g) {
        Font font = HouseFont.semiBold(LABEL_SIZE);
        String label = isCyborg ? "AI CYBORG" : "AI BOT";
        double height = 2 * LABEL_SIZE;
        double left = WIDTH - MARGIN - TextShapes.width(font, label) - 2 * LABEL_PADDING;
        fill(g, ACCENT,
                new RoundRectangle2D.Double(left, HEAD_MIDDLE - height / 2, WIDTH - MARGIN - left, height, height, height));
        write(g, label, font, PAPER, left + LABEL_PADDING, HEAD_MIDDLE + 0.364 * LABEL_SIZE);
        return left;
    }

    private void paintNames(ShapeRecorder g, double x, double width) {
        TextBlock name = nameBlock(String.join(AND, names), width);
        if (!name.isWhole() && names.size() > 1) { // a part of each name, and not the whole of the first
            Font font = name.font();
            int inALine = (names.size() + NAME_LINES - 1) / NAME_LINES;
            double share = width / inALine - TextShapes.width(font, AND + " ");
            name = nameBlock(names.stream().map(each -> TextShapes.fit(font, each, share)).collect(Collectors.joining(AND)),
                    width);
        }
        double top = HEAD_MIDDLE - (name.height() + (handles.isEmpty() ? 0 : HANDLE_HEIGHT)) / 2;
        Shape clip = g.getClip();
        g.clip(new Rectangle2D.Double(x - GAP, STRIPE, width + 2 * GAP, BODY_TOP - STRIPE)); // stacked accents are tall
        g.setColor(INK);
        name.narrowed().paint(g, x, top);
        Font font = HouseFont.regular(HANDLE_SIZE);
        write(g, TextShapes.fit(font, handles, width), font, SOFT_INK, x, top + name.height() + HANDLE_SIZE);
        g.setClip(clip);
    }

    private static TextBlock nameBlock(String names, double width) {
        return TextBlock.fit(names, HouseFont::semiBold, NAME_SIZES, NAME_SPACING, width,
                NAME_LINES * NAME_SPACING * NAME_SIZES.get(1));
    }

    private void paintTweet(ShapeRecorder g) {
        TextBlock tweet = TextBlock.fit(subtitle(), HouseFont::regular, BODY_SIZES, BODY_SPACING, CONTENT, BODY_HEIGHT);
        double top = BODY_TOP + (BODY_HEIGHT - tweet.height()) / 2;
        for (Rectangle2D area : tweet.behind(promptEnd, MARGIN, top)) {
            fill(g, MARKER, new RoundRectangle2D.Double(area.getX() - MARKER_EDGE, area.getY(), area.getWidth() + 2 * MARKER_EDGE,
                    area.getHeight(), 2 * MARKER_EDGE, 2 * MARKER_EDGE));
        }
        Shape clip = g.getClip();
        g.clip(new Rectangle2D.Double(0, BODY_TOP - 8.0, WIDTH, BODY_HEIGHT + 16.0));
        g.setColor(text.isEmpty() ? SOFT_INK : INK);
        tweet.paint(g, MARGIN, top);
        g.setClip(clip);
    }

    private void paintFoot(ShapeRecorder g) {
        fill(g, RULE, new Rectangle2D.Double(MARGIN, FOOT_RULE, CONTENT, 2));
        Font font = HouseFont.regular(FOOT_SIZE);
        double right = WIDTH - MARGIN;
        String note = "A machine wrote this.";
        if (promptEnd > 0) {
            String legend = "the prompt";
            right -= TextShapes.width(font, legend);
            write(g, legend, font, SOFT_INK, right, FOOT_BASELINE);
            right -= 46;
            fill(g, MARKER, new RoundRectangle2D.Double(right, FOOT_BASELINE - 20.0, 34, 24, 6, 6));
        } else if (!prompt.isEmpty()) {
            note += " The prompt was: " + prompt;
        }
        write(g, TextShapes.fit(font, note, right - MARGIN), font, SOFT_INK, MARGIN, FOOT_BASELINE);
    }

    private static void write(ShapeRecorder g, String text, Font font, Color color, double x, double baseline) {
        g.setFont(font);
        g.setColor(color);
        g.drawString(text, (float) x, (float) baseline);
    }

    private static void fill(ShapeRecorder g, Color color, Shape shape) {
        g.setColor(color);
        g.fill(shape);
    }

    private static Shape circle(double x, double y, double diameter) {
        return new Ellipse2D.Double(x, y, diameter, diameter);
    }

    /** {@return a square photo as a circle on the paper} */
    private static BufferedImage round(BufferedImage photo) {
        int diameter = photo.getWidth();
        BufferedImage round = new BufferedImage(diameter, diameter, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = round.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(PAPER);
        g.fill(circle(0, 0, diameter));
        g.setComposite(AlphaComposite.SrcIn);
        g.drawImage(photo, 0, 0, null);
        g.dispose();
        return round;
    }
}
