//! A picture's bytes → what a page can show: vectors, samples, or a JPEG as it is. What is broken, too large or a trap is refused.

mod jpeg;
mod png;
mod svg;

use std::sync::Arc;

use svg2pdf::usvg::Tree;

use super::font::Fonts;
use super::length::Abs;

pub(crate) use svg::FontBase;

/// The most bytes that a picture's file may have.
const MOST_BYTES: usize = 32 << 20;

/// The most pixels that a picture may have once it is unpacked: some 100 MB of samples.
const MOST_PIXELS: u64 = 24_000_000;

/// A picture that can be drawn.
#[derive(Debug, Clone)]
pub struct Picture {
    /// Width that it would like to have on paper.
    pub width: Abs,
    /// Height that it would like to have.
    pub height: Abs,
    pub(crate) content: Content,
}

/// What a picture consists of.
#[derive(Debug, Clone)]
pub(crate) enum Content {
    /// Lines, areas and text.
    Vector(Box<Tree>),
    /// A JPEG file, which a PDF holds as it is.
    Jpeg(Jpeg),
    /// Samples, row by row.
    Raster(Raster),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Jpeg {
    pub(crate) data: Arc<[u8]>,
    /// In pixels.
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// 1 for grey, 3 for colour, 4 for print colours.
    pub(crate) components: u8,
    /// Whether the four print colours are stored upside down, as Adobe's programs do.
    pub(crate) inverted: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Raster {
    /// In pixels.
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// One byte a pixel for grey, three for colour.
    pub(crate) samples: Vec<u8>,
    pub(crate) grey: bool,
    /// One byte a pixel; `None` where the picture hides nothing.
    pub(crate) opacity: Option<Vec<u8>>,
}

/// Why a picture is not drawn; a fragment that follows its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Refusal {
    #[error("is missing")]
    Missing,
    #[error("is of a format that is not drawn")]
    Format,
    #[error("is damaged")]
    Damaged,
    #[error("is too large")]
    Large,
    #[error("grows beyond bounds when it is drawn")]
    Bomb,
}

/// Reads a picture. The format is told by the bytes themselves; nothing that a picture refers to is followed.
pub(crate) fn read(data: &[u8], fonts: &Fonts, base: &mut FontBase) -> Result<Picture, Refusal> {
    if data.len() > MOST_BYTES {
        return Err(Refusal::Large);
    }
    if data.starts_with(b"\x89PNG\r\n\x1a\n") {
        return png::read(data);
    }
    if data.starts_with(&[0xFF, 0xD8, 0xFF]) {
        return jpeg::read(data);
    }
    let start = String::from_utf8_lossy(&data[..data.len().min(4096)]).into_owned();
    if start.contains("<svg") || start.trim_start_matches(['\u{FEFF}', ' ', '\n', '\r', '\t']).starts_with("<?xml") {
        return svg::read(data, fonts, base);
    }
    Err(Refusal::Format)
}

/// Pixels as a size on paper, by the resolution that the file states in pixels an inch.
fn on_paper(width: u32, height: u32, resolution: Option<(f32, f32)>) -> Result<(Abs, Abs), Refusal> {
    if width == 0 || height == 0 {
        return Err(Refusal::Damaged);
    }
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(Refusal::Large);
    }
    let sane = |dots: f32| if (30.0..=2400.0).contains(&dots) { dots } else { 144.0 };
    let (x, y) = resolution.map_or((144.0, 144.0), |(x, y)| (sane(x), sane(y)));
    Ok((Abs::pt(width as f32 * 72.0 / x), Abs::pt(height as f32 * 72.0 / y)))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn drawn(data: &[u8]) -> Result<Picture, Refusal> {
        read(data, &Fonts::bundled(), &mut FontBase::default())
    }

    /// Two pixels, one of them half seen.
    pub(crate) fn a_png() -> Vec<u8> {
        png::tests::file(2, 1, ::png::ColorType::Rgba, &[255, 0, 0, 255, 0, 0, 255, 128])
    }

    pub(crate) fn a_jpeg() -> Vec<u8> {
        jpeg::tests::header(192, 96, 3)
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        assert_eq!(drawn(b"").err(), Some(Refusal::Format));
        assert_eq!(drawn(b"GIF89a").err(), Some(Refusal::Format));
        assert_eq!(drawn(b"just words").err(), Some(Refusal::Format));
        assert_eq!(drawn(&vec![0; MOST_BYTES + 1]).err(), Some(Refusal::Large));
    }

    #[test]
    fn a_senseless_resolution_is_not_believed() {
        let (width, _) = on_paper(288, 100, Some((1.0, 1.0))).expect("it is a size");
        assert_eq!(width, Abs::pt(144.0));
        assert_eq!(on_paper(0, 5, None), Err(Refusal::Damaged));
        assert_eq!(on_paper(1 << 20, 1 << 20, None), Err(Refusal::Large));
    }
}
