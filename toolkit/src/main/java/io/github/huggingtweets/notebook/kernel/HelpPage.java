package io.github.huggingtweets.notebook.kernel;

import io.github.huggingtweets.notebook.kernel.Inspection.Subject;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import org.jsoup.nodes.Entities;

/** The page that Shift-Tab shows: the signature and the Javadoc of a name, and the signatures of its other overloads. */
final class HelpPage {

    /** Without the margins and the background that JupyterLab gives to code. */
    private static final String CODE = "<pre style=\"margin: .5em 0; padding: 0; background: none\">";

    private final Subject subject;
    private final Sources sources;
    private final StringBuilder html = new StringBuilder();

    private HelpPage(Subject subject, Compiler compiler) {
        this.subject = subject;
        this.sources = new Sources(compiler);
    }

    /**
     * {@return the page as HTML}
     *
     * @param subject what it is about
     * @param compiler finds the classes
     * @param detailed whether the other overloads have their Javadoc, too
     */
    static String of(Subject subject, Compiler compiler, boolean detailed) {
        HelpPage page = new HelpPage(subject, compiler);
        page.write(detailed);
        return page.html.toString();
    }

    private void write(boolean detailed) {
        Element best = subject.elements().get(0);
        entry(best);
        List<? extends Element> others = subject.elements().subList(1, subject.elements().size());
        if (detailed) {
            others.forEach(other -> {
                html.append("<hr>");
                entry(other);
            });
        } else if (!others.isEmpty()) {
            html.append("<p>Also:</p>").append(CODE);
            others.forEach(other -> html.append(Entities.escape(signature(other, comment(other)))).append('\n'));
            html.append("</pre>");
        }
    }

    private void entry(Element element) {
        DocComment comment = comment(element);
        html.append(CODE).append("<b>").append(Entities.escape(signature(element, comment))).append("</b></pre>");
        Element described = described(element);
        DocComment shown = described == element ? comment : comment(described);
        html.append(shown.isEmpty() ? missing(described) : JavadocHtml.of(shown));
    }

    /** {@return the type of a variable, which says more of it than its name, and of anything else itself} */
    private static Element described(Element element) {
        boolean variable =
                element.getKind().isField() && Draft.CLASS_NAME.contentEquals(element.getEnclosingElement().getSimpleName())
                        || !element.getKind().isField() && element instanceof VariableElement;
        return variable && element.asType() instanceof DeclaredType type ? type.asElement() : element;
    }

    private DocComment comment(Element element) {
        return DocComment.of(element, subject.read(), sources);
    }

    private String signature(Element element, DocComment comment) {
        return Signature.of(element, subject.of(), comment.parameters());
    }

    private String missing(Element element) {
        return Stream.iterate(element, around -> around != null, Element::getEnclosingElement)
                .filter(TypeElement.class::isInstance)
                .map(TypeElement.class::cast).reduce((inner, outer) -> outer)
                .flatMap(type -> sources.missing(type, subject.read().elements()))
                .map(sentence -> "<p>" + Entities.escape(sentence) + "</p>").orElse("");
    }
}
