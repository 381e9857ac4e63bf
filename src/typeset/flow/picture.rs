//! Pictures → a strip each, with what is to stand below; where one cannot be drawn, its words stand in a frame.

use std::collections::BTreeMap;

use super::{Flow, Region, Strip, Tie};
use crate::diag::Diagnostic;
use crate::typeset::block::Picture as Block;
use crate::typeset::font::Fonts;
use crate::typeset::frame::{Drawing, Item, Rect};
use crate::typeset::inline::{break_lines, set_line};
use crate::typeset::length::Abs;
use crate::typeset::picture::{self, FontBase, Picture, Refusal};
use crate::typeset::structure::Role;
use crate::typeset::text::Text;

/// The most pictures that one document shows; the words of more stand in their place.
const MOST_PICTURES: usize = 1000;

/// The pictures met so far, each read once.
#[derive(Default)]
pub(super) struct Gallery {
    pub(super) pictures: Vec<Picture>,
    known: BTreeMap<String, Result<usize, Refusal>>,
    base: FontBase,
}

impl Gallery {
    /// Reads a picture, if the document has room for one more.
    pub(super) fn add(&mut self, data: &[u8], fonts: &Fonts) -> Result<usize, Refusal> {
        if self.pictures.len() >= MOST_PICTURES {
            return Err(Refusal::Large);
        }
        self.pictures.push(picture::read(data, fonts, &mut self.base)?);
        Ok(self.pictures.len() - 1)
    }
}

impl Flow<'_> {
    pub(super) fn picture(&mut self, block: &Block, region: Region) {
        let found = self.find(&block.path);
        match found {
            Ok(index) => self.draw(index, block, region),
            Err(refusal) => {
                let (path, line) = (&block.path, block.line);
                self.warnings.push(
                    Diagnostic::warning(format!("the picture `{path}` (line {line} of the Markdown) {refusal}"))
                        .hint("its words stand in its place"),
                );
                self.within(Role::Paragraph, |flow| flow.words_of(block, region));
            }
        }
    }

    fn find(&mut self, path: &str) -> Result<usize, Refusal> {
        if let Some(known) = self.gallery.known.get(path) {
            return *known;
        }
        let image = self.images.get(path).ok_or(Refusal::Missing)?;
        let gallery = &mut self.gallery;
        let found = gallery.add(&image.data, self.fonts);
        gallery.known.insert(path.to_owned(), found);
        found
    }

    /// Draws a picture as large as it likes, as far as that fits, and its caption on the same page.
    fn draw(&mut self, index: usize, block: &Block, region: Region) {
        let theme = self.theme;
        self.space(theme.display_gap);
        let Picture { width, height, .. } = self.gallery.pictures[index];
        let scale = 1.0_f32.min(region.width / width).min(self.pages.body_height() * 0.8 / height);
        // A picture of a hair's width is still to be seen.
        let size = |side: Abs| (side * scale).max(Abs::pt(0.5));
        let (width, height) = (size(width), size(height));
        let rect = Rect { x: region.x, y: Abs::ZERO, width, height };
        let alt = if block.alt.text.is_empty() { &block.path } else { &block.alt.text };
        let node = self.structure.add(Role::Figure, self.here);
        let alt = alt.replace('\n', " ");
        let items = vec![Item::Picture(Drawing { rect, picture: index, alt, node })];
        let captioned = !block.caption.text.is_empty();
        let tie = self.tie;
        self.emit(
            Strip { height, items, keep: captioned || tie == Tie::Bound, ..Strip::default() },
            theme.body.ascent(),
        );
        if captioned {
            self.space(Abs::pt(4.0));
            self.within(Role::Paragraph, |flow| {
                flow.lines(&block.caption, &theme.caption, region, tie, Vec::new());
            });
        }
        self.space(theme.display_gap);
    }

    fn words_of(&mut self, block: &Block, region: Region) {
        let theme = self.theme;
        let words = if block.alt.text.is_empty() { Text::plain(&block.path) } else { block.alt.clone() };
        self.space(theme.display_gap);
        let padding = Abs::pt(8.0);
        let inner = Region { x: region.x + padding, width: region.width - padding * 2.0 };
        let shaped = self.shape(&words, &theme.caption);
        let lines = break_lines(&shaped, inner.width);
        let leading = theme.caption.leading;
        let height = leading * lines.len().max(1) as f32 + padding * 2.0;
        if height > self.pages.body_height() * 0.5 {
            // Words of such length are text, not a picture's place.
            self.lines(&words, &theme.caption, inner, self.tie, Vec::new());
        } else {
            let rect = Rect { x: region.x, y: Abs::ZERO, width: region.width, height };
            let mut items = vec![Item::Rect(rect, theme.wash), Item::Box(rect, theme.pale_rule)];
            for (index, line) in lines.iter().enumerate() {
                let baseline = padding + leading * index as f32 + theme.caption.ascent();
                set_line(&shaped, line, inner.x, baseline, &mut items);
            }
            let keep = self.tie == Tie::Bound;
            self.emit(Strip { height, items, keep, ..Strip::default() }, padding + theme.caption.ascent());
        }
        self.space(theme.display_gap);
    }
}
