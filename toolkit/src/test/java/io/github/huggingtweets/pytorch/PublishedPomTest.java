package io.github.huggingtweets.pytorch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The toolkit's POM, as Gradle and the notebooks' {@code %maven} read it: they choose nothing by the kind of machine. */
class PublishedPomTest {

    private static Stream<String> texts(String path) throws Exception {
        Document pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(Path.of("pom.xml").toFile());
        NodeList found = (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, pom, XPathConstants.NODESET);
        return IntStream.range(0, found.getLength()).mapToObj(found::item).map(node -> node.getTextContent().strip());
    }

    @Test
    void hasNoDependencyInAProfile() throws Exception {
        assertEquals(0, texts("/project/profiles/profile/dependencies/dependency").count());
    }

    @Test
    void namesNoFileByTheKindOfMachine() throws Exception {
        assertFalse(texts("/project/dependencies/dependency/artifactId").anyMatch("pytorch-native-cpu"::equals));
        assertEquals(0, texts("/project/dependencies/dependency/classifier").filter(text -> !text.isEmpty()).count());
    }
}
