package io.github.huggingtweets.notebook;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A piece of HTML, read by a parser. It must be well formed, since otherwise a tweet could add elements to the page. */
record Page(Document document) {

    static Page of(String html) {
        try {
            return new Page(DocumentBuilderFactory.newInstance().newDocumentBuilder()
                    .parse(new InputSource(new StringReader("<page>" + html + "</page>"))));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError("Not well formed: " + html, e);
        }
    }

    /** {@return all text, without the style sheet} */
    String text() {
        String style = String.join("", texts("style"));
        return document.getDocumentElement().getTextContent().replace(style, "");
    }

    /** {@return the texts of all elements of a name, in order} */
    List<String> texts(String element) {
        return elements(element).stream().map(Element::getTextContent).toList();
    }

    /** {@return the values of an attribute of all elements of a name, in order} */
    List<String> attributes(String element, String attribute) {
        return elements(element).stream().map(found -> found.getAttribute(attribute)).toList();
    }

    private List<Element> elements(String name) {
        NodeList found = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }
}
