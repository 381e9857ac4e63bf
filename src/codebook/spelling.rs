//! Transliteration: the spellings of one name in another script fold to one key, by rules of the pack.
//!
//! Letters are replaced in one pass, pairs before single ones, and what then stands twice stands once. Of a name of several
//! words the link words fall away, and so does the vowel that ends a word before the last: `Kart-e-Now`, `Karte Naw` and
//! `Karta-e-Nau` have one key.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Deserialize;

/// The rules for the names of one country, as written in a pack.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Country whose places they are for. In articles about it they hold.
    pub country: String,
    /// A letter or a pair of letters, and what it counts as.
    pub letters: BTreeMap<String, String>,
    /// Words that link the parts of a name: `e` in `Dasht-e-Barchi`.
    pub links: Vec<String>,
    /// Names that must have one key.
    pub same: Vec<Vec<String>>,
    /// Names that must have different keys, all of a list.
    pub differ: Vec<Vec<String>>,
}

/// The rules compiled, with the keys of all names of the country.
#[derive(Debug, Default)]
pub struct Spelling {
    /// Country whose places they are for.
    pub country: String,
    pairs: FxHashMap<(char, char), String>,
    singles: FxHashMap<char, String>,
    links: Vec<String>,
    keys: FxHashMap<String, usize>,
}

/// Most words that a name has.
const LONGEST: usize = 5;

/// A key that is shorter fits too much.
const SHORTEST: usize = 4;

impl Spelling {
    pub(super) fn compile(options: &Options) -> Self {
        let mut spelling = Self { country: options.country.clone(), links: options.links.clone(), ..Self::default() };
        for (from, to) in &options.letters {
            let mut chars = from.chars();
            match (chars.next(), chars.next()) {
                (Some(a), Some(b)) => drop(spelling.pairs.insert((a, b), to.clone())),
                (Some(a), None) => drop(spelling.singles.insert(a, to.clone())),
                _ => {}
            }
        }
        spelling
    }

    /// Takes a name in, for the entry of that number. The first name of a key keeps it.
    pub(super) fn add(&mut self, name: &str, entry: usize) {
        let key = self.key(name);
        if key.len() >= SHORTEST {
            self.keys.entry(key).or_insert(entry);
        }
    }

    /// The key of a name: what all its spellings have in common.
    pub fn key(&self, name: &str) -> String {
        let words: Vec<&str> = name.split([' ', '-']).filter(|word| !word.is_empty()).collect();
        let mut key = String::new();
        for (i, word) in words.iter().enumerate() {
            if i == 0 || !self.links.iter().any(|link| link.eq_ignore_ascii_case(word)) {
                self.fold(word, i + 1 == words.len(), &mut key);
            }
        }
        key
    }

    /// The longest name that starts with the first of some words, each as written: how many words it has, and its entry.
    pub fn longest<'w>(&self, words: impl Iterator<Item = &'w str>) -> Option<(usize, usize)> {
        let (mut found, mut inner) = (None, String::new());
        for (i, word) in words.take(LONGEST).enumerate() {
            if i > 0 && self.links.iter().any(|link| link.eq_ignore_ascii_case(word)) {
                continue;
            }
            let mut key = inner.clone();
            self.fold(word, true, &mut key);
            if let Some(&entry) = self.keys.get(&key) {
                found = Some((i + 1, entry));
            }
            self.fold(word, false, &mut inner);
        }
        found
    }

    fn fold(&self, word: &str, last: bool, key: &mut String) {
        // nearly all words: without the tables of Unicode
        if word.is_ascii() {
            self.fold_letters(word.bytes().map(|byte| char::from(byte.to_ascii_lowercase())), last, key);
        } else {
            self.fold_letters(word.chars().flat_map(char::to_lowercase), last, key);
        }
    }

    fn fold_letters(&self, letters: impl Iterator<Item = char>, last: bool, key: &mut String) {
        let start = key.len();
        let mut chars = letters.peekable();
        while let Some(c) = chars.next() {
            let pair = chars.peek().and_then(|&next| self.pairs.get(&(c, next)));
            let single = pair.or_else(|| self.singles.get(&c));
            if pair.is_some() {
                chars.next();
            }
            match single {
                Some(letters) => letters.chars().for_each(|c| push(key, start, c)),
                None => push(key, start, c),
            }
        }
        let vowel = |c: char| matches!(c, 'a' | 'i' | 'u');
        let mut ending = key[start..].chars().rev();
        if key.len() > start + 2 && ending.next() == Some('h') && ending.next().is_some_and(vowel) {
            key.pop();
        }
        if !last && key.len() > start + 2 && key.ends_with(vowel) {
            key.pop();
        }
    }
}

fn push(key: &mut String, start: usize, c: char) {
    if !key[start..].ends_with(c) {
        key.push(c);
    }
}
