//! Phrases of the codebook as a trie over word numbers: the longest entry at a token is found in one walk.

use rustc_hash::FxHashMap;

use super::scan::{self, Shape};

/// Number of a word in the codebook's vocabulary; 0 is every word that it does not hold.
pub type WordId = u32;

/// All words of all phrases, numbered.
#[derive(Debug, Default)]
pub struct Vocabulary {
    ids: FxHashMap<String, WordId>,
}

impl Vocabulary {
    /// The number of a normalised word, or 0.
    pub fn id(&self, word: &str) -> WordId {
        self.ids.get(word).copied().unwrap_or(0)
    }

    fn intern(&mut self, word: String) -> WordId {
        let next = self.ids.len() as WordId + 1;
        *self.ids.entry(word).or_insert(next)
    }
}

/// A token as the trie sees it.
pub trait Sequence {
    /// Word number of the token at `index`; `None` past the end.
    fn word(&self, index: usize) -> Option<WordId>;
    /// Shape of the token at `index`.
    fn shape(&self, index: usize) -> Shape;
    /// Whether blanks stand before the token at `index`.
    fn spaced(&self, index: usize) -> bool;
}

/// Phrases with what they stand for.
#[derive(Debug)]
pub struct Lexicon<T> {
    /// By first word: the other words with their case rules, longest first.
    entries: FxHashMap<WordId, Vec<Entry<T>>>,
}

#[derive(Debug)]
struct Entry<T> {
    words: Box<[(WordId, Case)]>,
    value: T,
}

/// How a word of a text must be written to fit a word of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    /// Any way: the entry is in lower case.
    Any,
    /// With a capital at least.
    Capital,
    /// In capitals: short names such as `IS`, which would be a plain word otherwise.
    Upper,
}

impl<T> Default for Lexicon<T> {
    fn default() -> Self {
        Self { entries: FxHashMap::default() }
    }
}

impl<T: Clone> Lexicon<T> {
    /// Adds a phrase. An entry that stands already is kept: the first one wins.
    pub fn add(&mut self, vocabulary: &mut Vocabulary, phrase: &str, value: T) {
        let mut words = Vec::new();
        for token in scan::scan(phrase) {
            if matches!(token.shape, Shape::Mark('-' | ',')) {
                continue;
            }
            let raw = &phrase[token.start..token.end];
            let case = match token.shape {
                Shape::Upper => Case::Upper,
                Shape::Capital if raw.chars().count() == 1 && words.is_empty() => Case::Upper,
                Shape::Capital => Case::Capital,
                _ => Case::Any,
            };
            let mut normal = String::new();
            scan::normalise(raw, &mut normal);
            words.push((vocabulary.intern(normal), case));
        }
        let Some(&(first, _)) = words.first() else { return };
        let list = self.entries.entry(first).or_default();
        if list.iter().any(|e| e.words[..] == words[..]) {
            return;
        }
        let at = list.iter().position(|e| e.words.len() < words.len()).unwrap_or(list.len());
        list.insert(at, Entry { words: words.into_boxed_slice(), value });
    }

    /// The longest phrase that starts at token `index`: the token after it, and what it stands for. Hyphens between words
    /// do not count, so that `al-Qaida` and `al Qaida` are one.
    pub fn longest<S: Sequence>(&self, tokens: &S, index: usize) -> Option<(usize, &T)> {
        let first = tokens.word(index).filter(|word| *word != 0)?;
        let list = self.entries.get(&first)?;
        list.iter().find_map(|entry| Some((fits(&entry.words, tokens, index)?, &entry.value)))
    }

    /// Whether there are no phrases.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

fn fits<S: Sequence>(words: &[(WordId, Case)], tokens: &S, index: usize) -> Option<usize> {
    let mut at = index;
    for (i, &(word, case)) in words.iter().enumerate() {
        if i > 0 && tokens.word(at).is_some() && matches!(tokens.shape(at), Shape::Mark('-' | '‑' | '–')) {
            at += 1;
        }
        if tokens.word(at)? != word {
            return None;
        }
        let shape = tokens.shape(at);
        let right = match case {
            Case::Any => true,
            Case::Capital => matches!(shape, Shape::Capital | Shape::Upper),
            Case::Upper => shape == Shape::Upper || (shape == Shape::Capital && word_is_letter(words.len(), i)),
        };
        if !right {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// A single letter inside a longer name (`IS-K`) has no second capital to show.
fn word_is_letter(words: usize, at: usize) -> bool {
    words > 1 && at > 0
}
