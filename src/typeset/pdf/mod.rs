//! Frames → the bytes of a PDF 1.7: embedded subset fonts, text that copies out, links, outline, language and title.

mod face;
mod post;
mod write;

use super::font::Fonts;
use super::frame::Frame;
use crate::diag::Warned;

/// What the file says about itself.
#[derive(Debug, Clone, Copy)]
pub(crate) struct About<'a> {
    pub(crate) title: &'a str,
    /// BCP 47 tag.
    pub(crate) language: &'a str,
}

/// Writes the pages. The same frames, fonts and words give the same bytes.
pub(crate) fn pdf(frames: &[Frame], fonts: &Fonts, about: About<'_>) -> Warned<Vec<u8>> {
    let Warned { output: faces, mut warnings } = face::embed(frames, fonts);
    let document = write::document(frames, &faces);
    let Warned { output, warnings: more } = post::finish(document, frames, about);
    warnings.extend(more);
    Warned { output, warnings }
}
