//! Lists → markers in the indent, and the items' blocks beside them.

use super::keep::{Tie, tie};
use super::{Flow, Region};
use crate::typeset::block::{Block, List, ListItem};
use crate::typeset::frame::{Item, Rect};
use crate::typeset::inline::{break_lines, set_line};
use crate::typeset::length::Abs;
use crate::typeset::structure::Role;
use crate::typeset::text::Text;

impl Flow<'_> {
    pub(super) fn list(&mut self, list: &List, region: Region) {
        let around = if self.nesting > 0 && !list.loose { self.theme.item_gap } else { self.theme.paragraph_gap };
        self.space(around);
        self.nesting += 1;
        let last = list.start.map(|start| start.saturating_add(list.items.len() as u64).saturating_sub(1));
        let digits = last.unwrap_or_default().to_string().len() - 1;
        let indent = self.theme.list_indent + Abs::pt(5.5) * digits as f32;
        let inner = region.indent(indent);
        let gap = if list.loose { self.theme.paragraph_gap } else { self.theme.item_gap };
        let outer = self.here;
        self.here = self.structure.add(Role::List { ordered: list.start.is_some() }, outer);
        for (index, item) in list.items.iter().enumerate() {
            if index > 0 {
                // The space that the item's own blocks asked for below them gives way to the list's.
                self.settle(gap);
            }
            let number = list.start.map(|start| start.saturating_add(index as u64));
            self.within(Role::Item, |flow| flow.item(item, number, inner));
        }
        self.here = outer;
        self.nesting -= 1;
        self.space(around);
    }

    fn item(&mut self, item: &ListItem, number: Option<u64>, region: Region) {
        let outer = self.marker.take();
        let mut marker = outer.unwrap_or_default();
        match (item.done, number) {
            (Some(done), _) => {
                let says = if done { "done" } else { "to do" };
                self.within(Role::Label(Some(says)), |flow| flow.tick_box(done, region, &mut marker));
            }
            (None, Some(number)) => self.mark(&format!("{number}."), region, &mut marker),
            (None, None) => self.mark("•", region, &mut marker),
        }
        self.marker = Some(marker);
        self.within(Role::Body, |flow| flow.body(item, region));
    }

    fn body(&mut self, item: &ListItem, region: Region) {
        for (index, block) in item.blocks.iter().enumerate() {
            if index == 0
                && let Block::Paragraph(text) = block
            {
                let (body, tie) = (self.voice, tie(None, block, item.blocks.get(1)));
                self.within(Role::Paragraph, |flow| flow.lines(text, &body, region, tie, Vec::new()));
                self.space(if item.blocks.len() > 1 { self.theme.item_gap } else { Abs::ZERO });
            } else {
                self.block_at(&item.blocks, index, region);
            }
        }
        if self.marker.is_some() {
            let body = self.voice;
            self.lines(&Text::default(), &body, region, Tie::Free, Vec::new());
        }
    }

    /// Sets a marker so that it ends a little before the item's text.
    fn mark(&mut self, marker: &str, region: Region, items: &mut Vec<Item>) {
        let body = self.voice;
        let shaped = self.within(Role::Label(None), |flow| flow.shape(&Text::plain(marker), &body));
        if let Some(line) = break_lines(&shaped, region.width).first() {
            let x = region.x - self.theme.marker_gap - line.width;
            set_line(&shaped, line, x, Abs::ZERO, items);
        }
    }

    /// A box to tick; a filled one within it where the task is done.
    fn tick_box(&self, done: bool, region: Region, items: &mut Vec<Item>) {
        let side = Abs::pt(7.0);
        let (x, y) = (region.x - self.theme.marker_gap - side, -side);
        let colour = self.theme.rule;
        items.push(Item::Box(Rect { x, y, width: side, height: side }, colour));
        if done {
            let inset = Abs::pt(1.75);
            let inner = side - inset * 2.0;
            items.push(Item::Rect(Rect { x: x + inset, y: y + inset, width: inner, height: inner }, colour));
        }
    }
}
