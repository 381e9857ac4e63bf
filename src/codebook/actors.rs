//! Groups, bodies and persons: their names, aliases, kinds, parents and offices.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use super::lexicon::{Lexicon, Vocabulary};
use crate::diag::Diagnostic;

/// What an actor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Armed group that holds no state.
    ArmedGroup,
    /// Those who rule, with their forces.
    Authority,
    /// A state's government, named by country, capital or office.
    Government,
    /// The United Nations, the European Union and the like, with their agencies.
    International,
    /// Aid organisation, think tank, rights body.
    Organisation,
    /// News outlet or agency.
    Media,
}

/// A group or body as written in a pack.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActorEntry {
    /// Canonical name.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Other names. One in capitals fits capitals only; one with a capital needs one; lower case fits all.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The body that it is a part or branch of.
    #[serde(default)]
    pub parent: Option<String>,
    /// Country in which the parent's name means this branch (`parent_counts`).
    #[serde(default)]
    pub area: Option<String>,
    /// Definite descriptions that may stand for it once it was named, as in `the terror group`.
    #[serde(default)]
    pub descriptions: Vec<String>,
    /// Capital city or seat that stands for it as a speaker, as in `Washington`.
    #[serde(default)]
    pub seats: Vec<String>,
    /// The state that it holds without being its government by the country's name.
    #[serde(default)]
    pub rules: Option<Rule>,
    /// Sentences with what must be recognised in them; a test runs them.
    #[serde(default)]
    pub examples: Vec<Example>,
}

/// A country that an actor rules.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Canonical name of the country.
    pub country: String,
    /// First day.
    pub since: NaiveDate,
    /// Titles by which its own people are known among those who hold an office there.
    #[serde(default)]
    pub titles: Vec<String>,
}

/// A sentence and the canonical names that must be recognised in it, in order.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// Names in order.
    pub gives: Vec<String>,
}

/// A person as written in a pack.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonEntry {
    /// Canonical name.
    pub name: String,
    /// Other spellings of the full name.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Office.
    #[serde(default)]
    pub role: Option<String>,
    /// Body that he or she speaks for.
    #[serde(default)]
    pub organisation: Option<String>,
}

/// The sections as written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Groups and bodies.
    pub actors: Vec<ActorEntry>,
    /// Persons.
    pub persons: Vec<PersonEntry>,
}

impl Options {
    /// The first parent that no actor is; `None` where each is one.
    pub(super) fn unknown_parent(&self) -> Option<&str> {
        let mut parents = self.actors.iter().filter_map(|entry| entry.parent.as_deref());
        let names: std::collections::BTreeSet<&str> = self.actors.iter().map(|entry| entry.name.as_str()).collect();
        parents.find(|parent| !names.contains(parent))
    }
}

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Name {
    /// Index into [`Actors::entries`].
    Actor(usize),
    /// A description of the actor at that index.
    Description(usize),
    /// The seat of the actor at that index: a city that may speak.
    Seat(usize),
    /// Index into [`Actors::persons`].
    Person(usize),
}

/// The sections compiled.
#[derive(Debug, Default)]
pub struct Actors {
    /// Groups and bodies in the order of the packs.
    pub entries: Vec<ActorEntry>,
    /// Persons in the order of the packs.
    pub persons: Vec<PersonEntry>,
    /// Names, aliases, descriptions and seats.
    pub lexicon: Lexicon<Name>,
    by_name: BTreeMap<String, usize>,
}

impl Actors {
    pub(super) fn compile(options: Options, vocabulary: &mut Vocabulary) -> Result<Self, Diagnostic> {
        let mut actors = Self::default();
        for (i, entry) in options.actors.iter().enumerate() {
            if actors.by_name.insert(entry.name.clone(), i).is_some() {
                return Err(Diagnostic::error(format!("the actor `{}` stands twice in the codebook", entry.name))
                    .hint("give one entry all aliases"));
            }
            for alias in std::iter::once(&entry.name).chain(&entry.aliases) {
                actors.lexicon.add(vocabulary, alias, Name::Actor(i));
            }
            for description in &entry.descriptions {
                actors.lexicon.add(vocabulary, description, Name::Description(i));
            }
            for seat in &entry.seats {
                actors.lexicon.add(vocabulary, seat, Name::Seat(i));
            }
        }
        for entry in &options.actors {
            if let Some(parent) = entry.parent.as_ref().filter(|p| !actors.by_name.contains_key(*p)) {
                let known: Vec<&str> = actors.by_name.keys().map(String::as_str).collect();
                let message = format!("the actor `{}` has an unknown parent `{parent}`", entry.name);
                return Err(Diagnostic::error(message).suggesting(parent, &known));
            }
        }
        for (i, person) in options.persons.iter().enumerate() {
            for alias in std::iter::once(&person.name).chain(&person.aliases) {
                actors.lexicon.add(vocabulary, alias, Name::Person(i));
            }
        }
        actors.entries = options.actors;
        actors.persons = options.persons;
        Ok(actors)
    }

    /// The entry of a canonical name.
    pub fn get(&self, name: &str) -> Option<&ActorEntry> {
        self.by_name.get(name).map(|&i| &self.entries[i])
    }

    /// Who rules the country without being its government by name. `None` for most countries.
    pub fn ruling(&self, country: &str) -> Option<(&ActorEntry, &Rule)> {
        self.entries.iter().find_map(|e| Some((e, e.rules.as_ref().filter(|rule| rule.country == country)?)))
    }

    /// The body that `name` is a branch of.
    pub fn parent(&self, name: &str) -> Option<&str> {
        self.get(name)?.parent.as_deref()
    }

    /// Whether `name` is `ancestor` or a branch of it, over any number of steps.
    pub fn is_or_child_of(&self, name: &str, ancestor: &str) -> bool {
        let mut at = Some(name);
        for _ in 0..=self.entries.len() {
            match at {
                Some(n) if n == ancestor => return true,
                Some(n) => at = self.parent(n),
                None => return false,
            }
        }
        false
    }

    /// The country in which the parent's name means this branch.
    pub fn area(&self, name: &str) -> Option<&str> {
        self.get(name)?.area.as_deref()
    }
}
