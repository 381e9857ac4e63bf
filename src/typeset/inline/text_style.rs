//! Marks and links → how a stretch of text is set, and what parley is told of it.

use parley::FontFamily;
use parley::FontFamilyName;
use parley::setting::Tag;
use parley::style::{FontFeature, FontFeatures, FontStyle, FontWeight, OverflowWrap, TextStyle as ParleyStyle};

use crate::typeset::font::{FontUse, Fonts};
use crate::typeset::frame::Target;
use crate::typeset::style::{Colour, Family, Theme, Voice};
use crate::typeset::text::Marks;

/// How a stretch of text is set, marks and links included.
#[derive(Debug, Clone, Copy, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "five marks, each on or off by itself")]
pub(crate) struct TextStyle {
    pub(crate) family: Family,
    /// In points.
    pub(crate) size: f32,
    /// Above the baseline, in points.
    pub(crate) rise: f32,
    pub(crate) bold: bool,
    pub(crate) italic: bool,
    pub(crate) tabular: bool,
    pub(crate) struck: bool,
    pub(crate) code: bool,
    pub(crate) colour: Colour,
}

pub(super) fn style(voice: &Voice, marks: Marks, link: Option<&Target>, theme: &Theme) -> TextStyle {
    let mut style = TextStyle {
        family: voice.family,
        size: voice.size.to_pt(),
        rise: 0.0,
        bold: voice.bold || marks.has(Marks::BOLD),
        italic: voice.italic != marks.has(Marks::ITALIC),
        tabular: voice.tabular,
        struck: marks.has(Marks::STRUCK),
        code: marks.has(Marks::CODE),
        colour: voice.colour,
    };
    if marks.has(Marks::CODE) {
        style.family = Family::Mono;
        style.size *= theme.code_scale;
        style.tabular = false;
    }
    match link {
        Some(Target::Anchor(_)) => {
            if voice.family == Family::Serif {
                style.size *= theme.reference_scale;
            }
            style.family = Family::Sans;
            style.colour = theme.link;
            style.italic = false;
        }
        Some(Target::Note(_)) => {
            style.rise = style.size * theme.note_rise;
            style.size *= theme.note_scale;
            style.colour = theme.link;
            style.italic = false;
        }
        Some(Target::Url(_)) => style.colour = theme.link,
        None => {}
    }
    style
}

pub(super) fn parley_style<'s>(
    style: &TextStyle,
    names: &'s [FontFamilyName<'s>],
    brush: u16,
) -> ParleyStyle<'s, 's, u16> {
    const TABULAR: &[FontFeature] = &[FontFeature::new(Tag::new(b"tnum"), 1)];
    ParleyStyle {
        font_family: FontFamily::List(names.into()),
        font_size: style.size,
        font_style: if style.italic { FontStyle::Italic } else { FontStyle::Normal },
        font_weight: FontWeight::new(if style.bold { 600.0 } else { 400.0 }),
        font_features: FontFeatures::List(if style.tabular { TABULAR.into() } else { (&[][..]).into() }),
        brush,
        overflow_wrap: OverflowWrap::Normal,
        ..ParleyStyle::default()
    }
}

/// All families, with the one that sets such text in front.
pub(super) fn families_for(fonts: &Fonts, family: Family) -> Vec<FontFamilyName<'_>> {
    let first = fonts.family_for(match family {
        Family::Serif => FontUse::Text,
        Family::Sans => FontUse::Headings,
        Family::Mono => FontUse::Code,
    });
    let rest = fonts.families().iter().map(String::as_str).filter(|name| *name != first);
    std::iter::once(first).chain(rest).map(FontFamilyName::named).collect()
}
