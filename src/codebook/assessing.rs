//! Word classes by which a briefing puts facts into groups: targets, methods, outlooks.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Deserialize;

/// A class as written in a pack.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassEntry {
    /// Its name, which a briefing prints.
    pub name: String,
    /// Words and phrases in lower case.
    pub words: Vec<String>,
    /// Texts that must fall into the class; a test holds them.
    #[serde(default)]
    pub examples: Vec<String>,
    /// Texts that must not.
    #[serde(default)]
    pub not: Vec<String>,
}

/// The section as written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// What attacks are directed at; the longest phrase decides, then the order of the classes.
    pub targets: Vec<ClassEntry>,
    /// How they are carried out; every class that fits.
    pub methods: Vec<ClassEntry>,
    /// Where somebody says that a threat is going, decided in the same way.
    pub outlooks: Vec<ClassEntry>,
}

impl Options {
    /// Adds the classes of a later pack; words for a class that stands already add to it.
    pub(super) fn extend(&mut self, other: Self) {
        for (mine, more) in [
            (&mut self.targets, other.targets),
            (&mut self.methods, other.methods),
            (&mut self.outlooks, other.outlooks),
        ] {
            for entry in more {
                match mine.iter_mut().find(|known| known.name == entry.name) {
                    Some(known) => known.words.extend(entry.words),
                    None => mine.push(entry),
                }
            }
        }
    }

    pub(super) fn compile(&self) -> Assessing {
        Assessing {
            targets: Classes::of(&self.targets),
            methods: Classes::of(&self.methods),
            outlooks: Classes::of(&self.outlooks),
        }
    }
}

/// The section compiled.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Assessing {
    /// What attacks are directed at.
    pub targets: Classes,
    /// How they are carried out.
    pub methods: Classes,
    /// Where a threat is said to be going.
    pub outlooks: Classes,
}

/// Classes of words, in the order of the packs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Classes {
    names: Vec<String>,
    /// By first word: the words after it, and the class.
    phrases: BTreeMap<String, Vec<(Vec<String>, usize)>>,
}

impl Classes {
    /// The names of the classes, in the order of the packs.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    fn of(entries: &[ClassEntry]) -> Self {
        let mut classes = Self::default();
        for (at, entry) in entries.iter().enumerate() {
            classes.names.push(entry.name.clone());
            for phrase in &entry.words {
                let mut words = words(phrase);
                if !words.is_empty() {
                    let first = words.remove(0);
                    classes.phrases.entry(first).or_default().push((words, at));
                }
            }
        }
        classes
    }

    /// The class of the longest phrase in `text`; of several as long, the first class in the order of the packs.
    pub fn first(&self, text: &str) -> Option<&str> {
        let (_, at) = self.found(text).min_by_key(|(length, at)| (Reverse(*length), *at))?;
        Some(&self.names[at])
    }

    /// Whether the class of that name has a word in `text`; never for a name that is none.
    pub fn holds(&self, name: &str, text: &str) -> bool {
        self.found(text).any(|(_, at)| self.names[at] == name)
    }

    /// Whether there is a class of that name.
    pub fn knows(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == name)
    }

    /// The phrases in `text`: how many words, and of which class.
    fn found(&self, text: &str) -> impl Iterator<Item = (usize, usize)> {
        let words = words(text);
        let mut found = Vec::new();
        for (at, word) in words.iter().enumerate() {
            for (rest, class) in self.phrases.get(word).into_iter().flatten() {
                if words[at + 1..].starts_with(rest) {
                    found.push((rest.len() + 1, *class));
                }
            }
        }
        found.into_iter()
    }
}

/// The words of a text in lower case: letters and digits, with the marks that stand inside a word.
pub fn words(text: &str) -> Vec<String> {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’');
    text.split(|c: char| !inside(c))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).replace('’', "'").to_lowercase())
        .map(|word| word.strip_suffix("'s").map_or(word.clone(), str::to_owned))
        .filter(|word| !word.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundled() -> Options {
        #[derive(Deserialize)]
        struct File {
            assessing: Options,
        }
        let file: File = serde_yaml::from_str(include_str!("core/assessing.yaml")).expect("the bundled file parses");
        file.assessing
    }

    #[test]
    fn every_example_falls_into_its_class_and_no_other_text_does() {
        let options = bundled();
        let compiled = options.compile();
        for (entries, classes) in [
            (&options.targets, &compiled.targets),
            (&options.methods, &compiled.methods),
            (&options.outlooks, &compiled.outlooks),
        ] {
            for entry in entries {
                assert!(!entry.examples.is_empty() && !entry.not.is_empty(), "{} has no examples", entry.name);
                for text in &entry.examples {
                    assert_eq!(classes.first(text), Some(entry.name.as_str()), "{text}");
                }
                for text in &entry.not {
                    assert!(!classes.holds(&entry.name, text), "{text}");
                }
            }
        }
    }

    #[test]
    fn phrases_fit_whole_words_only() {
        let classes = bundled().compile().targets;
        assert_eq!(classes.first("EMBASSY staff"), Some("foreign missions"));
        assert_eq!(classes.first("the governor’s office"), Some("government"));
        assert_eq!(classes.first("embassylike"), None);
        assert_eq!(classes.first(""), None);
        assert!(classes.knows("transport") && !classes.knows("trains"));
    }
}
