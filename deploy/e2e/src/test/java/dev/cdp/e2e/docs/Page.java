package dev.cdp.e2e.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * A Markdown file, as far as it can be held against the product.
 *
 * @param blocks its fenced code blocks in their order, outputs and inputs within those they belong to
 * @param links where it points to, images too
 * @param code what stands as code within its sentences
 * @param anchors its headings, as links name them
 * @param indented lines of indented code blocks, which nothing can be said about: there should be none
 */
record Page(
        Path file,
        List<Block> blocks,
        List<Place> links,
        List<Place> code,
        Set<String> anchors,
        List<Integer> indented) {
    private static final Parser PARSER = Parser.builder()
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .build();
    private static final Pattern NOT_RUN = Pattern.compile("<!--\\s*not run:(.*?)-->", Pattern.DOTALL);

    /** Something at a line, from 1. */
    record Place(int line, String text) {}

    static Page read(Path file) {
        try {
            Reader reader = new Reader(file);
            PARSER.parse(Files.readString(file)).accept(reader);
            return new Page(file, reader.blocks, reader.links, reader.code, reader.anchors, reader.indented);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Reader extends AbstractVisitor {
        private final Path file;
        private final IdGenerator ids = IdGenerator.builder().build();
        private final List<Block> blocks = new ArrayList<>();
        private final List<Place> links = new ArrayList<>();
        private final List<Place> code = new ArrayList<>();
        private final Set<String> anchors = new HashSet<>();
        private final List<Integer> indented = new ArrayList<>();

        Reader(Path file) {
            this.file = file;
        }

        @Override
        public void visit(FencedCodeBlock node) {
            List<String> info = List.of(node.getInfo().strip().split("\\s+"));
            Block block = new Block(
                    file,
                    line(node),
                    info.get(0),
                    info.subList(1, info.size()),
                    node.getLiteral(),
                    notRun(node),
                    Optional.empty(),
                    Optional.empty());
            if (!block.isPart()) {
                blocks.add(block);
            } else if (blocks.isEmpty()) {
                throw new IllegalArgumentException(file + ":" + block.line() + " belongs to no block before it");
            } else {
                blocks.set(blocks.size() - 1, blocks.get(blocks.size() - 1).withPart(block));
            }
        }

        private static Optional<String> notRun(Node node) {
            if (!(node.getPrevious() instanceof HtmlBlock comment)) {
                return Optional.empty();
            }
            Matcher matcher = NOT_RUN.matcher(comment.getLiteral());
            return matcher.find() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
        }

        @Override
        public void visit(IndentedCodeBlock node) {
            indented.add(line(node));
        }

        @Override
        public void visit(Link link) {
            links.add(new Place(line(link), link.getDestination()));
            visitChildren(link);
        }

        @Override
        public void visit(Image image) {
            links.add(new Place(line(image), image.getDestination()));
        }

        @Override
        public void visit(Code node) {
            code.add(new Place(line(node), node.getLiteral()));
        }

        @Override
        public void visit(Heading heading) {
            StringBuilder text = new StringBuilder();
            heading.accept(new AbstractVisitor() {
                @Override
                public void visit(Text part) {
                    text.append(part.getLiteral());
                }

                @Override
                public void visit(Code part) {
                    text.append(part.getLiteral());
                }
            });
            anchors.add(ids.generateId(text.toString()));
            visitChildren(heading);
        }

        private static int line(Node node) {
            return node.getSourceSpans().get(0).getLineIndex() + 1;
        }
    }
}
