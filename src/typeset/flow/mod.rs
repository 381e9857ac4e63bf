//! Blocks → pages: each block gives strips from top to bottom, and the pages take them up.

mod columns;
mod contents;
mod cover;
mod furniture;
mod keep;
mod list;
mod looks;
mod note;
mod page;
mod paragraph;
mod picture;
mod plan;
mod report;
mod table;

use std::collections::BTreeMap;

use super::Layout;
use super::block::{Block, Document};
use super::font::Fonts;
use super::frame::{Item, Rect};
use super::inline::{Shaped, Shaper};
use super::length::Abs;
use super::settings::Settings;
use super::structure::{NodeId, Role, Structure};
use super::style::{Theme, Voice};
use super::text::{Marks, Text};
use crate::diag::{Diagnostic, Warned};
use crate::model::manuscript::{Image, Manuscript};
use contents::{Listed, Section};
use cover::Cover;
use keep::{Tie, tie};
use note::Notes;
use page::{Backdrop, Pages, Strip};
use picture::Gallery;
use report::{dangling, missing_glyphs};

/// So many bytes of Markdown fill a page, more or less.
const PAGE: usize = 3_000;

/// Lays out a manuscript's blocks, with a table of contents where there are pages enough for one. Only where their number is
/// misjudged the work is done twice.
pub(crate) fn lay_out(
    document: &Document,
    manuscript: &Manuscript,
    fonts: &Fonts,
    settings: &Settings,
) -> Warned<Layout> {
    let sections = contents::sections(document);
    let Some(pages) = settings.contents.wanted(sections.len()) else {
        return pass(document, manuscript, fonts, settings, &[]);
    };
    let guess = manuscript.markdown.len() / PAGE >= pages;
    let tried = |listed: bool| {
        let layout = pass(document, manuscript, fonts, settings, if listed { &sections } else { &[] });
        ((layout.output.frames.len() >= pages) == listed).then_some(layout)
    };
    tried(guess).unwrap_or_else(|| pass(document, manuscript, fonts, settings, if guess { &[] } else { &sections }))
}

fn pass(
    document: &Document,
    manuscript: &Manuscript,
    fonts: &Fonts,
    settings: &Settings,
    sections: &[Section<'_>],
) -> Warned<Layout> {
    let theme = Theme::new(&settings.look);
    let measure = settings.paper.size().0 - theme.side * 2.0;
    let mut flow = Flow {
        shaper: Shaper::new(fonts, &manuscript.language),
        fonts,
        pages: Pages::new(settings.paper, &theme),
        theme: &theme,
        images: &manuscript.images,
        logo: settings.logo.as_deref(),
        gallery: Gallery::default(),
        structure: Structure::default(),
        here: Structure::ROOT,
        level: 0,
        warnings: Vec::new(),
        gap: Abs::ZERO,
        settled: false,
        marker: None,
        backdrops: Vec::new(),
        nesting: 0,
        bulleted: 0,
        cover: Cover::Before,
        sections,
        contents_above: contents::place(document),
        listed: Vec::new(),
        broken: 0,
        tie: Tie::Free,
        voice: theme.body,
        notes: Notes::new(&document.notes),
        measure: Region { x: theme.side, width: measure },
    };
    flow.blocks(&document.blocks, Region { x: theme.side, width: measure });
    flow.remaining_notes();
    let Flow { mut shaper, pages, mut warnings, gallery, structure, listed, .. } = flow;
    let mut frames = pages.finish();
    contents::number(&mut frames, &listed, &theme, &mut shaper);
    furniture::furnish(&mut frames, manuscript, &theme, &mut shaper);
    warnings.extend(missing_glyphs(shaper.missing()));
    warnings.extend(dangling(&frames));
    Warned { output: Layout { frames, pictures: gallery.pictures, structure }, warnings }
}

/// The part of the measure that a block may fill.
#[derive(Debug, Clone, Copy)]
struct Region {
    /// From the paper's left edge.
    x: Abs,
    width: Abs,
}

impl Region {
    /// Moves the left edge in; some width always remains.
    fn indent(self, by: Abs) -> Self {
        let width = (self.width - by).max(Abs::pt(36.0));
        Self { x: self.x + self.width - width, width }
    }
}

struct Flow<'a> {
    theme: &'a Theme,
    shaper: Shaper<'a>,
    pages: Pages,
    images: &'a BTreeMap<String, Image>,
    logo: Option<&'a [u8]>,
    fonts: &'a Fonts,
    gallery: Gallery,
    structure: Structure,
    /// The part of the text that is being set.
    here: NodeId,
    /// Level of the last heading, as it is read aloud.
    level: u8,
    warnings: Vec<Diagnostic>,
    /// Space to leave above the next strip.
    gap: Abs,
    /// Whether that is settled, as below a heading, whatever the next block asks for.
    settled: bool,
    /// A list item's marker, waiting for the item's first strip; `y` is from its baseline.
    marker: Option<Vec<Item>>,
    /// What lies behind the strips to come, and whether a strip has been set on it yet.
    backdrops: Vec<(Backdrop, bool)>,
    /// Lists that have begun, and those of them that are not numbered.
    nesting: usize,
    bulleted: usize,
    /// How far the cover block is set.
    cover: Cover,
    /// What the table of contents is to list, until it is set, and the heading above which it stands; then where its lines are.
    sections: &'a [Section<'a>],
    contents_above: Option<&'a str>,
    listed: Vec<Listed<'a>>,
    /// How running text is set: as the body, or as footnotes.
    voice: Voice,
    notes: Notes<'a>,
    /// The whole width of the text.
    measure: Region,
    /// Words that were broken between letters.
    broken: usize,
    /// How the block that is being set is tied to the next.
    tie: Tie,
}

impl Flow<'_> {
    fn blocks(&mut self, blocks: &[Block], region: Region) {
        let mut place = 0;
        while place < blocks.len() {
            place += self.block_at(blocks, place, region);
        }
    }

    /// Sets one of several blocks, tied to its neighbours; a caption with its table. Gives how many were set.
    fn block_at(&mut self, blocks: &[Block], place: usize, region: Region) -> usize {
        if self.cover(&blocks[place], region) {
            return 1;
        }
        let captioned = match (&blocks[place], blocks.get(place + 1)) {
            (Block::Paragraph(caption), Some(Block::Table(table))) if heads(caption) => Some((caption, table)),
            _ => None,
        };
        let last = place + usize::from(captioned.is_some());
        let before = place.checked_sub(1).and_then(|before| blocks.get(before));
        let tie = tie(before, &blocks[last], blocks.get(last + 1));
        let outer = std::mem::replace(&mut self.tie, tie);
        match captioned {
            Some((caption, table)) => self.table(table, Some(caption), region),
            None => self.block(&blocks[place], region),
        }
        self.tie = outer;
        last + 1 - place
    }

    fn block(&mut self, block: &Block, region: Region) {
        match block {
            Block::Heading { level, text, anchor } => self.heading(*level, text, anchor, region),
            Block::Paragraph(text) => {
                let voice = self.voice;
                self.paragraph(text, &voice, region);
            }
            Block::List(list) => self.list(list, region),
            Block::Quote(blocks) => self.quote(blocks, region),
            Block::Table(table) => self.table(table, None, region),
            Block::Picture(picture) => self.picture(picture, region),
            Block::Code(text) => self.code(text, region),
            Block::Rule => self.rule(region),
        }
    }

    /// Asks for space above what comes next; the largest wish counts.
    fn space(&mut self, gap: Abs) {
        if !self.settled {
            self.gap = self.gap.max(gap);
        }
    }

    /// Settles the space above what comes next.
    fn settle(&mut self, gap: Abs) {
        self.gap = gap;
        self.settled = true;
    }

    /// Hands a strip to the pages, with the space asked for, the marker that waits and what lies behind.
    fn emit(&mut self, mut strip: Strip, ascent: Abs) {
        strip.above = std::mem::take(&mut self.gap);
        self.settled = false;
        if let Some(marker) = self.marker.take() {
            strip.items.splice(
                0..0,
                marker.into_iter().map(|mut item| {
                    item.shift(Abs::ZERO, ascent);
                    item
                }),
            );
        }
        for (backdrop, begun) in &mut self.backdrops {
            strip.backdrops.push((*backdrop, *begun));
            *begun = true;
        }
        if let Some(captured) = self.notes.capturing() {
            captured.push(strip);
        } else {
            strip.notes = self.notes_of(&strip);
            self.pages.push(strip);
        }
    }

    /// Sets blocks behind a bar or on a wash.
    fn on_backdrop(&mut self, backdrop: Backdrop, set: impl FnOnce(&mut Self)) {
        self.backdrops.push((backdrop, false));
        set(self);
        self.backdrops.pop();
    }

    fn rule(&mut self, region: Region) {
        self.space(self.theme.display_gap);
        let rect = Rect { x: region.x, y: Abs::ZERO, width: region.width, height: self.theme.thin };
        let items = vec![Item::Rect(rect, self.theme.pale_rule)];
        // Below a heading it ends no page either.
        let keep = self.settled;
        self.emit(Strip { height: self.theme.thin, items, keep, ..Strip::default() }, Abs::ZERO);
        self.space(self.theme.display_gap);
    }

    /// Sets a part of the text within the one that is being set.
    fn within<T>(&mut self, role: Role, set: impl FnOnce(&mut Self) -> T) -> T {
        let node = self.structure.add(role, self.here);
        let outer = std::mem::replace(&mut self.here, node);
        let result = set(self);
        self.here = outer;
        result
    }

    /// Shapes words of the part that is being set.
    fn shape(&mut self, text: &Text, voice: &Voice) -> Shaped {
        let mut shaped = self.shaper.shape(text, voice, self.theme);
        self.own(&mut shaped, text);
        shaped
    }

    /// Makes shaped words a part of what is being set.
    fn own(&mut self, shaped: &mut Shaped, text: &Text) {
        shaped.node = Some(self.here);
        shaped.link_nodes = shaped.links.iter().map(|_| self.structure.add(Role::Link, self.here)).collect();
        // Where a link has its place in such words, the order on the page must do.
        if shaped.directions.is_some() && shaped.links.is_empty() {
            self.structure.say(self.here, text.text.clone());
        }
    }
}

/// Whether a paragraph is as short and bold as a heading: what comes next belongs to it.
fn heads(text: &Text) -> bool {
    text.text.len() < 120 && text.spans.iter().all(|span| span.marks.has(Marks::BOLD))
}
