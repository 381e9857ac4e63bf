//! Pictures → their words in a frame: what a reader of the page needs to know of them. The picture itself is not drawn.

use super::{Flow, Region, Strip};
use crate::diag::Diagnostic;
use crate::typeset::frame::{Item, Rect};
use crate::typeset::inline::{break_lines, set_line};
use crate::typeset::length::Abs;
use crate::typeset::text::Text;

impl Flow<'_> {
    pub(super) fn picture(&mut self, path: &str, alt: &Text, line: usize, region: Region) {
        let theme = self.theme;
        let why = if self.images.contains_key(path) { "is of a format that is not drawn" } else { "is missing" };
        self.warnings.push(
            Diagnostic::warning(format!("the picture `{path}` (line {line} of the Markdown) {why}"))
                .hint("its words stand in its place"),
        );
        let words = if alt.text.is_empty() { Text::plain(path) } else { alt.clone() };
        self.space(theme.display_gap);
        let padding = Abs::pt(8.0);
        let inner = Region { x: region.x + padding, width: region.width - padding * 2.0 };
        let shaped = self.shape(&words, &theme.caption);
        let lines = break_lines(&shaped, inner.width);
        let leading = theme.caption.leading;
        let height = leading * lines.len().max(1) as f32 + padding * 2.0;
        if height > self.pages.body_height() * 0.5 {
            // Words of such length are text, not a picture's place.
            self.lines(&words, &theme.caption, inner, false, Vec::new());
        } else {
            let rect = Rect { x: region.x, y: Abs::ZERO, width: region.width, height };
            let mut items = vec![Item::Rect(rect, theme.wash), Item::Box(rect, theme.pale_rule)];
            for (index, line) in lines.iter().enumerate() {
                let baseline = padding + leading * index as f32 + theme.caption.ascent();
                set_line(&shaped, line, inner.x, baseline, &mut items);
            }
            self.emit(Strip { height, items, ..Strip::default() }, padding + theme.caption.ascent());
        }
        self.space(theme.display_gap);
    }
}
