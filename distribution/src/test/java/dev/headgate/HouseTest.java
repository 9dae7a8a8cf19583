package dev.headgate;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import dev.headgate.kit.option.DeclaredComponent;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flume.Channel;
import org.apache.flume.ChannelSelector;
import org.apache.flume.Sink;
import org.apache.flume.Source;
import org.apache.flume.conf.Configurable;
import org.apache.flume.interceptor.Interceptor;
import org.jspecify.annotations.NullMarked;

/** The arrows of the house: what may depend on what, and what may be seen from outside. */
@AnalyzeClasses(packages = "dev.headgate", importOptions = HouseTest.OwnClasses.class)
class HouseTest {
    private static final String[] PRODUCTS = {
        "dev.headgate.source.*", "dev.headgate.sink.*", "dev.headgate.interceptor.*", "dev.headgate.channel.*"
    };

    /** Leaves out tests and the relocated libraries in the plugin jars. */
    static final class OwnClasses implements ImportOption {
        private static final Pattern RELOCATED =
                Pattern.compile(".*dev/headgate/[a-z]+/(kafka/client|hdfs/parquet)/.*");
        private final ImportOption noTests = new ImportOption.DoNotIncludeTests();

        @Override
        public boolean includes(Location location) {
            return noTests.includes(location) && !location.matches(RELOCATED);
        }
    }

    @ArchTest
    static final ArchRule kindsOfPluginDoNotKnowEachOther = slices().matching(
                    "dev.headgate.(source|sink|interceptor|channel)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule productsOfOneKindDoNotKnowEachOther =
            CompositeArchRule.of(Stream.of("source", "sink", "interceptor", "channel")
                    .map(kind -> slices().matching("dev.headgate." + kind + ".(*)..")
                            .should()
                            .notDependOnEachOther()
                            .allowEmptyShould(true))
                    .toList());

    @ArchTest
    static final ArchRule theKitKnowsNobody = noClasses()
            .that()
            .resideInAPackage("dev.headgate.kit..")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("dev.headgate..").and(not(resideInAnyPackage("dev.headgate.kit.."))));

    @ArchTest
    static final ArchRule theGeneratorKnowsPluginsByTheirOptionsOnly = noClasses()
            .that()
            .resideInAPackage("dev.headgate.topology..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "dev.headgate.source..",
                    "dev.headgate.sink..",
                    "dev.headgate.interceptor..",
                    "dev.headgate.channel..",
                    "org.apache.flume.."));

    /** Tools load declarations where there is no Flume. */
    @ArchTest
    static final ArchRule declarationsNeedNoFlume = noClasses()
            .that()
            .implement(DeclaredComponent.class)
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.apache..")
                    .or(assignableTo(Configurable.class))
                    .or(assignableTo(Interceptor.class)));

    @ArchTest
    static final ArchRule pluginsDoNotKnowTheGenerator = noClasses()
            .that()
            .resideOutsideOfPackages("dev.headgate.topology..", "dev.headgate.tools..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.headgate.topology..");

    @ArchTest
    static final ArchRule nobodyKnowsTheTools = noClasses()
            .that()
            .resideOutsideOfPackage("dev.headgate.tools..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.headgate.tools..");

    @ArchTest
    static final ArchRule theStagesOfTheGeneratorPointOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("cli")
            .definedBy("dev.headgate.topology.cli..")
            .layer("plan")
            .definedBy("dev.headgate.topology.plan..")
            .layer("render")
            .definedBy("dev.headgate.topology.render..")
            .layer("place")
            .definedBy("dev.headgate.topology.place..")
            .layer("size")
            .definedBy("dev.headgate.topology.size..")
            .layer("check")
            .definedBy("dev.headgate.topology.check..")
            .layer("parse")
            .definedBy("dev.headgate.topology.parse..")
            .layer("conf")
            .definedBy("dev.headgate.topology.conf..")
            .layer("lint")
            .definedBy("dev.headgate.topology.lint..")
            .layer("install")
            .definedBy("dev.headgate.topology.install..")
            .layer("adopt")
            .definedBy("dev.headgate.topology.adopt..")
            .layer("graph")
            .definedBy("dev.headgate.topology.graph..")
            .layer("model")
            .definedBy("dev.headgate.topology.model..")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("install")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("adopt")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("graph")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("lint")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("plan")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("render")
            .mayOnlyBeAccessedByLayers("cli", "plan")
            .whereLayer("place")
            .mayOnlyBeAccessedByLayers("cli", "graph", "plan", "render")
            .whereLayer("size")
            .mayOnlyBeAccessedByLayers("cli", "graph", "plan", "render", "place")
            .whereLayer("check")
            .mayOnlyBeAccessedByLayers("cli", "lint", "adopt", "render", "place", "size")
            .whereLayer("parse")
            .mayOnlyBeAccessedByLayers("cli", "render", "place", "size", "check");

    @ArchTest
    static final ArchRule ofAProductOnlyEntryAndOptionsArePublic = classes()
            .that()
            .resideInAnyPackage(PRODUCTS)
            .and()
            .arePublic()
            .and()
            .areTopLevelClasses()
            .should()
            .beAssignableTo(assignableTo(DeclaredComponent.class)
                    .or(assignableTo(Source.class))
                    .or(assignableTo(Sink.class))
                    .or(assignableTo(Channel.class))
                    .or(assignableTo(ChannelSelector.class))
                    .or(assignableTo(Interceptor.class))
                    .or(assignableTo(Interceptor.Builder.class))
                    // By which the tools look at a stopped journal.
                    .or(describe("the journal's files", type -> type.getName()
                            .equals("dev.headgate.channel.journal.JournalFiles")))
                    // What a user's own class implements to map events to rows.
                    .or(describe("the HBase sink's mapper", type -> type.getName()
                            .equals("dev.headgate.sink.hbase.EventMapper")))
                    // The JMX interface of a product's counters, which JMX itself wants to be public.
                    .or(describe(
                            "MBean interfaces", type -> type.getSimpleName().endsWith("MBean"))));

    @ArchTest
    static final ArchRule nullIsDeclaredEverywhere = classes()
            .that(describe("are no package-info", type -> !type.getSimpleName().equals("package-info")))
            .should()
            .resideInAPackage("dev.headgate..")
            .andShould(be(describe("in a package that is @NullMarked", (JavaClass type) -> type.getPackage()
                    .isAnnotatedWith(NullMarked.class))));

    private static final Set<String> EMPTY_NAMES = Set.of("util", "utils", "common", "helper", "manager", "impl");

    @ArchTest
    static final ArchRule namesSayWhatAThingIs = noClasses().should(be(named()));

    private static DescribedPredicate<JavaClass> named() {
        Pattern ending = Pattern.compile(".*(Util|Utils|Common|Helper|Manager|Impl)");
        return describe(
                "called util, common, helper, manager or impl",
                type -> ending.matcher(type.getSimpleName()).matches()
                        || Stream.of(type.getPackageName().split("\\.")).anyMatch(EMPTY_NAMES::contains));
    }

    @ArchTest
    static final ArchRule onlyTheCommandLineEndsTheProcess = noClasses()
            .that()
            .resideOutsideOfPackage("dev.headgate.topology.cli")
            .should()
            .callMethod(System.class, "exit", int.class);

    @ArchTest
    static final ArchRule noStackTraceIsPrinted = noClasses().should().callMethod(Throwable.class, "printStackTrace");
}
