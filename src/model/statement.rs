//! Who says what, with which stance.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::actor::Speaker;
use super::date::Timex;
use super::evidence::{Evidence, Span};

/// Whether the words are the speaker's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// In quotation marks throughout.
    Direct,
    /// Retold.
    Indirect,
    /// Retold, with words in quotation marks.
    Mixed,
}

/// What a statement does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Denies, or plays down a threat, presence, involvement or loss.
    Denial,
    /// Says that the speaker's side did it.
    ClaimOfResponsibility,
    /// Asserts what happened.
    Claim,
    /// Promises or assures.
    Pledge,
    /// Warns of harm.
    Warning,
    /// Condemns.
    Condemnation,
    /// Judges a situation.
    Assessment,
    /// Calls on others to act.
    Demand,
    /// Anything else.
    Other,
}

impl Stance {
    /// The code as it stands in the facts.
    pub fn code(self) -> &'static str {
        match self {
            Self::Denial => "denial",
            Self::ClaimOfResponsibility => "claim_of_responsibility",
            Self::Claim => "claim",
            Self::Pledge => "pledge",
            Self::Warning => "warning",
            Self::Condemnation => "condemnation",
            Self::Assessment => "assessment",
            Self::Demand => "demand",
            Self::Other => "other",
        }
    }
}

/// What a statement is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct About {
    /// Canonical name of the actor; `None` where none is named.
    pub actor: Option<String>,
    /// Topic by the codebook, as in `presence`; `None` where none fits.
    pub topic: Option<String>,
}

/// An attribution: source, cue and content (PARC 3.0), with its stance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Who says it.
    pub speaker: Speaker,
    /// The word that introduces it, as in `insisted`.
    pub cue: String,
    /// Direct, indirect or mixed.
    pub form: Form,
    /// What is said: the slices of `content_spans` joined by one blank, outer quotation marks and a closing comma off.
    pub content: String,
    /// Where it stands in the document.
    pub content_spans: Vec<Span>,
    /// For a denial: what is denied, in the words of the text.
    pub denied: Option<String>,
    /// What it does.
    pub stance: Stance,
    /// What it is about.
    pub about: About,
    /// When it was said; `None` where the text neither states it nor lets it be worked out.
    pub date: Option<Timex>,
    /// Publication date of the article.
    pub reported_on: Option<NaiveDate>,
    /// The sentences.
    pub evidence: Vec<Evidence>,
    /// Names of the rules that made it.
    pub rules: Vec<String>,
}
