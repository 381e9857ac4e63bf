//! The configuration as written: a mirror of the file, with nothing worked out.

use std::path::PathBuf;

use serde::Deserialize;

pub use super::delivery::{DeliveryOptions, HookOptions};
pub use super::length::{Between, Day, Length, PeriodOption};
pub use super::pdf::PdfOptions;
pub use super::section::{
    DenialOptions, JudgementOptions, MinimumOptions, SectionOption, ThreatOptions, ThresholdOptions,
};

/// `briefing.yaml`. A `None` stands for a key that is not there.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Title of the briefing; needed.
    pub title: Option<String>,
    /// Its folder name; from the title where it is not given.
    pub slug: Option<String>,
    /// In which time zone a day begins, as in `Asia/Kabul`; UTC where it is not given.
    pub timezone: Option<String>,
    /// The day that the briefing stands for; today where it is not given.
    pub as_of: Option<Day>,
    /// What it reports on; everything where it is not given.
    pub period: PeriodOption,
    /// Names of bundled packs, or YAML files; `core` and `afghanistan` where it is not given.
    pub codebook: Option<Vec<String>>,
    /// Where articles come from; needed.
    pub corpus: Option<Vec<CorpusOptions>>,
    /// The analyst's corrections.
    pub corrections: Option<PathBuf>,
    /// What stands on every page.
    pub marking: Option<String>,
    /// How old the latest dated article may be before page one warns; 30 days where it is not given.
    pub stale_after: Option<Length>,
    /// The sections in their order.
    pub sections: Option<Vec<SectionOption>>,
    /// Folder of templates that replace bundled ones.
    pub templates: Option<PathBuf>,
    /// Folder above those of the briefings; `reports` where it is not given.
    pub output: Option<PathBuf>,
    /// Folder for what is kept between runs.
    pub state: Option<PathBuf>,
    /// The PDF.
    pub pdf: PdfOptions,
    /// Who is sent what.
    pub delivery: Option<DeliveryOptions>,
    /// What is run after a run.
    pub hooks: Option<HookOptions>,
}

/// One place of articles.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CorpusOptions {
    /// A folder, a file, or a pattern.
    pub path: String,
    /// Names of fields in JSON files.
    #[serde(default)]
    pub fields: FieldOptions,
}

/// Names that the user's JSON files give their fields.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FieldOptions {
    /// Of the text.
    pub text: Vec<String>,
    /// Of the headline.
    pub title: Vec<String>,
    /// Of the author.
    pub author: Vec<String>,
    /// Of the publisher.
    pub publisher: Vec<String>,
    /// Of the publication date.
    pub published: Vec<String>,
    /// Of the address.
    pub url: Vec<String>,
    /// Of the language.
    pub language: Vec<String>,
}
