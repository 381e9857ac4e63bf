//! Nouns for people, by class; titles and offices; nouns that are counted but are not people.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::lexicon::{Lexicon, Sequence, Vocabulary};

/// The section as written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Nouns by class, as in `civilian: [civilian, civilians]`.
    pub classes: BTreeMap<String, Vec<String>>,
    /// Nouns that numbers count without meaning people: `days`, `percent`, `vehicles`.
    pub not_people: Vec<String>,
    /// Titles before a name: `Gen.`, `Imam`, `President`.
    pub titles: Vec<String>,
    /// Offices: `spokesman`, `governor`, `researcher`.
    pub roles: Vec<String>,
    /// Unnamed speakers: `officials`, `residents`, `witnesses`.
    pub sources: Vec<String>,
    /// Nouns that the names of bodies hold, and by which the bodies are called afterwards: `ministry`, `institute`.
    pub bodies: Vec<String>,
    /// Words for what those do who hold an office of a state: `checkpoint`, `district`, `heads`.
    pub offices: Vec<String>,
    /// Capitalised words that begin sentences or stand in dates and are no names of people.
    pub not_names: Vec<String>,
    /// Nouns of [`Options::classes`] that mean a man.
    pub male: Vec<String>,
    /// Nouns of [`Options::classes`] that mean a woman.
    pub female: Vec<String>,
    /// Nouns of [`Options::classes`] that mean several people without a final `s`.
    pub plural: Vec<String>,
}

/// What a noun or pronoun says of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sex {
    /// `he`, `father`.
    Male,
    /// `she`, `mother`.
    Female,
}

/// What a word of this section is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noun {
    /// People of the class at that index of [`People::classes`].
    Class(usize),
    /// Not people.
    Thing,
}

/// The section compiled.
#[derive(Debug, Default)]
pub struct People {
    /// Names of the classes, sorted.
    pub classes: Vec<String>,
    /// Nouns that numbers count.
    pub nouns: Lexicon<Noun>,
    /// Titles before a name.
    pub titles: Lexicon<()>,
    /// Offices.
    pub roles: Lexicon<()>,
    /// Unnamed speakers.
    pub sources: Lexicon<()>,
    /// Nouns that the names of bodies hold.
    pub bodies: Lexicon<()>,
    /// Words for what those do who hold an office of a state.
    pub offices: Lexicon<()>,
    /// Words that are no names.
    pub not_names: Lexicon<()>,
    sexes: Lexicon<Sex>,
    plural: Lexicon<()>,
}

impl Options {
    pub(super) fn extend(&mut self, more: Self) {
        for (class, nouns) in more.classes {
            self.classes.entry(class).or_default().extend(nouns);
        }
        self.not_people.extend(more.not_people);
        self.titles.extend(more.titles);
        self.roles.extend(more.roles);
        self.sources.extend(more.sources);
        self.bodies.extend(more.bodies);
        self.offices.extend(more.offices);
        self.not_names.extend(more.not_names);
        self.male.extend(more.male);
        self.female.extend(more.female);
        self.plural.extend(more.plural);
    }

    pub(super) fn compile(&self, vocabulary: &mut Vocabulary) -> People {
        let mut people = People { classes: self.classes.keys().cloned().collect(), ..People::default() };
        for (i, nouns) in self.classes.values().enumerate() {
            for noun in nouns {
                people.nouns.add(vocabulary, noun, Noun::Class(i));
            }
        }
        for noun in &self.not_people {
            people.nouns.add(vocabulary, noun, Noun::Thing);
        }
        for (list, lexicon) in [
            (&self.titles, &mut people.titles),
            (&self.roles, &mut people.roles),
            (&self.sources, &mut people.sources),
            (&self.bodies, &mut people.bodies),
            (&self.offices, &mut people.offices),
            (&self.not_names, &mut people.not_names),
            (&self.plural, &mut people.plural),
        ] {
            for word in list {
                lexicon.add(vocabulary, word, ());
            }
        }
        for (list, sex) in [(&self.male, Sex::Male), (&self.female, Sex::Female)] {
            for word in list {
                people.sexes.add(vocabulary, word, sex);
            }
        }
        people
    }
}

impl People {
    /// Name of a class.
    pub fn class(&self, index: usize) -> &str {
        &self.classes[index]
    }

    /// Whether a noun means several people: those of [`Options::plural`] do, and all whose last word (`last`, in lower case)
    /// ends in `s`.
    pub fn is_plural<S: Sequence>(&self, tokens: &S, first: usize, end: usize, last: &str) -> bool {
        (last.ends_with('s') && !last.ends_with("ss"))
            || (first..end).any(|i| self.plural.longest(tokens, i).is_some_and(|(after, ())| after == end))
    }

    /// What the words between two tokens say: the last of them that says anything.
    pub fn sex<S: Sequence>(&self, tokens: &S, first: usize, end: usize) -> Option<Sex> {
        (first..end).rev().find_map(|i| self.sexes.longest(tokens, i).map(|(_, sex)| *sex))
    }
}
