//! YAML packs → automata: the words by which actors, places, events, speech and boilerplate are recognised.
//!
//! A pack is one or more YAML files; a file may hold any of the sections of [`Sections`]. Later packs add to earlier ones.

pub mod cleaning;

use serde::Deserialize;

use crate::diag::{Diagnostic, Location};

/// One YAML file of a pack.
#[derive(Debug, Clone)]
pub struct Source {
    /// Path as the user would write it, or `core/events.yaml` for a bundled one.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// The files of a bundled pack; `None` where there is no pack of that name.
pub fn bundled(pack: &str) -> Option<Vec<Source>> {
    let files: &[(&str, &str)] = match pack {
        "core" => &[("core/cleaning.yaml", include_str!("core/cleaning.yaml"))],
        "afghanistan" => &[],
        _ => return None,
    };
    Some(files.iter().map(|(path, text)| Source { path: (*path).to_owned(), text: (*text).to_owned() }).collect())
}

/// Names of the bundled packs.
pub const BUNDLED: [&str; 2] = ["core", "afghanistan"];

/// The sections that a pack's file may hold.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Sections {
    /// Lines that are not article text, and lines that credit.
    pub cleaning: cleaning::Options,
}

/// Compiled packs.
#[derive(Debug)]
pub struct Codebook {
    /// How a document's text is told from what surrounds it.
    pub cleaning: cleaning::Cleaning,
}

impl Codebook {
    /// Compiles packs in order.
    ///
    /// # Errors
    /// A file that is not YAML, holds an unknown key, or a pattern that cannot be compiled.
    pub fn compile(sources: &[Source]) -> Result<Self, Diagnostic> {
        let mut cleaning = cleaning::Options::default();
        for source in sources {
            let sections: Sections = serde_yaml::from_str(&source.text)
                .map_err(|e| Diagnostic::error(e.to_string()).at(Location::path(&source.path)))?;
            cleaning.extend(sections.cleaning);
        }
        Ok(Self { cleaning: cleaning::Cleaning::compile(&cleaning)? })
    }
}
