package dev.cdp.collector;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.cdp.collector", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule callsGoFromHandlerToServiceToRepoAndNeverBack = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("start")
            .definedBy("dev.cdp.collector")
            .layer("handler")
            .definedBy("..collector.handler..")
            .layer("service")
            .definedBy("..collector.service..")
            .layer("repo")
            .definedBy("..collector.repo..")
            .layer("kafka")
            .definedBy("..collector.kafka..")
            .layer("redis")
            .definedBy("..collector.redis..")
            .whereLayer("handler")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("service")
            .mayOnlyBeAccessedByLayers("handler")
            .whereLayer("repo")
            .mayOnlyBeAccessedByLayers("service", "start")
            .whereLayer("kafka")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("redis")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule onlyTheHandlerKnowsHttp = noClasses()
            .that()
            .resideOutsideOfPackages("..collector.handler..", "dev.cdp.collector")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micronaut.http..", "io.netty..", "java.net.http..");

    @ArchTest
    static final ArchRule onlyTheRepoKnowsSqlStatements = noClasses()
            .that()
            .resideOutsideOfPackage("..collector.repo..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.sql.Connection");

    @ArchTest
    static final ArchRule onlyTheLogsKnowKafka = noClasses()
            .that()
            .resideOutsideOfPackages("..collector.kafka..", "..collector.journal..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule onlyTheRedisPackageKnowsItsClient = noClasses()
            .that()
            .resideOutsideOfPackage("..collector.redis..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.redisson..");

    @ArchTest
    static final ArchRule theRateLimitKnowsNeitherRequestsNorWhereItsWindowIs = noClasses()
            .that()
            .resideInAnyPackage("..collector.ratelimit..", "..collector.live..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..collector.redis..", "..collector.service..", "..collector.handler..", "..collector.repo..");

    @ArchTest
    static final ArchRule domainKnowsNothingElseOfOurs = classes()
            .that()
            .resideInAnyPackage("..collector.domain..", "..collector.error..", "..collector.health..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "dev.cdp.contract..",
                    "..collector.domain..",
                    "..collector.error..",
                    "..collector.health..");
}
