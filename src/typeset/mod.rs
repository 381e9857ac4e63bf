//! Manuscript → blocks → lines → pages → PDF.
//!
//! Markdown becomes blocks ([`mod@frame`] tells what they end as), text is shaped and broken into lines, lines and rows are
//! stacked into pages, and each page is a [`frame::Frame`]: glyphs, rules and links at their places. Only the last step knows
//! that there is such a thing as PDF. Nothing here reads a file or a clock, nothing can fail: bad text gives a warning.

mod block;
pub mod dump;
mod flow;
pub mod font;
pub mod frame;
mod inline;
pub mod length;
mod pdf;
pub mod settings;
mod style;

pub use font::{FontError, Fonts};
pub use frame::Frame;
pub use settings::{Paper, Settings};
pub use style::Colour;

use crate::diag::Warned;
use crate::model::manuscript::Manuscript;

/// Sets a manuscript as PDF. The same manuscript, fonts and settings give the same bytes.
///
/// Warnings tell of characters that no font has, of pictures that cannot be shown and of links that lead nowhere.
pub fn typeset(manuscript: &Manuscript, fonts: &Fonts, settings: &Settings) -> Warned<Vec<u8>> {
    let Warned { output: frames, mut warnings } = frames(manuscript, fonts, settings);
    let about = pdf::About { title: &manuscript.title, language: &manuscript.language };
    let Warned { output, warnings: more } = pdf::pdf(&frames, fonts, about);
    warnings.extend(more);
    Warned { output, warnings }
}

/// Lays a manuscript out on pages, without writing them.
pub fn frames(manuscript: &Manuscript, fonts: &Fonts, settings: &Settings) -> Warned<Vec<Frame>> {
    let blocks = block::blocks(&manuscript.markdown);
    flow::lay_out(&blocks, manuscript, fonts, settings)
}
