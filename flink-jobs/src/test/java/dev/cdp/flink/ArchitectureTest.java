package dev.cdp.flink;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.cdp", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule contractKnowsNothingOfTheJobs = noClasses()
            .that()
            .resideInAPackage("dev.cdp.contract..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.cdp.flink..", "org.apache.flink..", "org.apache.kafka..");

    @ArchTest
    static final ArchRule connectorsKnowNothingOfTheProduct = noClasses()
            .that()
            .resideInAPackage("dev.cdp.flink.connector..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.cdp.contract..",
                    "dev.cdp.flink.job..",
                    "dev.cdp.flink.archive..",
                    "dev.cdp.flink.processing..",
                    "dev.cdp.flink.delivery..",
                    "dev.cdp.flink.rows..",
                    "dev.cdp.flink.deadletter..",
                    "dev.cdp.flink.kafka..");

    @ArchTest
    static final ArchRule stepsKnowNothingOfTheMains = noClasses()
            .that()
            .resideOutsideOfPackage("dev.cdp.flink.job..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.cdp.flink.job..");

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("dev.cdp.flink.(**)").should().beFreeOfCycles();
}
