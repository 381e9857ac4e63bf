//! How actors relate to one another, and by which words facts are grouped: what analysing needs of the codebook.

use std::collections::BTreeMap;

use crate::codebook::Codebook;
use crate::codebook::assessing::Assessing;

/// Parents, home countries and names of actors, by canonical name; and classes of words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Relations {
    /// The group that an actor belongs to.
    pub parent: BTreeMap<String, String>,
    /// The country that an actor is at home in.
    pub area: BTreeMap<String, String>,
    /// A short name to print in tables.
    pub short: BTreeMap<String, String>,
    /// The forms by which texts name an actor.
    pub forms: BTreeMap<String, Vec<String>>,
    /// The body that a person of the codebook speaks for.
    pub spokesmen: BTreeMap<String, String>,
    /// The classes of targets, methods and outlooks.
    pub assessing: Assessing,
}

impl Relations {
    /// What a codebook says.
    pub fn of(codebook: &Codebook) -> Self {
        let mut relations = Self { assessing: codebook.assessing.clone(), ..Self::default() };
        for person in &codebook.actors.persons {
            relations.spokesmen.extend(person.organisation.clone().map(|body| (person.name.clone(), body)));
        }
        for entry in &codebook.actors.entries {
            let name = || entry.name.clone();
            relations.parent.extend(entry.parent.clone().map(|parent| (name(), parent)));
            relations.area.extend(entry.area.clone().map(|area| (name(), area)));
            let initials = initials(&entry.name);
            // Two letters, as in `IS`, tell a reader less than the name.
            let short = entry.aliases.iter().find(|alias| **alias == initials && initials.len() > 2);
            relations.short.extend(short.map(|alias| (name(), alias.clone())));
            relations.forms.insert(name(), entry.aliases.clone());
        }
        relations
    }

    /// The group that `name` belongs to.
    pub fn parent(&self, name: &str) -> Option<&str> {
        self.parent.get(name).map(String::as_str)
    }

    /// The country that `name` is at home in.
    pub fn area(&self, name: &str) -> Option<&str> {
        self.area.get(name).map(String::as_str)
    }

    /// Whether `name` is `ancestor` or belongs to it, over any number of steps.
    pub fn is_or_child_of(&self, name: &str, ancestor: &str) -> bool {
        let mut at = name;
        // A circle in the codebook ends after as many steps as there are parents.
        for _ in 0..=self.parent.len() {
            if at == ancestor {
                return true;
            }
            match self.parent(at) {
                Some(parent) => at = parent,
                None => return false,
            }
        }
        false
    }
}

/// The first letters of a name's capitalised words, as in `ISKP`: short where the codebook knows it as an alias.
fn initials(name: &str) -> String {
    name.split_whitespace().filter_map(|word| word.chars().next()).filter(|first| first.is_uppercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_codebook_gives_parent_area_and_short_name() {
        let codebook = Codebook::of_bundled(&["core", "afghanistan"]).expect("bundled packs compile");
        let relations = Relations::of(&codebook);
        let iskp = "Islamic State Khorasan Province";
        assert_eq!(relations.parent(iskp), Some("Islamic State"));
        assert_eq!(relations.area(iskp), Some("Afghanistan"));
        assert_eq!(relations.short[iskp], "ISKP");
        assert!(!relations.short.contains_key("Taliban"));
    }

    #[test]
    fn children_belong_and_circles_end() {
        let parent = [("Haqqani Network", "Taliban"), ("a", "b"), ("b", "a")];
        let relations = Relations {
            parent: parent.map(|(child, parent)| (child.to_owned(), parent.to_owned())).into(),
            ..Relations::default()
        };
        assert!(relations.is_or_child_of("Taliban", "Taliban"));
        assert!(relations.is_or_child_of("Haqqani Network", "Taliban"));
        assert!(!relations.is_or_child_of("Taliban", "Haqqani Network"));
        assert!(!relations.is_or_child_of("Pakistani Taliban", "Taliban"));
        assert!(!relations.is_or_child_of("a", "Taliban"));
    }
}
