//! Who acts and who speaks.

use serde::{Deserialize, Serialize};

/// A group, body or person by its canonical name, with the form that the text uses.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Actor {
    /// Canonical name from the codebook, or the name as written where the codebook has none.
    pub name: String,
    /// The words of the text.
    pub as_written: String,
}

/// Who is said to say something: the source of an attribution (PARC 3.0).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Speaker {
    /// Canonical name of the person, or of the organisation where no person is named; `None` where the text gives no
    /// name at all.
    pub name: Option<String>,
    /// The words of the text, as in `the spokesman`.
    pub as_written: String,
    /// Function, as in `spokesman`; `None` where the text states none.
    pub role: Option<String>,
    /// Canonical name of the organisation spoken for; `None` where the text states none.
    pub organisation: Option<String>,
}

impl Speaker {
    /// The speaker as a source of figures; `None` for a pronoun that stands for nobody known.
    pub fn source(&self) -> Option<Actor> {
        let pronoun = ["he", "she", "it", "they", "we", "i"].contains(&self.as_written.to_lowercase().as_str());
        // One word for several people is no name, also where it has the capital of its sentence.
        let several = self.name.is_none() && self.as_written.ends_with('s') && !self.as_written.contains(' ');
        let name = if several { self.as_written.to_lowercase() } else { self.display().to_owned() };
        (self.name.is_some() || !pronoun).then(|| Actor { name, as_written: self.as_written.clone() })
    }

    /// The name to print: the canonical one, or the words of the text.
    pub fn display(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.as_written)
    }
}
