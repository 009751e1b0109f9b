package dev.cdp.admin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.cdp.admin", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule ADMIN_USES_ONLY_THE_CONTRACT_OF_OUR_OTHER_MODULES = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.cdp.collector..", "dev.cdp.flink..", "dev.cdp.local..", "dev.cdp.testkit..");

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_LINE_KNOWS_THE_COMMAND_LINE = noClasses()
            .that()
            .resideOutsideOfPackage("dev.cdp.admin.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.cdp.admin.cli..", "picocli..");

    @ArchTest
    static final ArchRule WORKSPACES_KNOW_NO_MIGRATIONS = noClasses()
            .that()
            .resideInAPackage("dev.cdp.admin.workspace..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.cdp.admin.migrate..", "org.flywaydb..");

    @ArchTest
    static final ArchRule REPOS_ARE_REACHED_THROUGH_THEIR_SERVICE = classes()
            .that()
            .haveSimpleNameEndingWith("Repo")
            .should()
            .bePackagePrivate()
            .andShould()
            .onlyBeAccessed()
            .byAnyPackage("dev.cdp.admin.workspace..");

    @ArchTest
    static final ArchRule FLYWAY_STAYS_BEHIND_THE_MIGRATOR = noClasses()
            .that()
            .resideOutsideOfPackage("dev.cdp.admin.migrate..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.flywaydb..");
}
