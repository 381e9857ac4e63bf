//! Paragraphs, headings, quotes and code → strips of one line each.

use super::cover::Cover;
use super::{Backdrop, Flow, Region, Strip, Tie, heads};
use crate::typeset::block::Block;
use crate::typeset::frame::{Anchor, Item, OutlineEntry};
use crate::typeset::inline::{break_lines, justify_lines, runs_left, set_line};
use crate::typeset::length::Abs;
use crate::typeset::structure::{Role, Structure};
use crate::typeset::style::Voice;
use crate::typeset::text::Text;

/// So many times the type size a measure must have for justified lines.
const NARROW: f32 = 20.0;

impl Flow<'_> {
    /// Sets a paragraph; no page break parts its first two lines, nor its last two.
    pub(super) fn paragraph(&mut self, text: &Text, voice: &Voice, region: Region) {
        self.space(self.theme.paragraph_gap);
        let tie = if heads(text) { Tie::Whole } else { self.tie };
        self.within(Role::Paragraph, |flow| flow.lines(text, voice, region, tie, Vec::new()));
        self.space(self.theme.paragraph_gap);
    }

    pub(super) fn heading(&mut self, level: u8, text: &Text, anchor: &str, region: Region) {
        if text.text.is_empty() {
            return;
        }
        // Behind the title a heading of the first level begins a part, and a part a page.
        if level == 1 && self.here == Structure::ROOT && self.cover != Cover::Before {
            self.pages.begin_page();
        }
        let theme = self.theme;
        let style = &theme.headings[usize::from(level.clamp(1, 4)) - 1];
        // Below another heading, less is enough.
        let above = if self.settled { self.gap.max(style.above * 0.5) } else { style.above };
        self.settled = false;
        self.space(above);
        self.headed(level, text, anchor, &style.voice, region, Vec::new());
        self.settle(style.below);
    }

    /// Sets the words of a heading, with what else stands on its first line.
    pub(super) fn headed(
        &mut self,
        level: u8,
        text: &Text,
        anchor: &str,
        voice: &Voice,
        region: Region,
        mut first: Vec<Item>,
    ) {
        first.push(Item::Anchor(Anchor { name: anchor.to_owned(), y: Abs::ZERO }));
        first.push(Item::Outline(OutlineEntry { level, title: text.text.replace('\n', " "), y: Abs::ZERO }));
        // To whoever hears it, no level is left out on the way down.
        self.level = level.min(self.level + 1);
        self.within(Role::Heading(self.level), |flow| flow.lines(text, voice, region, Tie::Whole, first));
    }

    pub(super) fn quote(&mut self, blocks: &[Block], region: Region) {
        self.space(self.theme.paragraph_gap);
        let bar = Backdrop { x: region.x + Abs::pt(3.0), width: Abs::pt(1.8), colour: self.theme.quote_bar };
        let inner = region.indent(self.theme.quote_indent);
        self.on_backdrop(bar, |flow| flow.within(Role::Quote, |flow| flow.blocks(blocks, inner)));
        self.space(self.theme.paragraph_gap);
    }

    /// Sets lines as written, on a wash; a line that is too long is broken.
    pub(super) fn code(&mut self, text: &Text, region: Region) {
        let theme = self.theme;
        self.space(theme.display_gap);
        let wash = Backdrop { x: region.x, width: region.width, colour: theme.wash };
        let inner = Region { x: region.x + Abs::pt(6.0), width: region.width - Abs::pt(12.0) };
        let mut kept = text.clone();
        // A space that begins a line, or follows another, is part of what was written.
        kept.text =
            kept.text.split('\n').map(|line| if line.is_empty() { " " } else { line }).collect::<Vec<_>>().join("\n");
        let plain = Text::plain(&kept.text);
        let padding = |keep| Strip { height: Abs::pt(4.0), keep, ..Strip::default() };
        self.on_backdrop(wash, |flow| {
            if flow.marker.is_none() {
                flow.emit(padding(true), Abs::ZERO);
            }
            flow.within(Role::Paragraph, |flow| flow.lines(&plain, &theme.code, inner, Tie::Free, Vec::new()));
            flow.emit(padding(false), Abs::ZERO);
        });
        self.space(theme.display_gap);
    }

    /// Breaks a text and emits a strip for each line. `tie`: whether the last line stays with what follows. `first`: what
    /// stands on the first line besides its words.
    pub(super) fn lines(&mut self, text: &Text, voice: &Voice, region: Region, tie: Tie, mut first: Vec<Item>) {
        let shaped = self.shape(text, voice);
        // In a narrow measure few spaces would have to take up much.
        let justified = voice.justified && region.width >= voice.size * NARROW;
        let lines = if justified { justify_lines } else { break_lines }(&shaped, region.width);
        if voice.justified {
            self.overfull(&shaped, region.width);
        }
        let count = lines.len();
        let whole = tie == Tie::Whole;
        let bound = whole || tie == Tie::Bound || (tie == Tie::IfSingle && count == 1);
        for (index, line) in lines.iter().enumerate() {
            let mut items = std::mem::take(&mut first);
            let turned = runs_left(&shaped, &line.clusters);
            let x = if turned { region.x + region.width - line.width } else { region.x };
            set_line(&shaped, line, x, voice.ascent(), &mut items);
            let last = index + 1 == count;
            let keep = if last { bound } else { whole || index == 0 || index + 2 == count };
            self.emit(Strip { height: voice.leading, items, keep, ..Strip::default() }, voice.ascent());
        }
        if count == 0 && (!first.is_empty() || self.marker.is_some()) {
            self.emit(Strip { height: voice.leading, items: first, ..Strip::default() }, voice.ascent());
        }
    }
}
