//! Sections → the table of contents in two columns; its page numbers are set when all pages are there.
//!
//! It stands at the end of page one's head. A document of two parts, such as a briefing with its annex, is read from its head and
//! looked up in the other part: there it stands at the head of that.

use std::collections::{BTreeMap, BTreeSet};

use super::{Flow, Region, Strip, Tie};
use crate::typeset::block::{Block, Document};
use crate::typeset::frame::{Frame, Item, Link, Rect, Target};
use crate::typeset::inline::{Shaper, break_lines, set_line};
use crate::typeset::length::Abs;
use crate::typeset::structure::{NodeId, Role};
use crate::typeset::style::{Theme, Voice};
use crate::typeset::text::Text;

/// The most sections that are listed; the reader's outline has them all.
const MOST: usize = 240;
/// The most lines of one column.
const HIGHEST: usize = 36;
/// Room for a page's number.
const NUMBER: Abs = Abs::pt(26.0);
/// Between the columns.
const GUTTER: Abs = Abs::pt(24.0);

/// A section that is listed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Section<'d> {
    title: &'d Text,
    anchor: &'d str,
}

/// A line of the table, as it waits for its number.
#[derive(Debug, Clone, Copy)]
pub(super) struct Listed<'d> {
    anchor: &'d str,
    link: NodeId,
    /// From the upper edge of its link to the baseline of its number.
    baseline: Abs,
}

/// The sections of a document: headings of the second level, and of the first but the title.
pub(super) fn sections(document: &Document) -> Vec<Section<'_>> {
    let mut titled = false;
    let headings = document.blocks.iter().filter_map(|block| match block {
        Block::Heading { level: 1, text, .. } if !titled && !text.text.is_empty() => {
            titled = true;
            None
        }
        Block::Heading { level: 1 | 2, text, anchor } if !text.text.is_empty() => Some(Section { title: text, anchor }),
        _ => None,
    });
    headings.take(MOST).collect()
}

/// The heading above which the table stands, by its anchor.
pub(super) fn place(document: &Document) -> Option<&str> {
    let headings = || {
        document.blocks.iter().filter_map(|block| match block {
            Block::Heading { level, text, anchor } if !text.text.is_empty() => Some((*level, anchor.as_str())),
            _ => None,
        })
    };
    let title = headings().position(|(level, _)| level == 1);
    let behind = title.map_or(0, |title| title + 1);
    let parts: Vec<usize> =
        (behind..).zip(headings().skip(behind)).filter(|(_, h)| h.0 == 1).map(|(at, _)| at).collect();
    let from = if let [part] = parts[..] { part + 1 } else { behind };
    headings().nth(from).map(|(_, anchor)| anchor)
}

impl<'a> Flow<'a> {
    /// Sets the table, once.
    pub(super) fn contents(&mut self) {
        let sections = std::mem::take(&mut self.sections);
        if sections.is_empty() {
            return;
        }
        let (theme, region) = (self.theme, self.measure);
        let head = Voice { bold: true, colour: theme.rule, ..theme.fact_head };
        self.settled = false;
        self.space(theme.display_gap + Abs::pt(4.0));
        self.within(Role::Contents, |flow| {
            let title = Text::plain("Contents");
            flow.within(Role::Caption, |flow| flow.lines(&title, &head, region, Tie::Whole, Vec::new()));
            flow.settle(Abs::pt(2.0));
            let column = Region { width: (region.width - GUTTER) / 2.0, ..region };
            for part in sections.chunks(HIGHEST * 2) {
                let rows = part.len().div_ceil(2);
                let mut strip = Strip::default();
                for (half, x) in part.chunks(rows).zip([column.x, column.x + column.width + GUTTER]) {
                    let height = flow.column(half, Region { x, ..column }, &mut strip.items);
                    strip.height = strip.height.max(height);
                }
                flow.emit(strip, Abs::ZERO);
                flow.space(theme.item_gap);
            }
        });
        self.space(theme.display_gap);
    }

    /// Sets one column and gives its height.
    fn column(&mut self, sections: &[Section<'a>], region: Region, items: &mut Vec<Item>) -> Abs {
        let theme = self.theme;
        let voice = Voice { tabular: true, ..theme.cell };
        let padding = theme.cell_padding * 0.8;
        let mut y = Abs::ZERO;
        for section in sections {
            let link = self.within(Role::Entry, |flow| {
                flow.within(Role::Paragraph, |flow| flow.structure.add(Role::Link, flow.here))
            });
            let title = Text::plain(&section.title.text);
            let mut shaped = self.shaper.shape(&title, &voice, theme);
            shaped.node = Some(link);
            let top = y;
            y += padding;
            for line in break_lines(&shaped, region.width - NUMBER) {
                set_line(&shaped, &line, region.x, y + voice.ascent(), items);
                y += voice.leading;
            }
            let baseline = y - voice.leading + voice.ascent() - top;
            y += padding;
            let rect = Rect { x: region.x, y: top, width: region.width, height: y - top };
            let target = Target::Anchor(section.anchor.to_owned());
            items.push(Item::Link(Link { rect, target, text: title.text, node: Some(link) }));
            let rule = Rect { x: region.x, y: y - theme.hairline, width: region.width, height: theme.hairline };
            items.push(Item::Rect(rule, theme.pale_rule));
            self.listed.push(Listed { anchor: section.anchor, link, baseline });
        }
        y
    }
}

/// Sets the numbers of the pages on which the listed sections begin.
pub(super) fn number(frames: &mut [Frame], listed: &[Listed<'_>], theme: &Theme, shaper: &mut Shaper<'_>) {
    if listed.is_empty() {
        return;
    }
    let wanted: BTreeSet<&str> = listed.iter().map(|line| line.anchor).collect();
    let mut pages: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, frame) in frames.iter().enumerate() {
        for item in &frame.items {
            if let Item::Anchor(anchor) = item
                && let Some(&name) = wanted.get(anchor.name.as_str())
            {
                pages.entry(name).or_insert(index + 1);
            }
        }
    }
    let waiting: BTreeMap<NodeId, &Listed<'_>> = listed.iter().map(|line| (line.link, line)).collect();
    let waits = |item: &Item| match item {
        Item::Link(link) => link.node.is_some_and(|node| waiting.contains_key(&node)),
        _ => false,
    };
    for frame in frames.iter_mut().filter(|frame| frame.items.iter().any(waits)) {
        let mut items = Vec::with_capacity(frame.items.len());
        for mut item in std::mem::take(&mut frame.items) {
            let found = match &item {
                Item::Link(link) => link.node.and_then(|node| waiting.get(&node)),
                _ => None,
            };
            let mut number = Vec::new();
            if let (Some(line), Item::Link(link)) = (found, &mut item)
                && let Some(page) = pages.get(line.anchor)
            {
                // Whoever hears it, hears two words.
                let mut shaped = shaper.shape(&Text::plain(&format!(" {page}")), &theme.cell, theme);
                shaped.node = Some(line.link);
                link.text = format!("{}, page {page}", link.text);
                for set in break_lines(&shaped, NUMBER) {
                    let x = link.rect.x + link.rect.width - set.width;
                    set_line(&shaped, &set, x, link.rect.y + line.baseline, &mut number);
                }
            }
            items.extend(number);
            items.push(item);
        }
        frame.items = items;
    }
}
