package dev.cdp.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cdp.e2e.stack.SharedStack;
import dev.cdp.e2e.stack.Stack;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Each code block of each page, run against the shared stack as a reader would: a test for each, named by
 * file and line. {@code -Dcdp.docs=quick-start} runs the pages whose path has that in it.
 */
@ExtendWith(SharedStack.class)
class DocsIT {
    /** Of all blocks, those that can't be run here. Each is a claim that nobody checks, so the number is held. */
    private static final int NOT_RUN_AT_MOST = 40;

    private static final Duration EVENTUALLY = Duration.ofMinutes(4);

    private final Stack stack;
    private final Makefile makefile = new Makefile();
    private final List<Page> pages = Pages.read();

    DocsIT(Stack stack) {
        this.stack = stack;
    }

    @TestFactory
    Stream<DynamicContainer> everyBlockDoesWhatItsPageSays() {
        return pages.stream()
                .filter(page -> !page.blocks().isEmpty())
                .filter(page -> page.file().toString().contains(System.getProperty("cdp.docs", "")))
                .map(page ->
                        dynamicContainer(Pages.name(page.file()), page.file().toUri(), blocks(page)));
    }

    private Stream<DynamicTest> blocks(Page page) {
        Session session = new Session(stack);
        return page.blocks().stream()
                .map(block -> dynamicTest(
                        Pages.name(block.file()) + ":" + block.line() + " " + block.language(), source(block), () -> {
                            if (block.notRun().isEmpty()) {
                                check(block, session);
                            } else {
                                assertThat(block.notRun().orElseThrow())
                                        .as("why it is not run")
                                        .hasSizeGreaterThan(10);
                            }
                            assertThat(makefile.unknownTargets(block.text()))
                                    .as("make targets that there are not")
                                    .isEmpty();
                        }));
    }

    private static URI source(Block block) {
        return URI.create(block.file().toUri() + "?line=" + block.line());
    }

    /** With the word {@code eventually} again and again until it does. */
    private static void check(Block block, Session session) {
        Language language = Languages.of(block);
        if (block.has("eventually")) {
            await().atMost(EVENTUALLY)
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> compare(block, session, language.run(block, session)));
        } else {
            compare(block, session, language.run(block, session));
        }
    }

    private static void compare(Block block, Session session, String printed) {
        block.output().ifPresent(output -> {
            String expected = session.adapt(output.text());
            boolean isJson = output.language().equals("json");
            if (!Expectation.matches(expected, printed, isJson)) {
                assertThat(printed)
                        .as(Pages.name(block.file()) + ":" + output.line() + " shows another output")
                        .isEqualTo(expected);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> linksLeadSomewhere() {
        return pages.stream()
                .map(page -> dynamicTest(Pages.name(page.file()), page.file().toUri(), () -> assertThat(
                                page.links().stream().filter(link -> !leads(page, link.text())))
                        .as("links to nowhere in " + Pages.name(page.file()))
                        .isEmpty()));
    }

    private static boolean leads(Page page, String link) {
        if (link.matches("[a-z]+:.*")) {
            return true;
        }
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? page.file()
                : page.file().resolveSibling(parts[0]).normalize();
        boolean hasAnchor = parts.length == 2 && target.toString().endsWith(".md");
        return Files.exists(target)
                && (!hasAnchor || Page.read(target).anchors().contains(parts[1]));
    }

    @TestFactory
    Stream<DynamicTest> makeHasTheTargetsThatAreNamed() {
        return pages.stream()
                .map(page -> dynamicTest(Pages.name(page.file()), page.file().toUri(), () -> assertThat(
                                page.code().stream().filter(code -> !makefile.unknownTargets(code.text())
                                        .isEmpty()))
                        .as("make targets that there are not, in " + Pages.name(page.file()))
                        .isEmpty()));
    }

    @Test
    void fewBlocksAreNotRun() {
        assertThat(pages.stream()
                        .flatMap(page -> page.blocks().stream())
                        .filter(block -> block.notRun().isPresent())
                        .map(block -> Pages.name(block.file()) + ":" + block.line()))
                .hasSizeLessThanOrEqualTo(NOT_RUN_AT_MOST);
    }

    @Test
    void noCodeIsIndentedWhereNobodySeesItsLanguage() {
        assertThat(pages.stream()
                        .filter(page -> !page.indented().isEmpty())
                        .map(page -> Pages.name(page.file()) + ":" + page.indented()))
                .isEmpty();
    }
}
