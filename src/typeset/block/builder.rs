//! Events of the Markdown parser → the tree of blocks.

use std::collections::BTreeMap;
use std::rc::Rc;

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use super::open::{MAX_DEPTH, Open};
use super::target::{Anchors, level_of, target};
use super::{Align, Block, Document, List, ListItem, Picture, Table};
use crate::typeset::frame::Target;
use crate::typeset::text::{Marks, Text};

pub(super) struct Builder<'a> {
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
    anchors: Anchors,
    /// Footnotes by name: their blocks, and their numbers from 0 on.
    notes: BTreeMap<String, Vec<Block>>,
    numbers: BTreeMap<String, usize>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(markdown: &'a str) -> Self {
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
            anchors: Anchors::default(),
            notes: BTreeMap::new(),
            numbers: BTreeMap::new(),
        }
    }

    pub(super) fn event(&mut self, event: Event<'_>, at: usize) {
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag),
            // HTML is set as it was written; mathematics are not asked for.
            Event::Text(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text) => self.words(&text),
            Event::FootnoteReference(name) => self.reference(&name),
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
            Tag::FootnoteDefinition(name) => Open::Note(name.to_string(), Vec::new()),
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
                let anchor = self.anchors.anchor(&text.text);
                self.block(Block::Heading { level: level_of(level), text, anchor });
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
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::FootnoteDefinition => {
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
            Some(Open::Note(name, blocks)) => {
                // Of two notes of one name the first counts, as on GitHub.
                self.notes.entry(name).or_insert(blocks);
            }
            None => {}
        }
    }

    /// The number of a note, raised, as a link to it.
    fn reference(&mut self, name: &str) {
        let next = self.numbers.len();
        let number = *self.numbers.entry(name.to_owned()).or_insert(next);
        let target = Rc::new(Target::Note(number));
        if self.picture.is_none() {
            self.text.push(&(number + 1).to_string(), Marks::default(), Some(&target));
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
            Some(Open::Quote(blocks) | Open::Note(_, blocks) | Open::Item(ListItem { blocks, .. })) => {
                blocks.push(block);
            }
            Some(Open::List(list)) => {
                list.items.push(ListItem { done: None, blocks: vec![block] });
            }
            None => self.root.push(block),
        }
    }

    pub(super) fn finish(mut self) -> Document {
        self.flush();
        self.skipped = 0;
        while !self.open.is_empty() {
            self.close();
        }
        let (count, mut notes) = (self.numbers.len(), self.notes);
        let mut ordered: Vec<Vec<Block>> = vec![Vec::new(); count];
        for (name, number) in self.numbers {
            ordered[number] = notes.remove(&name).unwrap_or_default();
        }
        // What nobody refers to is still part of the text.
        ordered.extend(notes.into_values());
        Document { blocks: self.root, notes: ordered }
    }

    fn line(&mut self, at: usize) -> usize {
        let (from, line) = self.counted;
        let more = self.markdown.get(from..at).unwrap_or_default().matches('\n').count();
        self.counted = (at.max(from), line + more);
        self.counted.1
    }
}
