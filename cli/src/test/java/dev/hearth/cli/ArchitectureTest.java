package dev.hearth.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.hearth.cli");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.hearth.cli.(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void nothingButTheEntryPointKnowsTheCommands() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..command..")
                .and()
                .doNotHaveSimpleName("Main")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..command..")
                .check(classes);
    }

    @Test
    void theTerminalKnowsNoKubernetes() {
        noClasses()
                .that()
                .resideInAPackage("..terminal..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.fabric8..")
                .check(classes);
    }
}
