package dev.cdp.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
    @TempDir
    private Path folder;

    @Test
    void anOutputBelongsToTheBlockBeforeIt() throws IOException {
        Page page = page("""
                ```sh eventually
                echo 1
                ```
                Which gives
                ```text output
                1
                ```
                """);
        assertThat(page.blocks()).hasSize(1);
        Block block = page.blocks().get(0);
        assertThat(block.line()).isEqualTo(1);
        assertThat(block.has("eventually")).isTrue();
        assertThat(block.output().orElseThrow().text()).isEqualTo("1\n");
    }

    @Test
    void theReasonStandsInTheCommentBeforeTheBlock() throws IOException {
        Page page = page("""
                <!-- not run: starts the stack -->
                ```sh
                make up
                ```

                ```sh
                make status
                ```
                """);
        assertThat(page.blocks().get(0).notRun()).contains("starts the stack");
        assertThat(page.blocks().get(1).notRun()).isEmpty();
    }

    @Test
    void theNewSideOfADiffIsOfItsLanguage() throws IOException {
        Block block = page("```diff js browser\n a\n-b\n+c\n\n```\n").blocks().get(0);
        assertThat(block.newSide().language()).isEqualTo("js");
        assertThat(block.newSide().has("browser")).isTrue();
        assertThat(block.newSide().text()).isEqualTo("a\nc\n\n");
    }

    @Test
    void anUnknownLanguageIsRefused() throws IOException {
        Block block = page("```python\nprint(1)\n```\n").blocks().get(0);
        assertThatThrownBy(() -> Languages.of(block)).isInstanceOf(AssertionError.class);
        Block none = page("```\nmake up\n```\n").blocks().get(0);
        assertThatThrownBy(() -> Languages.of(none)).isInstanceOf(AssertionError.class);
    }

    @Test
    void headingsLinksAndCodeAreFound() throws IOException {
        Page page = page("# A `b`, c!\n\nSee [there](x.md#y) and `make up`.\n\n    indented\n");
        assertThat(page.anchors()).containsExactly("a-b-c");
        assertThat(page.links()).containsExactly(new Page.Place(3, "x.md#y"));
        assertThat(page.code()).contains(new Page.Place(3, "make up"));
        assertThat(page.indented()).containsExactly(5);
    }

    @Test
    void targetsThatTheMakefileLacksAreNamed() {
        Makefile makefile = new Makefile();
        assertThat(makefile.unknownTargets("make up\nmake migrate/status | head # make nothing"))
                .isEmpty();
        assertThat(makefile.unknownTargets("make why id=x && make dance")).containsExactly("dance");
    }

    private Page page(String text) throws IOException {
        return Page.read(Files.writeString(folder.resolve("page.md"), text));
    }
}
