package org.triaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What is in the packaged jar, and the bill of materials beside it. */
class PackagedJarIT {

    private static final Path JAR = Path.of(System.getProperty("triaged.jar", "target/triaged.jar"));

    @Test
    void nothingThatListensOrMailsForOthersIsInTheJar() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            Set<String> entries = jar.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".class") || name.endsWith(".sql"))
                    .collect(Collectors.toSet());
            assertThat(entries)
                    .contains("org/h2/engine/Database.class", "org/quartz/simpl/RAMJobStore.class", "schema.sql");
            assertThat(entries)
                    .noneMatch(name -> name.matches(".*org/h2/server/(web|pg)/.*|.*org/h2/tools/Console.*"))
                    .noneMatch(
                            name -> name.matches(
                                    ".*org/quartz/jobs/(?!DirectoryScanListener|FileScanListener).*|org/apache/logging/.*|org/apache/log4j/.*"))
                    .noneMatch(name -> name.matches("com/icegreen/.*|org/junit/.*|.*module-info\\.class"));
        }
    }

    @Test
    void theBillOfMaterialsNamesEachLibraryInTheJarWithItsHashAndItsLicence() throws IOException {
        JsonNode bill = new ObjectMapper().readTree(Files.readAllBytes(JAR.resolveSibling("triaged.cdx.json")));
        assertThat(bill.at("/bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(bill.at("/serialNumber").asText())
                .as("made from its content")
                .matches("urn:uuid:.{14}3.*");
        assertThat(bill.at("/metadata").has("timestamp")).isFalse();
        List<String> libraries = new ArrayList<>();
        for (JsonNode component : bill.at("/components")) {
            libraries.add(component.at("/group").asText() + ":"
                    + component.at("/name").asText());
            assertThat(component.at("/purl").asText())
                    .contains("@" + component.at("/version").asText());
            assertThat(component.at("/hashes").toString()).contains("SHA-256");
            assertThat(component.at("/licenses"))
                    .as(component.at("/name").asText())
                    .isNotEmpty();
        }
        assertThat(libraries)
                .contains("com.h2database:h2", "org.eclipse.angus:angus-mail", "org.quartz-scheduler:quartz")
                .doesNotContain("com.icegreen:greenmail", "org.assertj:assertj-core")
                .doesNotHaveDuplicates();
    }
}
