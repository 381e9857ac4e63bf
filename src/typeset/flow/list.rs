//! Lists → markers in the indent, and the items' blocks beside them.

use super::keep::{Tie, tie};
use super::{Flow, Region};
use crate::typeset::block::{Block, List, ListItem};
use crate::typeset::frame::Item;
use crate::typeset::inline::{break_lines, set_line};
use crate::typeset::length::Abs;
use crate::typeset::structure::Role;
use crate::typeset::style::{Family, Voice};
use crate::typeset::text::Text;

impl Flow<'_> {
    pub(super) fn list(&mut self, list: &List, region: Region) {
        let around = if self.nesting > 0 && !list.loose { self.theme.item_gap } else { self.theme.paragraph_gap };
        self.space(around);
        self.nesting += 1;
        let bullets = usize::from(list.start.is_none());
        self.bulleted += bullets;
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
        self.bulleted -= bullets;
        self.space(around);
    }

    fn item(&mut self, item: &ListItem, number: Option<u64>, region: Region) {
        let outer = self.marker.take();
        let mut marker = outer.unwrap_or_default();
        match (item.done, number) {
            (Some(done), _) => {
                let says = if done { "done" } else { "to do" };
                // A box, ticked or not.
                let sign = if done { "\u{2611}" } else { "\u{2610}" };
                self.mark(sign, Some(says), region, &mut marker);
            }
            (None, Some(number)) => self.mark(&format!("{number}."), None, region, &mut marker),
            (None, None) => self.mark(if self.bulleted % 2 == 1 { "•" } else { "–" }, None, region, &mut marker),
        }
        self.marker = Some(marker);
        self.within(Role::Body, |flow| flow.body(item, region));
    }

    fn body(&mut self, item: &ListItem, region: Region) {
        let mut index = 0;
        while let Some(block) = item.blocks.get(index) {
            if index == 0
                && let Block::Paragraph(text) = block
            {
                let (body, tie) = (self.voice, tie(None, block, item.blocks.get(1)));
                self.within(Role::Paragraph, |flow| flow.lines(text, &body, region, tie, Vec::new()));
                self.space(if item.blocks.len() > 1 { self.theme.item_gap } else { Abs::ZERO });
                index += 1;
            } else {
                index += self.block_at(&item.blocks, index, region);
            }
        }
        if self.marker.is_some() {
            let body = self.voice;
            self.lines(&Text::default(), &body, region, Tie::Free, Vec::new());
        }
    }

    /// Sets a marker so that it ends a little before the item's text.
    fn mark(&mut self, marker: &str, says: Option<&'static str>, region: Region, items: &mut Vec<Item>) {
        let body = if says.is_some() { Voice { family: Family::Sans, ..self.voice } } else { self.voice };
        let shaped = self.within(Role::Label(says), |flow| flow.shape(&Text::plain(marker), &body));
        if let Some(line) = break_lines(&shaped, region.width).first() {
            let x = region.x - self.theme.marker_gap - line.width;
            set_line(&shaped, line, x, Abs::ZERO, items);
        }
    }
}
