package org.triaged;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rooms and their arrows. If it stands in your way, change the design or this test, in the open. */
class ArchitectureTest {

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.triaged");

    private static final String[] PURE = {"mail..", "series..", "policy..", "reply.."};

    /** What each room may know of ours, itself aside. */
    private static final Map<String, List<String>> KNOWS = Map.ofEntries(
            Map.entry("mail", List.of()),
            Map.entry("series", List.of("mail")),
            Map.entry("policy", List.of("mail", "series")),
            Map.entry("reply", List.of("mail", "series", "policy")),
            Map.entry("triage", List.of("mail", "series", "policy", "reply")),
            Map.entry("store", List.of("mail", "series", "policy", "reply", "triage")),
            Map.entry("source", List.of("mail", "series", "policy", "reply", "triage")),
            Map.entry("delivery", List.of("mail", "series", "policy", "reply", "triage")),
            Map.entry("schedule", List.of("triage")),
            Map.entry("control", List.of("mail", "series", "policy", "reply", "triage")),
            Map.entry("metrics", List.of("triage")),
            Map.entry("config", List.of("mail", "series", "policy", "reply", "triage")),
            Map.entry("report", List.of("mail", "series", "policy", "reply", "triage")),
            Map.entry("demo", List.of("mail", "series", "policy", "reply", "triage", "config")),
            Map.entry("cli", List.of("mail", "series", "policy", "reply", "triage", "config", "demo", "report")));

    @TestFactory
    Stream<DynamicTest> aRoomKnowsOnlyWhatItMay() {
        return KNOWS.entrySet().stream()
                .map(room -> DynamicTest.dynamicTest(room.getKey(), () -> noClasses()
                        .that()
                        .resideInAPackage("org.triaged." + room.getKey() + "..")
                        .should()
                        .dependOnClassesThat(isOursOutside(room.getKey(), room.getValue()))
                        .check(PRODUCT)));
    }

    @Test
    void pureRoomsDoNoInputAndOutput() {
        noClasses()
                .that()
                .resideInAnyPackage(ours(PURE))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.nio.file..", "java.net..", "java.sql..", "javax.sql..", "org.slf4j..", "jakarta.mail..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.Thread")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.File")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.InstantSource")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.triaged.triage.FailPoint")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(PRODUCT);
    }

    /** They are kept to be shown, so that nothing is passed over in silence. */
    @Test
    void noJudgementUsesLinesThatDoNotCount() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ours("series", "store", "cli"))
                .should()
                .dependOnClassesThat()
                .haveNameMatching("org\\.triaged\\.series\\.(UncountedTrailer|PassedOver|WhyNot)")
                .check(PRODUCT);
    }

    @Test
    void triageSpeaksNoProtocol() {
        noClasses()
                .that()
                .resideInAPackage("org.triaged.triage..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "java.net..", "jakarta.mail..", "org.slf4j..", "org.h2..")
                .check(PRODUCT);
    }

    @TestFactory
    Stream<DynamicTest> aLibraryStaysInItsRoom() {
        return Stream.of(
                only("mail", "org.apache.james.mime4j.."),
                only("store", "java.sql..", "javax.sql..", "org.h2..", "com.zaxxer.."),
                only("config", "org.snakeyaml.."),
                only("policy", "com.google.re2j.."),
                only("demo", "com.icegreen.."),
                onlyIn(List.of("schedule", "config"), "org.quartz.."),
                onlyIn(List.of("source", "delivery", "demo"), "jakarta.mail..", "org.eclipse.angus.."));
    }

    @Test
    void aClassIsFinalUnlessItIsARecordOrAnInterface() {
        classes()
                .that()
                .areTopLevelClasses()
                .and()
                .areNotInterfaces()
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(PRODUCT);
    }

    @Test
    void namesSayWhatAClassIsFor() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Base)")
                .check(PRODUCT);
    }

    private static DynamicTest only(String room, String... libraries) {
        return onlyIn(List.of(room), libraries);
    }

    private static DynamicTest onlyIn(List<String> rooms, String... libraries) {
        String[] homes = ours(rooms.stream().map(room -> room + "..").toArray(String[]::new));
        return DynamicTest.dynamicTest(String.join(", ", rooms), () -> noClasses()
                .that()
                .resideOutsideOfPackages(homes)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries)
                .check(PRODUCT));
    }

    private static DescribedPredicate<JavaClass> isOursOutside(String room, List<String> known) {
        return new DescribedPredicate<>("are ours, outside of " + room + " and " + known) {
            @Override
            public boolean test(JavaClass other) {
                String name = other.getPackageName();
                return (name + ".").startsWith("org.triaged.")
                        && Stream.concat(Stream.of(room), known.stream())
                                .noneMatch(allowed -> (name + ".").startsWith("org.triaged." + allowed + "."));
            }
        };
    }

    private static String[] ours(String... rooms) {
        return Stream.of(rooms).map(room -> "org.triaged." + room).toArray(String[]::new);
    }
}
