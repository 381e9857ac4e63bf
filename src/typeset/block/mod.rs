//! Markdown → blocks: CommonMark with GitHub's tables, as a tree of bounded depth whose text is flat and marked up by spans.

mod builder;
mod open;
mod target;

use pulldown_cmark::{Options, Parser};

use super::text::Text;
use builder::Builder;

/// A piece of the page from margin to margin.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Block {
    Heading {
        /// 1 to 6.
        level: u8,
        text: Text,
        /// Unique in the document.
        anchor: String,
    },
    Paragraph(Text),
    List(List),
    Quote(Vec<Block>),
    Table(Table),
    Picture(Picture),
    /// Lines as written.
    Code(Text),
    Rule,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Picture {
    pub(crate) path: String,
    /// What the picture shows, in words.
    pub(crate) alt: Text,
    /// The title of the link: what is to stand below it.
    pub(crate) caption: Text,
    /// 1-based line of the Markdown.
    pub(crate) line: usize,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct List {
    /// Number of the first item; `None` for bullets.
    pub(crate) start: Option<u64>,
    pub(crate) items: Vec<ListItem>,
    /// Whether a blank line parts the items.
    pub(crate) loose: bool,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct ListItem {
    /// Whether a task is done; `None` for what is not a task.
    pub(crate) done: Option<bool>,
    pub(crate) blocks: Vec<Block>,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Table {
    /// One for each column.
    pub(crate) align: Vec<Align>,
    pub(crate) head: Vec<Text>,
    pub(crate) rows: Vec<Vec<Text>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Align {
    #[default]
    Left,
    Centre,
    Right,
}

/// A text in blocks.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Document {
    pub(crate) blocks: Vec<Block>,
    /// Footnotes, in the order in which the text first refers to them; those that it does not refer to come last.
    pub(crate) notes: Vec<Vec<Block>>,
}

/// Reads the blocks of a text.
pub(crate) fn read(markdown: &str) -> Document {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS | Options::ENABLE_FOOTNOTES;
    let mut builder = Builder::new(markdown);
    for (event, range) in Parser::new_ext(markdown, options).into_offset_iter() {
        builder.event(event, range.start);
    }
    builder.finish()
}

#[cfg(test)]
mod tests {
    use super::open::MAX_DEPTH;
    use super::target::target;
    use super::*;
    use crate::typeset::frame::Target;
    use crate::typeset::text::Marks;

    fn blocks(markdown: &str) -> Vec<Block> {
        read(markdown).blocks
    }

    fn text(block: &Block) -> &Text {
        match block {
            Block::Paragraph(text) | Block::Heading { text, .. } | Block::Code(text) => text,
            other => panic!("no text: {other:?}"),
        }
    }

    #[test]
    fn marks_cover_the_text() {
        let blocks = blocks("a **b *c*** [d](#x) `e` <i>f</i>");
        let text = text(&blocks[0]);
        assert_eq!(text.text, "a b c d e <i>f</i>");
        let marks: Vec<_> = text.spans.iter().map(|span| (span.end, span.marks.0, span.link.is_some())).collect();
        assert_eq!(
            marks,
            [
                (2, 0, false),
                (4, 1, false),
                (5, 3, false),
                (6, 0, false),
                (7, 0, true),
                (8, 0, false),
                (9, 8, false),
                (18, 0, false)
            ]
        );
    }

    #[test]
    fn anchors_are_made_as_on_github() {
        let anchors: Vec<_> = blocks("# A – B, c!\n\n## A2\n\n### A2\n")
            .into_iter()
            .map(|block| match block {
                Block::Heading { anchor, .. } => anchor,
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(anchors, ["a--b-c", "a2", "a2-1"]);
    }

    #[test]
    fn tables_keep_alignment_and_ragged_rows() {
        let blocks = blocks("| a | b |\n|--:|:-:|\n| 1 |\n| ![p](q.svg) | **2** |\n");
        let Block::Table(table) = &blocks[0] else { panic!("{blocks:?}") };
        assert_eq!(table.align, [Align::Right, Align::Centre]);
        assert_eq!(table.rows[0].len(), 2);
        assert_eq!(table.rows[1][0].text, "p");
        assert_eq!(table.rows[1][1].spans[0].marks, Marks::BOLD);
    }

    #[test]
    fn a_picture_is_a_block_with_its_line() {
        let blocks = blocks("one\n\n![alt *text*](c/x.svg \"Figure 1\")\n");
        let (alt, caption) = (Text::plain("alt text"), Text::plain("Figure 1"));
        assert_eq!(blocks[1], Block::Picture(Picture { path: "c/x.svg".into(), alt, caption, line: 3 }));
    }

    #[test]
    fn lists_know_whether_they_are_loose_and_done() {
        let blocks = blocks("3. a\n4. b\n\n- [x] c\n\n- [ ] d\n");
        let [Block::List(tight), Block::List(loose)] = blocks.as_slice() else { panic!("{blocks:?}") };
        assert_eq!((tight.start, tight.loose, tight.items.len()), (Some(3), false, 2));
        assert_eq!((loose.start, loose.loose), (None, true));
        assert_eq!(loose.items.iter().map(|item| item.done).collect::<Vec<_>>(), [Some(true), Some(false)]);
    }

    #[test]
    fn depth_is_bounded() {
        fn depth(blocks: &[Block]) -> usize {
            let inner = blocks.iter().map(|block| match block {
                Block::Quote(blocks) => 1 + depth(blocks),
                Block::List(list) => 1 + list.items.iter().map(|item| depth(&item.blocks)).max().unwrap_or(0),
                _ => 0,
            });
            inner.max().unwrap_or(0)
        }
        assert!(depth(&blocks(&format!("{} deep", ">".repeat(10_000)))) <= MAX_DEPTH);
        assert!(depth(&blocks(&format!("{}deep", "- ".repeat(3_000)))) <= MAX_DEPTH);
    }

    #[test]
    fn only_links_that_a_pdf_can_follow() {
        assert_eq!(target("#A2").as_deref(), Some(&Target::Anchor("a2".into())));
        assert_eq!(target("https://example.org/x").as_deref(), Some(&Target::Url("https://example.org/x".into())));
        assert_eq!(target("evidence.md"), None);
        assert_eq!(target("javascript:alert(1)"), None);
    }

    #[test]
    fn notes_are_numbered_as_the_text_refers_to_them() {
        let document =
            read("One.[^b] Two.[^a] Again.[^b]\n\n[^a]: First *here*.\n\n[^b]: Second.\n\n[^c]: Nobody's.\n");
        assert_eq!(text(&document.blocks[0]).text, "One.1 Two.2 Again.1");
        let notes: Vec<_> = document.notes.iter().map(|blocks| text(&blocks[0]).text.as_str()).collect();
        assert_eq!(notes, ["Second.", "First here.", "Nobody's."]);
    }
}
