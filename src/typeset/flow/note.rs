//! Footnotes → strips, and their place at the foot of the page that refers to them. A long one runs on to the next page's foot.

use std::collections::VecDeque;

use super::{Flow, Region, Strip, Tie};
use crate::typeset::block::Block;
use crate::typeset::frame::{Anchor, Item, Link, Rect, Target, note_anchor};
use crate::typeset::inline::{break_lines, set_line};
use crate::typeset::length::Abs;
use crate::typeset::structure::{NodeId, Role, Structure};
use crate::typeset::style::{Colour, Theme};
use crate::typeset::text::Text;

/// The footnotes of a document, and which of them have been set.
pub(super) struct Notes<'a> {
    blocks: &'a [Vec<Block>],
    set: Vec<bool>,
    /// What is being set at the moment.
    captured: Option<Vec<Strip>>,
}

impl<'a> Notes<'a> {
    pub(super) fn new(blocks: &'a [Vec<Block>]) -> Self {
        Self { blocks, set: vec![false; blocks.len()], captured: None }
    }

    /// Where strips go while a note is being set.
    pub(super) fn capturing(&mut self) -> Option<&mut Vec<Strip>> {
        self.captured.as_mut()
    }
}

impl Flow<'_> {
    /// The lines of the notes to which a strip is the first to refer, and of those to which these refer.
    pub(super) fn notes_of(&mut self, strip: &Strip) -> Vec<Strip> {
        if self.notes.blocks.is_empty() {
            return Vec::new();
        }
        let mut wanted = self.wanted(&strip.items);
        let (mut lines, mut next) = (Vec::new(), 0);
        while let Some(&number) = wanted.get(next) {
            next += 1;
            let strips = self.note(number);
            for strip in &strips {
                wanted.extend(self.wanted(&strip.items));
            }
            lines.extend(strips);
        }
        lines
    }

    /// Sets what no text refers to as text.
    pub(super) fn remaining_notes(&mut self) {
        for number in 0..self.notes.blocks.len() {
            if !self.notes.set[number] {
                self.notes.set[number] = true;
                let (blocks, region) = (&self.notes.blocks[number], self.measure);
                self.blocks(blocks, region);
            }
        }
    }

    /// Numbers of the notes that are referred to here for the first time; they count as set from now on.
    fn wanted(&mut self, items: &[Item]) -> Vec<usize> {
        let mut wanted = Vec::new();
        for item in items {
            if let Item::Link(Link { target: Target::Note(number), .. }) = item
                && self.notes.set.get(*number) == Some(&false)
            {
                self.notes.set[*number] = true;
                wanted.push(*number);
            }
        }
        wanted
    }

    /// Sets one note by itself: whatever the text around it is in the middle of is put aside.
    fn note(&mut self, number: usize) -> Vec<Strip> {
        let theme = self.theme;
        let (gap, settled) = (std::mem::take(&mut self.gap), std::mem::take(&mut self.settled));
        let (marker, backdrops) = (self.marker.take(), std::mem::take(&mut self.backdrops));
        let (voice, here) = (std::mem::replace(&mut self.voice, theme.note), self.here);
        self.here = home(&self.structure, here);
        self.notes.captured = Some(Vec::new());
        let region = self.measure.indent(theme.note_indent);
        self.within(Role::Note, |flow| {
            let items = flow.within(Role::Label(None), |flow| flow.number(number, region));
            flow.marker = Some(items);
            let blocks = &flow.notes.blocks[number];
            flow.blocks(blocks, region);
            if flow.marker.is_some() {
                flow.lines(&Text::default(), &theme.note, region, Tie::Free, Vec::new());
            }
        });
        let mut strips = self.notes.captured.take().unwrap_or_default();
        if let Some(first) = strips.first_mut() {
            first.above = Abs::pt(2.0);
        }
        (self.gap, self.settled, self.marker, self.backdrops) = (gap, settled, marker, backdrops);
        (self.voice, self.here) = (voice, here);
        strips
    }

    fn number(&mut self, number: usize, region: Region) -> Vec<Item> {
        let voice = self.theme.note;
        let mut items = vec![Item::Anchor(Anchor { name: note_anchor(number), y: Abs::ZERO })];
        let shaped = self.shape(&Text::plain(&(number + 1).to_string()), &voice);
        if let Some(line) = break_lines(&shaped, region.width).first() {
            set_line(&shaped, line, region.x - self.theme.marker_gap - line.width, Abs::ZERO, &mut items);
        }
        items
    }
}

/// The part of the text that a note to one of its parts belongs to: not a paragraph or a row, but what holds them.
fn home(structure: &Structure, from: NodeId) -> NodeId {
    let mut node = from;
    while let (false, Some(parent)) =
        (matches!(structure.node(node).role, Role::Document | Role::Body | Role::Quote), structure.node(node).parent)
    {
        node = parent;
    }
    node
}

/// The notes at the foot of the page that is being filled.
pub(super) struct Foot {
    lines: Vec<Strip>,
    height: Abs,
    /// Lines that have to go on to the next page.
    rest: VecDeque<Strip>,
    gap: Abs,
    rule: (Rect, Colour),
}

impl Foot {
    pub(super) fn new(theme: &Theme) -> Self {
        let rect = Rect { x: theme.side, y: Abs::ZERO, width: Abs::pt(72.0), height: theme.thin };
        let (lines, rest) = (Vec::new(), VecDeque::new());
        Self { lines, height: Abs::ZERO, rest, gap: theme.note_gap, rule: (rect, theme.rule) }
    }

    pub(super) fn height_of(lines: &[Strip]) -> Abs {
        lines.iter().map(|line| line.above + line.height).sum()
    }

    /// What the notes take of the page; with `more`, including what the first of them will take besides itself.
    pub(super) fn taken(&self, more: bool) -> Abs {
        if self.lines.is_empty() && !more { Abs::ZERO } else { self.height + self.gap * 2.0 }
    }

    pub(super) fn has_more(&self) -> bool {
        !self.rest.is_empty()
    }

    /// Adds lines as far as there is room from the text to the bottom of the page.
    pub(super) fn add(&mut self, lines: Vec<Strip>, room: Abs) {
        self.rest.extend(lines);
        self.fill(room);
    }

    /// Takes from what waits as much as there is room for. What stays is not touched, or long notes would cost the square.
    fn fill(&mut self, room: Abs) {
        while let Some(line) = self.rest.front() {
            let height = line.above + line.height;
            if self.taken(true) + height > room {
                break;
            }
            self.height += height;
            self.lines.extend(self.rest.pop_front());
        }
    }

    /// Begins a page with what was left over, which may fill half of it; one line goes on it in any case.
    pub(super) fn carry_on(&mut self, body: Abs) {
        self.height = Abs::ZERO;
        if let Some(first) = self.rest.pop_front() {
            self.height = first.above + first.height;
            self.lines.push(first);
        }
        self.fill(body * 0.5);
    }

    /// What stands at the bottom of the page, which is then empty again.
    pub(super) fn draw(&mut self, bottom: Abs) -> Vec<Item> {
        let lines = std::mem::take(&mut self.lines);
        if lines.is_empty() {
            return Vec::new();
        }
        let mut y = bottom - self.height;
        let (rect, colour) = self.rule;
        let mut items = vec![Item::Rect(Rect { y: y - self.gap * 0.6, ..rect }, colour)];
        self.height = Abs::ZERO;
        for line in lines {
            y += line.above;
            for (backdrop, reaches) in line.backdrops {
                let up = if reaches { line.above } else { Abs::ZERO };
                let (x, width) = (backdrop.x, backdrop.width);
                items.push(Item::Rect(Rect { x, y: y - up, width, height: line.height + up }, backdrop.colour));
            }
            items.extend(line.items.into_iter().map(|mut item| {
                item.shift(Abs::ZERO, y);
                item
            }));
            y += line.height;
        }
        items
    }
}
