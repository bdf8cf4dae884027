package dev.hearth.operator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final JavaClasses operator = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.hearth.operator");

    @Test
    void packagesFormNoCycle() {
        slices().matching("dev.hearth.operator.(*)..").should().beFreeOfCycles().check(operator);
    }

    @Test
    void desiredStateAndStatusTalkToNothing() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.hearth.operator.desired..", "dev.hearth.operator.status..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.fabric8.kubernetes.client.KubernetesClient")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "java.nio.file..", "io.javaoperatorsdk..")
                .check(operator);
    }
}
