//! The `pdf:` part of a configuration → what typesetting is told, within the limits of what can be read on paper.

use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::{Deserializer, Error as _};

use super::source::Source;
use crate::diag::Diagnostic;
use crate::typeset::length::Abs;
use crate::typeset::{self, Colour, Contents, Fonts, Look, Paper};

/// `pdf:`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PdfOptions {
    /// The sheet; A4 where it is not given.
    pub paper: PaperOption,
    /// From how many pages on there is a table of contents; 16 where it is not given.
    pub contents: Option<ContentsOption>,
    /// The look.
    pub theme: ThemeOptions,
}

/// A sheet of paper.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PaperOption {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8½ × 11 inches.
    Letter,
}

/// A number of pages, or `never`.
#[derive(Debug, Clone, Copy)]
pub struct ContentsOption(Contents);

/// `theme:`; what is not given stays as it is.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ThemeOptions {
    /// Colours as `"#1F3447"`.
    pub colours: ColourOptions,
    /// Families.
    pub fonts: FontOptions,
    /// Type sizes in points.
    pub sizes: SizeOptions,
    /// Margins in millimetres.
    pub margins: MarginOptions,
    /// A picture beside the title: SVG, PNG or JPEG.
    pub logo: Option<PathBuf>,
}

/// Colours.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ColourOptions {
    /// Of letters.
    #[serde(deserialize_with = "notation")]
    pub text: Option<String>,
    /// Of headings and strong rules.
    #[serde(deserialize_with = "notation")]
    pub headings: Option<String>,
    /// Of links.
    #[serde(deserialize_with = "notation")]
    pub links: Option<String>,
    /// Of captions, header and footer.
    #[serde(deserialize_with = "notation")]
    pub quiet: Option<String>,
    /// Of thin rules.
    #[serde(deserialize_with = "notation")]
    pub rules: Option<String>,
}

/// Families by use.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FontOptions {
    /// Of running text.
    pub text: Option<FontOption>,
    /// Of headings, tables and furniture.
    pub headings: Option<FontOption>,
    /// Of code.
    pub code: Option<FontOption>,
}

/// A bundled family or a file, or the files of one family.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged, expecting = "expected the name of a bundled font, a font file, or a list of font files")]
pub enum FontOption {
    /// A name, or a path.
    One(String),
    /// Paths.
    Files(Vec<String>),
}

/// Type sizes in points.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SizeOptions {
    /// Of running text.
    pub text: Option<f32>,
    /// In tables.
    pub tables: Option<f32>,
    /// Of the title.
    pub title: Option<f32>,
}

/// Margins in millimetres.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MarginOptions {
    /// Left and right.
    pub sides: Option<f32>,
    /// Above the text.
    pub top: Option<f32>,
    /// Below the text.
    pub bottom: Option<f32>,
}

/// Where a family comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Font {
    /// The bundled one made for the use.
    #[default]
    Usual,
    /// A bundled one, by name.
    Bundled(String),
    /// Files of one family.
    Files(Vec<PathBuf>),
}

/// Files that a look is made of, to be read when they are needed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Artwork {
    /// For text, headings and code.
    pub fonts: [Font; 3],
    /// The picture beside the title.
    pub logo: Option<PathBuf>,
}

impl<'de> Deserialize<'de> for ContentsOption {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged, expecting = "expected a number of pages, or `never`")]
        enum Written {
            Pages(usize),
            Word(String),
        }
        match Written::deserialize(deserializer)? {
            Written::Pages(pages) => Ok(Self(Contents::From(pages))),
            Written::Word(word) if word == "never" => Ok(Self(Contents::Never)),
            Written::Word(word) => {
                Err(D::Error::custom(format!("`{word}` is not a number of pages; write one, or `never`")))
            }
        }
    }
}

/// A colour's notation; without quotation marks YAML takes it for a comment and gives nothing.
fn notation<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    match Option::<String>::deserialize(deserializer)? {
        Some(text) => Ok(Some(text)),
        None => Err(D::Error::custom("a colour is missing; put it in quotation marks, as in \"#1F3447\"")),
    }
}

/// What typesetting is told, and the files that it needs.
pub(super) fn settings(options: &PdfOptions, source: &Source) -> Result<(typeset::Settings, Artwork), Diagnostic> {
    let paper = match options.paper {
        PaperOption::A4 => Paper::A4,
        PaperOption::Letter => Paper::Letter,
    };
    let contents = options.contents.map_or_else(Contents::default, |contents| contents.0);
    let look = look(&options.theme, source)?;
    let fonts = &options.theme.fonts;
    let artwork = Artwork {
        fonts: [
            font(fonts.text.as_ref(), source)?,
            font(fonts.headings.as_ref(), source)?,
            font(fonts.code.as_ref(), source)?,
        ],
        logo: options.theme.logo.as_deref().map(|path| source.beside(path)),
    };
    Ok((typeset::Settings { paper, look, contents, logo: None }, artwork))
}

fn look(theme: &ThemeOptions, source: &Source) -> Result<Look, Diagnostic> {
    let mut look = Look::default();
    let ThemeOptions { colours, sizes, margins, .. } = theme;
    let letters = [
        (&colours.text, &mut look.text),
        (&colours.headings, &mut look.headings),
        (&colours.links, &mut look.links),
        (&colours.quiet, &mut look.quiet),
    ];
    for (written, colour) in letters {
        if let Some(written) = written {
            *colour = legible(written, source)?;
        }
    }
    if let Some(written) = &colours.rules {
        look.rules = colour(written, source)?;
    }
    let points = [
        ("text", sizes.text, 8.0..=14.0, &mut look.text_size),
        ("tables", sizes.tables, 6.5..=12.0, &mut look.table_size),
        ("title", sizes.title, 14.0..=36.0, &mut look.title_size),
    ];
    for (key, written, limits, size) in points {
        if let Some(written) = written {
            *size = Abs::pt(within(&format!("theme.sizes.{key}"), written, limits, "points", source)?);
        }
    }
    let millimetres = [
        ("sides", margins.sides, 12.0..=45.0, &mut look.side),
        ("top", margins.top, 17.0..=60.0, &mut look.top),
        ("bottom", margins.bottom, 15.0..=60.0, &mut look.bottom),
    ];
    for (key, written, limits, margin) in millimetres {
        if let Some(written) = written {
            *margin = Abs::mm(within(&format!("theme.margins.{key}"), written, limits, "millimetres", source)?);
        }
    }
    Ok(look)
}

fn colour(written: &str, source: &Source) -> Result<Colour, Diagnostic> {
    Colour::of_notation(written).ok_or_else(|| {
        Diagnostic::error(format!("`{written}` is not a colour"))
            .at(source.at_word("pdf", written))
            .hint("write red, green and blue as six hexadecimal digits, as in \"#1F3447\"")
    })
}

/// A colour for letters: one that stands out from the paper (WCAG 2.2, success criterion 1.4.3).
fn legible(written: &str, source: &Source) -> Result<Colour, Diagnostic> {
    const LEAST: f32 = 4.5;
    let colour = colour(written, source)?;
    let contrast = colour.contrast();
    if contrast < LEAST {
        let message = format!("letters of the colour `{written}` are too pale to be read: contrast {contrast:.1} to 1");
        return Err(Diagnostic::error(message)
            .at(source.at_word("pdf", written))
            .hint("take a darker one; text needs 4.5 to 1"));
    }
    Ok(colour)
}

fn within(key: &str, value: f32, limits: RangeInclusive<f32>, unit: &str, source: &Source) -> Result<f32, Diagnostic> {
    if limits.contains(&value) {
        return Ok(value);
    }
    Err(Diagnostic::error(format!("`pdf.{key}` cannot be {value} {unit}"))
        .at(source.at_word("pdf", &value.to_string()))
        .hint(format!("choose {} to {}", limits.start(), limits.end())))
}

fn font(option: Option<&FontOption>, source: &Source) -> Result<Font, Diagnostic> {
    let is_file = |name: &str| name.contains(['/', '.']);
    match option {
        None => Ok(Font::Usual),
        Some(FontOption::One(file)) if is_file(file) => Ok(Font::Files(vec![source.beside(Path::new(file))])),
        Some(FontOption::One(name)) if Fonts::BUNDLED.contains(&name.as_str()) => Ok(Font::Bundled(name.clone())),
        Some(FontOption::One(name)) => Err(Diagnostic::error(format!("no bundled font is named `{name}`"))
            .at(source.at_word("pdf", name))
            .suggesting(name, &Fonts::BUNDLED)
            .hint("a file of your own ends in `.ttf` or `.otf`")),
        Some(FontOption::Files(files)) if files.is_empty() => Err(Diagnostic::error("a list of font files is empty")
            .at(source.at_word("pdf", "fonts"))
            .hint("name at least one file, or take the key out")),
        Some(FontOption::Files(files)) => {
            Ok(Font::Files(files.iter().map(|file| source.beside(Path::new(file))).collect()))
        }
    }
}

#[cfg(test)]
#[path = "pdf_tests.rs"]
mod tests;
