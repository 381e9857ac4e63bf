//! Markdown → blocks: CommonMark with GitHub's tables, as a tree of bounded depth whose text is flat and marked up by spans.

use std::collections::BTreeMap;
use std::rc::Rc;

use pulldown_cmark::{Alignment, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::frame::Target;
use super::text::{Marks, Text};

/// Lists and quotes nested deeper than this are set at this depth.
const MAX_DEPTH: usize = 12;

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

/// Reads the blocks of a text.
pub(crate) fn blocks(markdown: &str) -> Vec<Block> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut builder = Builder::new(markdown);
    for (event, range) in Parser::new_ext(markdown, options).into_offset_iter() {
        builder.event(event, range.start);
    }
    builder.finish()
}

/// A list, item or quote that has begun.
enum Open {
    Quote(Vec<Block>),
    List(List),
    Item(ListItem),
}

struct Builder<'a> {
    markdown: &'a str,
    /// Where `line` was counted to, so that counting stays linear.
    counted: (usize, usize),
    root: Vec<Block>,
    open: Vec<Open>,
    /// Containers that were too deep to open.
    skipped: usize,
    text: Text,
    bold: usize,
    italic: usize,
    struck: usize,
    links: Vec<Option<Rc<Target>>>,
    /// A picture whose words are being read, and the pictures within its words.
    picture: Option<(Picture, usize)>,
    table: Option<Table>,
    row: Vec<Text>,
    code: bool,
    heading: bool,
    anchors: BTreeMap<String, usize>,
}

impl<'a> Builder<'a> {
    fn new(markdown: &'a str) -> Self {
        Self {
            markdown,
            counted: (0, 1),
            root: Vec::new(),
            open: Vec::new(),
            skipped: 0,
            text: Text::default(),
            bold: 0,
            italic: 0,
            struck: 0,
            links: Vec::new(),
            picture: None,
            table: None,
            row: Vec::new(),
            code: false,
            heading: false,
            anchors: BTreeMap::new(),
        }
    }

    fn event(&mut self, event: Event<'_>, at: usize) {
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag),
            // HTML is set as it was written; mathematics and footnotes are not asked for.
            Event::Text(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => self.words(&text),
            Event::Code(text) => self.push(&text, Marks::CODE),
            Event::SoftBreak => self.words(" "),
            Event::HardBreak => self.words("\n"),
            Event::Rule => {
                self.flush();
                self.block(Block::Rule);
            }
            Event::TaskListMarker(done) => {
                if let Some(Open::Item(item)) = self.open.last_mut() {
                    item.done = Some(done);
                }
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>, at: usize) {
        match tag {
            Tag::Emphasis => self.italic += 1,
            Tag::Strong => self.bold += 1,
            Tag::Strikethrough => self.struck += 1,
            Tag::Link { dest_url, .. } => self.links.push(target(&dest_url)),
            Tag::Image { dest_url, title, .. } => {
                if let Some((_, depth)) = &mut self.picture {
                    *depth += 1;
                } else {
                    let (line, caption) = (self.line(at), Text::plain(&title).trim());
                    self.picture =
                        Some((Picture { path: dest_url.to_string(), alt: Text::default(), caption, line }, 0));
                }
            }
            Tag::TableCell => {}
            Tag::TableHead | Tag::TableRow => self.row.clear(),
            block => {
                self.flush();
                self.start_block(&block);
            }
        }
    }

    fn start_block(&mut self, tag: &Tag<'_>) {
        let opened = match tag {
            Tag::BlockQuote(_) => Open::Quote(Vec::new()),
            Tag::List(start) => Open::List(List { start: *start, ..List::default() }),
            Tag::Item => Open::Item(ListItem::default()),
            Tag::Paragraph => {
                let depth = self.open.len();
                if let Some(Open::List(list)) = depth.checked_sub(2).and_then(|parent| self.open.get_mut(parent)) {
                    list.loose = true;
                }
                return;
            }
            Tag::Heading { .. } => {
                self.heading = true;
                return;
            }
            Tag::CodeBlock(_) => {
                self.code = true;
                return;
            }
            Tag::Table(align) => {
                let align = align.iter().map(|align| match align {
                    Alignment::None | Alignment::Left => Align::Left,
                    Alignment::Center => Align::Centre,
                    Alignment::Right => Align::Right,
                });
                self.table = Some(Table { align: align.collect(), ..Table::default() });
                return;
            }
            _ => return,
        };
        if self.skipped > 0 || (self.open.len() >= MAX_DEPTH && !matches!(opened, Open::Item(_))) {
            self.skipped += 1;
        } else {
            self.open.push(opened);
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis => self.italic = self.italic.saturating_sub(1),
            TagEnd::Strong => self.bold = self.bold.saturating_sub(1),
            TagEnd::Strikethrough => self.struck = self.struck.saturating_sub(1),
            TagEnd::Link => drop(self.links.pop()),
            TagEnd::Image => self.end_picture(),
            TagEnd::TableCell => self.row.push(std::mem::take(&mut self.text).trim()),
            TagEnd::TableHead | TagEnd::TableRow => {
                let row = std::mem::take(&mut self.row);
                if let Some(table) = &mut self.table {
                    if tag == TagEnd::TableHead { table.head = row } else { table.rows.push(row) }
                }
            }
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    self.block(Block::Table(table));
                }
            }
            TagEnd::Heading(level) => {
                self.heading = false;
                let text = std::mem::take(&mut self.text).trim();
                let anchor = self.anchor(&text.text);
                self.block(Block::Heading { level: number(level), text, anchor });
            }
            TagEnd::CodeBlock => {
                self.code = false;
                let mut text = std::mem::take(&mut self.text);
                if text.text.ends_with('\n') {
                    text.text.pop();
                    let end = text.text.len();
                    text.spans.iter_mut().for_each(|span| span.end = span.end.min(end));
                }
                self.block(Block::Code(text));
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => {
                self.flush();
                self.close();
            }
            _ => self.flush(),
        }
    }

    fn close(&mut self) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        match self.open.pop() {
            Some(Open::Quote(blocks)) => self.block(Block::Quote(blocks)),
            Some(Open::List(list)) => self.block(Block::List(list)),
            Some(Open::Item(item)) => {
                if let Some(Open::List(list)) = self.open.last_mut() {
                    list.items.push(item);
                }
            }
            None => {}
        }
    }

    /// A picture on its own is a block; within a heading or a cell its words stand for it.
    fn end_picture(&mut self) {
        let Some((picture, depth)) = self.picture.take() else { return };
        if depth > 0 {
            self.picture = Some((picture, depth - 1));
        } else if self.heading || self.table.is_some() {
            self.push(&picture.alt.text, Marks::ITALIC);
        } else {
            self.flush();
            self.block(Block::Picture(Picture { alt: picture.alt.trim(), ..picture }));
        }
    }

    fn words(&mut self, text: &str) {
        self.push(text, Marks::default());
    }

    fn push(&mut self, text: &str, more: Marks) {
        if let Some((picture, _)) = &mut self.picture {
            picture.alt.push(text, Marks::default(), None);
            return;
        }
        let mut marks = more;
        for (depth, mark) in [(self.bold, Marks::BOLD), (self.italic, Marks::ITALIC), (self.struck, Marks::STRUCK)] {
            if depth > 0 && !self.code {
                marks = marks.with(mark);
            }
        }
        let link = self.links.last().and_then(Option::as_ref);
        self.text.push(text, marks, link);
    }

    /// Ends a paragraph, if one has begun.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text).trim();
        if !text.text.is_empty() {
            self.block(Block::Paragraph(text));
        }
    }

    fn block(&mut self, block: Block) {
        match self.open.last_mut() {
            Some(Open::Quote(blocks) | Open::Item(ListItem { blocks, .. })) => blocks.push(block),
            Some(Open::List(list)) => {
                list.items.push(ListItem { done: None, blocks: vec![block] });
            }
            None => self.root.push(block),
        }
    }

    fn finish(mut self) -> Vec<Block> {
        self.flush();
        self.skipped = 0;
        while !self.open.is_empty() {
            self.close();
        }
        self.root
    }

    /// GitHub's rule: lower case, letters, digits, hyphens and underscores, spaces as hyphens; a number on repeats.
    fn anchor(&mut self, text: &str) -> String {
        let keep = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
        let lower = text.to_lowercase();
        let slug: String =
            lower.chars().map(|c| if c.is_whitespace() { '-' } else { c }).filter(|&c| keep(c)).collect();
        let count = self.anchors.entry(slug.clone()).or_default();
        let anchor = if *count == 0 { slug } else { format!("{slug}-{count}") };
        *count += 1;
        anchor
    }

    fn line(&mut self, at: usize) -> usize {
        let (from, line) = self.counted;
        let more = self.markdown.get(from..at).unwrap_or_default().matches('\n').count();
        self.counted = (at.max(from), line + more);
        self.counted.1
    }
}

/// Links that a PDF can follow; a file beside the Markdown is none.
fn target(url: &str) -> Option<Rc<Target>> {
    if let Some(anchor) = url.strip_prefix('#') {
        return Some(Rc::new(Target::Anchor(anchor.to_lowercase())));
    }
    let scheme = url.split(':').next().unwrap_or_default().to_ascii_lowercase();
    let known = url.contains(':') && ["http", "https", "mailto"].contains(&scheme.as_str());
    known.then(|| Rc::new(Target::Url(url.chars().filter(|c| !c.is_control()).collect())))
}

fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
