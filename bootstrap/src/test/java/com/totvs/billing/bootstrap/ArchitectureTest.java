package com.totvs.billing.bootstrap;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The boundaries. Every rule fails when it matches nothing, so that renaming a package cannot
/// silence it.
@AnalyzeClasses(
    packages = "com.totvs.billing",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
final class ArchitectureTest {
  private static final String ROOT = "com.totvs.billing.";

  /// Leaves out the ports in memory, which other modules test with.
  static final class NoTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  @ArchTest
  static final ArchRule dependencies_point_inward =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("proto")
          .definedBy(ROOT + "v1..")
          .layer("domain")
          .definedBy(ROOT + "domain..")
          .layer("application")
          .definedBy(ROOT + "application..")
          .layer("grpc")
          .definedBy(ROOT + "grpc..")
          .layer("postgres")
          .definedBy(ROOT + "postgres..")
          .layer("licenseserver")
          .definedBy(ROOT + "licenseserver..")
          .layer("azurecost")
          .definedBy(ROOT + "azurecost..")
          .layer("bootstrap")
          .definedBy(ROOT + "bootstrap..")
          .whereLayer("proto")
          .mayNotAccessAnyLayer()
          .whereLayer("domain")
          .mayNotAccessAnyLayer()
          .whereLayer("application")
          .mayOnlyAccessLayers("domain")
          .whereLayer("grpc")
          .mayOnlyAccessLayers("application", "domain", "proto")
          .whereLayer("postgres")
          .mayOnlyAccessLayers("application", "domain")
          .whereLayer("licenseserver")
          .mayOnlyAccessLayers("application", "domain")
          .whereLayer("azurecost")
          .mayOnlyAccessLayers("application", "domain")
          .whereLayer("bootstrap")
          .mayNotBeAccessedByAnyLayer();

  @ArchTest
  static final ArchRule the_domain_knows_only_java =
      classes()
          .that()
          .resideInAPackage(ROOT + "domain..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify..", ROOT + "domain..");

  @ArchTest
  static final ArchRule the_application_knows_only_the_domain =
      classes()
          .that()
          .resideInAPackage(ROOT + "application..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..", "org.jspecify..", "org.slf4j", ROOT + "domain..", ROOT + "application..");

  @ArchTest
  static final ArchRule the_grpc_adapter_is_known_by_its_module_only =
      isKnownOnlyBy("grpc", "GrpcModule");

  @ArchTest
  static final ArchRule the_features_of_the_grpc_adapter_do_not_know_its_module =
      classes()
          .that()
          .resideInAPackage(ROOT + "grpc")
          .should()
          .onlyHaveDependentClassesThat()
          .resideOutsideOfPackage(ROOT + "grpc.*..");

  @ArchTest
  static final ArchRule endpoints_are_not_public =
      classes()
          .that()
          .resideInAPackage(ROOT + "grpc..")
          .and()
          .areAssignableTo("io.grpc.BindableService")
          .should()
          .notBePublic();

  @ArchTest
  static final ArchRule the_postgres_adapter_is_known_by_its_module_only =
      isKnownOnlyBy("postgres", "PostgresModule");

  @ArchTest
  static final ArchRule the_postgres_adapter_shows_none_of_its_ports =
      classes()
          .that()
          .resideInAPackage(ROOT + "postgres..")
          .and(implementPorts())
          .should()
          .notBePublic();

  @ArchTest
  static final ArchRule the_license_server_adapter_shows_only_its_module =
      showsOnlyItsModule("licenseserver");

  @ArchTest
  static final ArchRule the_azure_cost_adapter_shows_only_its_module =
      showsOnlyItsModule("azurecost");

  @ArchTest
  static final ArchRule features_form_no_cycles =
      slices().matching(ROOT + "(*).(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nothing_is_injected_into_fields =
      noFields()
          .should()
          .beAnnotatedWith("com.google.inject.Inject")
          .orShould()
          .beAnnotatedWith("jakarta.inject.Inject");

  private static ArchRule isKnownOnlyBy(String adapter, String module) {
    String name = ROOT + adapter + "." + module;
    return classes()
        .that()
        .resideInAPackage(ROOT + adapter + "..")
        .and(
            describe(
                "are not " + module,
                one -> !one.getName().equals(name) && !one.getName().startsWith(name + "$")))
        .should()
        .onlyHaveDependentClassesThat()
        .resideInAPackage(ROOT + adapter + "..");
  }

  private static DescribedPredicate<JavaClass> implementPorts() {
    return describe(
        "implement ports",
        one ->
            one.getAllRawInterfaces().stream()
                .anyMatch(port -> port.getPackageName().startsWith(ROOT + "application.")));
  }

  private static ArchRule showsOnlyItsModule(String adapter) {
    return classes()
        .that()
        .resideInAPackage(ROOT + adapter + "..")
        .and()
        .resideOutsideOfPackage("..generated..")
        .and()
        .areTopLevelClasses()
        .and()
        .arePublic()
        .should()
        .haveSimpleNameEndingWith("Module")
        .andShould()
        .beAssignableTo("com.google.inject.AbstractModule");
  }
}
