package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** What is built into the daemon, and what builds it, is one version each, which stands in the pom and in the document. */
class PinsTest {

    private static final String EXACT = "\\d+(\\.\\d+)*(\\.\\d{12}-r)?";

    private final XPath path = XPathFactory.newInstance().newXPath();

    private Document pom;

    @BeforeEach
    void readPom() throws Exception {
        pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse("pom.xml");
    }

    @Test
    void everyPluginAndEveryDependencyHasOneVersion() throws Exception {
        List<String> loose = new ArrayList<>();
        List<Node> pinned = all("//dependencyManagement//dependency | /project/dependencies/dependency"
                + " | /project/build/plugins/plugin");
        for (Node node : pinned) {
            if (!version(node).matches(EXACT)) {
                loose.add(text(node, "artifactId") + " " + version(node));
            }
        }
        // The bom of JUnit names the versions of these.
        assertThat(loose).containsExactlyInAnyOrder("junit-jupiter ", "junit-platform-launcher ");
        assertThat(pinned).hasSizeGreaterThan(25);
        assertThat(all("//repositories | //pluginRepositories | //parent")).isEmpty();
    }

    @Test
    void theDocumentNamesWhatIsInTheJarWithItsVersion() throws Exception {
        List<String> rows = new ArrayList<>();
        for (Node node : all("/project/dependencies/dependency[not(scope)]")) {
            rows.add("| `" + text(node, "groupId") + ":" + text(node, "artifactId") + "` | " + version(node) + " |");
        }
        String page = Files.readString(Path.of("docs/security.md"));
        List<String> told = page.substring(page.indexOf("## What is in the jar"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(0, line.indexOf('|', line.indexOf('|', 2) + 1) + 1))
                .toList();
        assertThat(told).containsExactlyInAnyOrderElementsOf(rows);
    }

    /** Its own, or that of dependencyManagement; a property is looked up. */
    private String version(Node node) throws Exception {
        String own = text(node, "version");
        String version = own.isEmpty()
                ? path.evaluate(
                        "//dependencyManagement//dependency[artifactId='" + text(node, "artifactId") + "']/version",
                        pom)
                : own;
        return version.startsWith("${")
                ? path.evaluate(
                        "/project/properties/*[name()='" + version.substring(2, version.length() - 1) + "']", pom)
                : version;
    }

    private String text(Node node, String child) throws Exception {
        return path.evaluate(child, node);
    }

    private List<Node> all(String expression) throws Exception {
        NodeList found = (NodeList) path.evaluate(expression, pom, XPathConstants.NODESET);
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            nodes.add(found.item(i));
        }
        return nodes;
    }
}
