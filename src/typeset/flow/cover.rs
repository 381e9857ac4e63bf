//! The first blocks → the cover block at the head of page one: title, logo, distribution line and particulars.
//!
//! The title is the first heading of the first level. Right below it a short bold paragraph is the distribution line, and a table
//! of a single row holds the particulars; whatever else comes ends the block.

use super::{Flow, Region, Strip, Tie, heads};
use crate::diag::Diagnostic;
use crate::typeset::block::Block;
use crate::typeset::frame::{Drawing, Item, Rect};
use crate::typeset::inline::break_lines;
use crate::typeset::length::Abs;
use crate::typeset::picture::Picture;
use crate::typeset::structure::{Role, Structure};
use crate::typeset::style::Voice;
use crate::typeset::text::Text;

/// The most room that a logo takes beside the title.
const LOGO: (Abs, Abs) = (Abs::mm(48.0), Abs::mm(14.0));

/// A row of more values is a table like others.
const MOST: usize = 8;

/// How far the cover block is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cover {
    /// The title has not come yet.
    Before,
    /// The title is set.
    Titled,
    /// It has ended.
    Done,
}

impl Flow<'_> {
    /// Sets a block if it is a part of the cover block. Above the heading that has it, the table of contents is set.
    pub(super) fn cover(&mut self, block: &Block, region: Region) -> bool {
        if self.here != Structure::ROOT {
            return false;
        }
        match (self.cover, block) {
            (Cover::Before, Block::Heading { level: 1, text, anchor }) if !text.text.is_empty() => {
                self.title(text, anchor, region);
                self.cover = Cover::Titled;
                return true;
            }
            (Cover::Titled, Block::Paragraph(text)) if heads(text) => {
                self.distribution(text, region);
                return true;
            }
            (Cover::Titled, Block::Table(table)) if table.rows.len() == 1 && table.align.len() <= MOST => {
                self.space(self.theme.item_gap);
                self.particulars(table, region);
                self.settle(self.theme.display_gap + Abs::pt(2.0));
                self.cover = Cover::Done;
                return true;
            }
            (Cover::Titled, _) => self.cover = Cover::Done,
            _ => {}
        }
        // What stands before the first section belongs to page one's head: a warning to its readers, for one.
        if matches!(block, Block::Heading { anchor, .. } if self.contents_above == Some(anchor.as_str())) {
            self.contents();
        }
        false
    }

    fn title(&mut self, text: &Text, anchor: &str, region: Region) {
        let theme = self.theme;
        let style = &theme.title;
        self.settled = false;
        self.space(style.above);
        let (logo, wide, high) = self.logo(region);
        let inner = Region { width: region.width - wide, ..region };
        let voice = style.voice;
        let lines = self.shaper.shape(text, &voice, theme);
        let lines = break_lines(&lines, inner.width).len();
        self.headed(1, text, anchor, &voice, inner, logo);
        // The rule stands below the logo too.
        self.space(Abs::pt(5.0).max(high + Abs::pt(6.0) - voice.leading * lines as f32));
        let rect = Rect { x: region.x, y: Abs::ZERO, width: region.width, height: theme.thick };
        let items = vec![Item::Rect(rect, theme.rule)];
        self.emit(Strip { height: theme.thick, items, keep: true, ..Strip::default() }, Abs::ZERO);
        self.settle(style.below);
    }

    /// The logo at the right edge, and the width and height that it takes.
    fn logo(&mut self, region: Region) -> (Vec<Item>, Abs, Abs) {
        let none = (Vec::new(), Abs::ZERO, Abs::ZERO);
        let Some(data) = self.logo else { return none };
        let picture = match self.gallery.add(data, self.fonts) {
            Ok(picture) => picture,
            Err(refusal) => {
                self.warnings
                    .push(Diagnostic::warning(format!("the logo {refusal}")).hint("the title stands without it"));
                return none;
            }
        };
        let Picture { width, height, .. } = self.gallery.pictures[picture];
        let scale = (LOGO.0 / width).min(LOGO.1 / height);
        let (width, height) = (width * scale, height * scale);
        let rect = Rect { x: region.x + region.width - width, y: Abs::ZERO, width, height };
        let node = self.structure.add(Role::Figure, self.here);
        let drawing = Drawing { rect, picture, alt: "Logo".to_owned(), node };
        (vec![Item::Picture(drawing)], width + Abs::pt(16.0), height)
    }

    fn distribution(&mut self, text: &Text, region: Region) {
        let voice = Voice { bold: true, colour: self.theme.rule, ..self.theme.fact };
        self.within(Role::Paragraph, |flow| flow.lines(text, &voice, region, Tie::Whole, Vec::new()));
        self.space(self.theme.item_gap);
    }
}
