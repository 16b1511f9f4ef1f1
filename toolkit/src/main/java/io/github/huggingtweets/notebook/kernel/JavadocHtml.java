package io.github.huggingtweets.notebook.kernel;

import com.sun.source.doctree.AttributeTree;
import com.sun.source.doctree.DocRootTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.IndexTree;
import com.sun.source.doctree.InheritDocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.doctree.SeeTree;
import com.sun.source.doctree.SinceTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.SummaryTree;
import com.sun.source.doctree.SystemPropertyTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.doctree.ThrowsTree;
import com.sun.source.doctree.UnknownInlineTagTree;
import com.sun.source.doctree.ValueTree;
import com.sun.source.util.SimpleDocTreeVisitor;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Entities;
import org.jsoup.safety.Safelist;

/** Writes Javadoc as HTML. Links become names, since a notebook has no pages that they could lead to. */
final class JavadocHtml extends SimpleDocTreeVisitor<String, Void> {

    /** What a comment may contain. Nothing is loaded from anywhere. */
    private static final Safelist ALLOWED = Safelist.relaxed().removeTags("img").addTags("s", "kbd", "samp", "var", "hr");
    private static final Pattern SNIPPET = Pattern.compile("(?s)\\{@snippet\\b[^:]*:?[ \\t]*\\n?(.*)}\\s*");

    private final DocComment comment;

    private JavadocHtml(DocComment comment) {
        this.comment = comment;
    }

    /** {@return the HTML of a comment, which is empty if there is none} */
    static String of(DocComment comment) {
        JavadocHtml html = new JavadocHtml(comment);
        return Jsoup.clean("<div>" + html.html(comment.text()) + "</div>" + html.tags(), ALLOWED);
    }

    private String html(List<? extends DocTree> trees) {
        return trees.stream().map(tree -> tree.accept(this, null)).collect(Collectors.joining());
    }

    private String tags() {
        return "<dl>"
                + section("Parameters", ParamTree.class, tag -> !tag.isTypeParameter(),
                        tag -> name(tag.getName().toString()) + " – " + html(tag.getDescription()))
                + section("Returns", ReturnTree.class, tag -> true, tag -> html(tag.getDescription()))
                + section("Throws", ThrowsTree.class, tag -> true,
                        tag -> name(reference(tag.getExceptionName().toString())) + " – " + html(tag.getDescription()))
                + section("See", SeeTree.class, tag -> true, tag -> tag.getReference().stream()
                        .map(tree -> tree.getKind() == DocTree.Kind.REFERENCE ? name(reference(tree.toString()))
                                : tree.accept(this, null))
                        .limit(tag.getReference().get(0).getKind() == DocTree.Kind.REFERENCE ? 1 : Long.MAX_VALUE)
                        .collect(Collectors.joining()))
                + section("Since", SinceTree.class, tag -> true, tag -> html(tag.getBody()))
                + "</dl>";
    }

    private <T extends DocTree> String section(String title, Class<T> kind, Predicate<T> shown,
            Function<T, String> text) {
        List<String> entries = comment.tags().stream().filter(kind::isInstance).map(kind::cast).filter(shown).map(text)
                .map(entry -> "<dd>" + entry + "</dd>").toList();
        return entries.isEmpty() ? "" : "<dt><b>" + title + "</b></dt>" + String.join("", entries);
    }

    private static String name(String text) {
        return "<code>" + Entities.escape(text) + "</code>";
    }

    /** {@return a reference as one reads it: {@code Timeline.clean()} for {@code Timeline#clean()}} */
    private static String reference(String signature) {
        return signature.replaceAll("^#", "").replace('#', '.').replaceAll("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])", "");
    }

    @Override
    protected String defaultAction(DocTree tree, Void none) {
        String kind = tree.getKind().name();
        if (kind.equals("SNIPPET")) { // of JDK 18 and newer
            return "<pre>" + Entities.escape(SNIPPET.matcher(tree.toString()).replaceFirst("$1").stripIndent()) + "</pre>";
        }
        if (kind.equals("MARKDOWN")) { // of JDK 23 and newer
            return Stream.of(Entities.escape(tree.toString()).split("\\n\\s*\\n")).collect(Collectors.joining("<p>"));
        }
        return Entities.escape(tree.toString());
    }

    @Override
    public String visitText(TextTree tree, Void none) {
        return Entities.escape(tree.getBody());
    }

    @Override
    public String visitEntity(EntityTree tree, Void none) {
        return tree.toString();
    }

    @Override
    public String visitStartElement(StartElementTree tree, Void none) {
        String attributes = tree.getAttributes().stream().filter(AttributeTree.class::isInstance).map(DocTree::toString)
                .collect(Collectors.joining(" "));
        return "<" + tree.getName() + (attributes.isEmpty() ? "" : " " + attributes) + ">";
    }

    @Override
    public String visitEndElement(EndElementTree tree, Void none) {
        return "</" + tree.getName() + ">";
    }

    @Override
    public String visitLiteral(LiteralTree tree, Void none) {
        String text = tree.getBody().getBody();
        return tree.getKind() == DocTree.Kind.CODE ? name(text) : Entities.escape(text);
    }

    @Override
    public String visitLink(LinkTree tree, Void none) {
        String label = tree.getLabel().isEmpty()
                ? Entities.escape(reference(tree.getReference().getSignature()))
                : html(tree.getLabel());
        return tree.getKind() == DocTree.Kind.LINK ? "<code>" + label + "</code>" : label;
    }

    @Override
    public String visitReturn(ReturnTree tree, Void none) {
        return "Returns " + html(tree.getDescription()) + ".";
    }

    @Override
    public String visitSummary(SummaryTree tree, Void none) {
        return html(tree.getSummary());
    }

    @Override
    public String visitInheritDoc(InheritDocTree tree, Void none) {
        return comment.inherited().map(parent -> new JavadocHtml(parent).html(parent.text())).orElse("");
    }

    @Override
    public String visitValue(ValueTree tree, Void none) {
        return tree.getReference() == null ? "" : name(reference(tree.getReference().getSignature()));
    }

    @Override
    public String visitSystemProperty(SystemPropertyTree tree, Void none) {
        return name(tree.getPropertyName().toString());
    }

    @Override
    public String visitIndex(IndexTree tree, Void none) {
        return Entities.escape(tree.getSearchTerm().toString());
    }

    @Override
    public String visitDocRoot(DocRootTree tree, Void none) {
        return "";
    }

    @Override
    public String visitUnknownInlineTag(UnknownInlineTagTree tree, Void none) {
        String text = tree.toString();
        if (tree.getTagName().toLowerCase(Locale.ROOT).equals("snippet")) {
            return "<pre>" + Entities.escape(SNIPPET.matcher(text).replaceFirst("$1").stripIndent()) + "</pre>";
        }
        return html(tree.getContent());
    }
}
