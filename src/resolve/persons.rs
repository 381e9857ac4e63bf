//! Speakers of many documents → one person by one name.
//!
//! Full names whose words are spellings of each other are one person's, unless the bodies that they speak for differ. A short form
//! is the person's whose full name it ends or is a part of, where nobody else bears it and the office or body is the same; a
//! surname that two bear is nobody's.

use std::collections::{BTreeMap, BTreeSet};

use crate::codebook::Codebook;
use crate::model::actor::Speaker;
use crate::model::statement::Statement;

/// Gives every speaker who is a person the name that all documents have in common. `said` holds the statements of each document.
pub(super) fn unify<'s>(said: impl Iterator<Item = &'s mut [Statement]>, codebook: &Codebook) {
    let mut said: Vec<&mut [Statement]> = said.collect();
    let keys = Keys { codebook };
    let mut persons: BTreeMap<Vec<String>, Person> = BTreeMap::new();
    for entry in &codebook.actors.persons {
        let person = persons.entry(keys.of(&entry.name)).or_default();
        person.known.get_or_insert_with(|| entry.name.clone());
    }
    for (document, statements) in said.iter().enumerate() {
        for speaker in statements.iter().map(|statement| &statement.speaker) {
            if let Some(name) = name_of(speaker, codebook) {
                let key = keys.of(name);
                if key.len() > 1 {
                    persons.entry(key).or_default().add(name, speaker, document);
                }
            }
        }
    }
    let persons = Persons::of(persons);
    for (document, statements) in said.iter_mut().enumerate() {
        for statement in statements.iter_mut() {
            let name = name_of(&statement.speaker, codebook);
            let other =
                name.and_then(|name| canonical(&keys.of(name), &statement.speaker, document, &persons, codebook));
            if let Some(other) = other {
                statement.speaker.name = Some(other.to_owned());
            }
        }
    }
}

/// The name of a speaker who is a person.
fn name_of<'s>(speaker: &'s Speaker, codebook: &Codebook) -> Option<&'s str> {
    let name = speaker.name.as_deref()?;
    let body = speaker.organisation.as_deref() == Some(name) || codebook.actors.get(name).is_some();
    (!body && name.starts_with(char::is_uppercase)).then_some(name)
}

/// What documents say of somebody.
#[derive(Debug, Default)]
struct Person {
    /// The codebook's name.
    known: Option<String>,
    /// Spellings, with the documents that have them.
    names: BTreeMap<String, BTreeSet<usize>>,
    organisations: BTreeSet<String>,
    roles: BTreeSet<String>,
}

impl Person {
    fn add(&mut self, name: &str, speaker: &Speaker, document: usize) {
        self.names.entry(name.to_owned()).or_default().insert(document);
        self.organisations.extend(speaker.organisation.clone());
        self.roles.extend(speaker.role.clone());
    }

    /// The codebook's name, else the spelling of most documents, else the first by letters.
    fn name(&self) -> Option<&str> {
        let most = self.names.iter().max_by_key(|(name, documents)| (documents.len(), std::cmp::Reverse(*name)));
        self.known.as_deref().or_else(|| most.map(|(name, _)| name.as_str()))
    }

    /// Whether all bodies that the name speaks for are one, with its branches; else two persons may bear it.
    fn is_one(&self, codebook: &Codebook) -> bool {
        let mut all = self.organisations.iter();
        all.all(|one| self.organisations.iter().all(|other| related(one, other, codebook)))
    }

    /// Whether the office or the body of a short form is this person's.
    fn shares_office(&self, speaker: &Speaker, codebook: &Codebook) -> bool {
        let of = |body: &String| self.organisations.iter().any(|other| related(body, other, codebook));
        match &speaker.organisation {
            Some(body) => of(body),
            None => speaker.role.as_ref().is_some_and(|role| self.roles.contains(role)),
        }
    }
}

fn related(one: &str, other: &str, codebook: &Codebook) -> bool {
    codebook.actors.is_or_child_of(one, other) || codebook.actors.is_or_child_of(other, one)
}

/// All persons by their full names, from the front and from the back.
struct Persons {
    /// Ascending.
    persons: Vec<(Vec<String>, Person)>,
    /// The words of each from the last to the first, with its place; ascending.
    turned: Vec<(Vec<String>, usize)>,
}

impl Persons {
    fn of(persons: BTreeMap<Vec<String>, Person>) -> Self {
        let persons: Vec<(Vec<String>, Person)> = persons.into_iter().collect();
        let turn = |(at, (key, _)): (usize, &(Vec<String>, Person))| (key.iter().rev().cloned().collect(), at);
        let mut turned: Vec<(Vec<String>, usize)> = persons.iter().enumerate().map(turn).collect();
        turned.sort_unstable();
        Self { persons, turned }
    }

    /// The places of those whose longer names end in these words, or begin with several; no more than are needed to tell that
    /// there are two.
    fn bearers(&self, key: &[String]) -> Vec<usize> {
        let back: Vec<String> = key.iter().rev().cloned().collect();
        let from = self.turned.partition_point(|(other, _)| *other < back);
        let ending = self.turned[from..].iter().take_while(|(other, _)| other.starts_with(&back)).take(2);
        let mut found: Vec<usize> = ending.map(|(_, at)| *at).collect();
        if key.len() > 1 {
            let from = self.persons.partition_point(|(other, _)| other.as_slice() < key);
            let beginning = self.persons[from..].iter().take_while(|(other, _)| other.starts_with(key)).take(2);
            found.extend(beginning.enumerate().map(|(at, _)| from + at));
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// The name of the one person that is meant; `None` leaves the name as it is.
fn canonical<'p>(
    key: &[String],
    speaker: &Speaker,
    document: usize,
    all: &'p Persons,
    codebook: &Codebook,
) -> Option<&'p str> {
    if let Ok(at) = all.persons.binary_search_by(|(other, _)| other.as_slice().cmp(key)) {
        let person = &all.persons[at].1;
        return if person.is_one(codebook) { person.name() } else { None };
    }
    let [bearer] = all.bearers(key)[..] else { return None };
    let person = &all.persons[bearer].1;
    let beside = key.len() > 1 && person.names.values().any(|documents| documents.contains(&document));
    let meant = person.is_one(codebook) && (beside || person.shares_office(speaker, codebook));
    meant.then(|| person.name()).flatten()
}

/// What the spellings of a name have in common, word by word.
struct Keys<'c> {
    codebook: &'c Codebook,
}

impl Keys<'_> {
    /// Words fold by the codebook's rules of transliteration; an `h` inside a name comes and goes with the writer.
    fn of(&self, name: &str) -> Vec<String> {
        let rules = self.codebook.places.spellings.first();
        let fold = |word: &str| {
            let key = rules.map_or_else(|| word.to_lowercase(), |rules| rules.key(word));
            let mut plain = String::with_capacity(key.len());
            for c in key.chars().filter(|c| *c != 'h' && c.is_alphanumeric()) {
                if !plain.ends_with(c) {
                    plain.push(c);
                }
            }
            plain
        };
        name.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample::extractions;

    /// The names that speakers come out with; each is name, role, body, of a document of its own.
    fn unified(speakers: &[(&str, &str, &str)]) -> Vec<String> {
        let codebook = Codebook::of_bundled(&["core", "afghanistan"]).expect("the bundled packs are right");
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let mut said: Vec<Vec<Statement>> = Vec::new();
        for (name, role, body) in speakers {
            let mut statement = extractions()["001.txt"].statements[0].clone();
            let as_written = (*name).to_owned();
            statement.speaker = Speaker { name: some(name), as_written, role: some(role), organisation: some(body) };
            said.push(vec![statement]);
        }
        unify(said.iter_mut().map(Vec::as_mut_slice), &codebook);
        said.into_iter().flatten().filter_map(|statement| statement.speaker.name).collect()
    }

    #[test]
    fn spellings_of_one_full_name_are_one_person() {
        let names = [("Zabeehulla Mojahed", "", ""), ("Zabiullah Mujahed", "spokesman", "Taliban")];
        assert_eq!(unified(&names), ["Zabihullah Mujahid", "Zabihullah Mujahid"]);
        let names = [("Karim Watanyar", "", ""), ("Kareem Watanyar", "", ""), ("Kareem Watanyar", "", "")];
        assert_eq!(unified(&names), ["Kareem Watanyar", "Kareem Watanyar", "Kareem Watanyar"]);
        let names = [("Karim Watanyar", "", ""), ("Karim Watandost", "", ""), ("Salim Watanyar", "", "")];
        assert_eq!(unified(&names), ["Karim Watanyar", "Karim Watandost", "Salim Watanyar"]);
    }

    #[test]
    fn one_name_of_two_bodies_may_be_of_two_persons() {
        let names = [("Karim Watanyar", "head", "UNICEF"), ("Kareem Watanyar", "spokesman", "Taliban")];
        assert_eq!(unified(&names), ["Karim Watanyar", "Kareem Watanyar"]);
    }

    #[test]
    fn a_surname_is_a_person_only_where_one_bears_it_in_that_office() {
        let one = ("Karim Watanyar", "spokesman", "Taliban");
        let short = |role, body| unified(&[one, ("Watanyar", role, body)]).remove(1);
        assert_eq!(short("spokesman", "Taliban"), "Karim Watanyar");
        assert_eq!(short("spokesman", ""), "Karim Watanyar");
        assert_eq!(short("", ""), "Watanyar");
        assert_eq!(short("spokesman", "UNICEF"), "Watanyar");
        let two = [one, ("Salim Watanyar", "officer", "Taliban"), ("Watanyar", "spokesman", "Taliban")];
        assert_eq!(unified(&two)[2], "Watanyar");
    }
}
