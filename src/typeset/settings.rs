//! What the configuration may say about the PDF.

use serde::Deserialize;

use super::length::Abs;

/// The `pdf:` part of a configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// The sheet that pages are laid out for.
    pub paper: Paper,
}

/// A sheet of paper, upright.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Paper {
    /// ISO 216: 210 × 297 mm.
    #[default]
    A4,
    /// North America: 8½ × 11 inches.
    Letter,
}

impl Paper {
    /// Width and height.
    pub const fn size(self) -> (Abs, Abs) {
        match self {
            Self::A4 => (Abs::mm(210.0), Abs::mm(297.0)),
            Self::Letter => (Abs::pt(612.0), Abs::pt(792.0)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paper_is_named_in_lower_case() {
        let settings: Settings = serde_json::from_str(r#"{"paper":"letter"}"#).expect("a known paper");
        assert_eq!(settings.paper, Paper::Letter);
        assert_eq!(serde_json::from_str::<Settings>("{}").expect("all has defaults"), Settings::default());
    }

    #[test]
    fn unknown_keys_are_refused() {
        assert!(serde_json::from_str::<Settings>(r#"{"papre":"a4"}"#).is_err());
    }
}
