//! Names that a configuration takes from the codebook → whether the codebook holds them. What no entry names, no article can tell of.

use super::resolve::Settings;
use crate::codebook::Codebook;
use crate::codebook::actors::Actors;
use crate::diag::{Diagnostic, Location};

/// An actor that the configuration names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The key.
    pub key: &'static str,
    /// The name, as it must stand in the codebook.
    pub name: String,
    /// Where the configuration names it.
    pub place: Location,
}

/// A word for the reader's kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReaderWord {
    /// The word.
    pub word: String,
    /// Where it stands.
    pub place: Location,
}

impl Settings {
    /// Holds every name against the codebook: a warning for each actor that it does not know by that name, and for each of
    /// `readers` that is nearly a class of targets.
    pub fn names_in(&self, codebook: &Codebook) -> Vec<Diagnostic> {
        let unknown = self.named.iter().filter_map(|named| unknown(named, codebook));
        let classes = codebook.assessing.targets.names();
        unknown.chain(self.reader_words.iter().filter_map(|reader| meant(reader, classes))).collect()
    }
}

/// A warning where no actor, person or country has that very name.
fn unknown(named: &Named, codebook: &Codebook) -> Option<Diagnostic> {
    let Named { key, name, place } = named;
    let (actors, places) = (&codebook.actors, &codebook.places.known);
    let countries = places.iter().filter_map(|known| known.place.country.as_deref());
    let mut names: Vec<&str> = actors.entries.iter().map(|entry| entry.name.as_str()).collect();
    names.extend(actors.persons.iter().map(|person| person.name.as_str()));
    if names.contains(&name.as_str()) || countries.clone().any(|country| country == name) {
        return None;
    }
    let warning = Diagnostic::warning(format!("the codebook holds no `{name}`, so that `{key}` can mean nobody"));
    let warning = warning.at(place.clone());
    Some(match full_name(name, actors) {
        Some(full) => warning.hint(format!("`{name}` is another name of `{full}`; write that")),
        None => match names.into_iter().min_by_key(|known| (strsim::damerau_levenshtein(name, known), *known)) {
            Some(near) if near_to(name, near) => warning.hint(format!("did you mean `{near}`?")),
            _ => warning.hint("a codebook of your own adds actors: `codebook: [core, afghanistan, ours.yaml]`"),
        },
    })
}

/// The canonical name of the actor that has an alias.
fn full_name<'c>(alias: &str, actors: &'c Actors) -> Option<&'c str> {
    let entry = actors.entries.iter().find(|entry| entry.aliases.iter().any(|other| other == alias));
    entry.map(|entry| entry.name.as_str())
}

/// A warning where a word is nearly the name of a class and not it.
fn meant(reader: &ReaderWord, classes: &[String]) -> Option<Diagnostic> {
    let ReaderWord { word, place } = reader;
    if classes.contains(word) {
        return None;
    }
    let near = classes.iter().min_by_key(|class| (strsim::damerau_levenshtein(word, class), *class))?;
    let message = format!("`{word}` is no class of targets, and is looked for as a word");
    near_to(word, near)
        .then(|| Diagnostic::warning(message).at(place.clone()).hint(format!("did you mean the class `{near}`?")))
}

/// Whether one name is likely a slip for another: a fifth of its letters at most, one at least.
fn near_to(written: &str, known: &str) -> bool {
    strsim::damerau_levenshtein(&written.to_lowercase(), &known.to_lowercase()) <= 1 + written.chars().count() / 5
}

#[cfg(test)]
#[path = "named_tests.rs"]
mod tests;
