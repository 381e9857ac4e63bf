//! Phrases of the codebook as a trie over word numbers: the longest entry at a token is found in one walk.

use rustc_hash::FxHashMap;

use super::scan::{self, Shape};

/// Number of a word in the codebook's vocabulary; 0 is every word that it does not hold.
pub type WordId = u32;

/// A set of lexicons, a bit each. Beyond the number of bits lexicons share them: a set may say too much, never too little.
pub type Lexicons = u32;

/// What the codebook knows of a word: one look-up tells which lexicons need not be asked.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known {
    /// Its number.
    pub id: WordId,
    /// Lexicons with phrases that it begins in lower case.
    lower: Lexicons,
    /// Lexicons with phrases that it begins with a capital.
    capital: Lexicons,
}

impl Known {
    /// Lexicons with phrases that the word begins when written in that shape.
    pub fn opens(&self, shape: Shape) -> Lexicons {
        if matches!(shape, Shape::Capital | Shape::Upper) { self.capital } else { self.lower }
    }
}

/// All words of all phrases, numbered.
#[derive(Debug, Default)]
pub struct Vocabulary {
    words: FxHashMap<String, Known>,
    /// Number of lexicons.
    lexicons: u32,
}

impl Vocabulary {
    /// What is known of a normalised word; of one that no phrase holds, nothing.
    pub fn known(&self, word: &str) -> Known {
        self.words.get(word).copied().unwrap_or_default()
    }

    fn intern(&mut self, word: String) -> WordId {
        let next = self.words.len() as WordId + 1;
        self.words.entry(word).or_insert(Known { id: next, ..Known::default() }).id
    }

    /// Notes that phrases of a lexicon begin with the word.
    fn open(&mut self, word: &str, case: Case, lexicon: Lexicons) {
        if let Some(known) = self.words.get_mut(word) {
            known.capital |= lexicon;
            known.lower |= if case == Case::Any { lexicon } else { 0 };
        }
    }

    fn number_lexicon(&mut self) -> Lexicons {
        self.lexicons += 1;
        1_u32.rotate_left(self.lexicons)
    }
}

/// A token as the trie sees it.
pub trait Sequence {
    /// Word number of the token at `index`; `None` past the end.
    fn word(&self, index: usize) -> Option<WordId>;
    /// Lexicons with phrases that the token at `index` begins; none past the end.
    fn opens(&self, index: usize) -> Lexicons;
    /// Shape of the token at `index`.
    fn shape(&self, index: usize) -> Shape;
    /// Whether blanks stand before the token at `index`.
    fn spaced(&self, index: usize) -> bool;
}

/// Phrases with what they stand for.
#[derive(Debug)]
pub struct Lexicon<T> {
    /// Its bit in a set of lexicons; 0 as long as there are no phrases.
    bit: Lexicons,
    /// By first word: the other words with their case rules, longest first.
    entries: FxHashMap<WordId, Vec<Entry<T>>>,
}

#[derive(Debug)]
struct Entry<T> {
    /// Number of its second word; 0 where it has one word alone.
    second: WordId,
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
        Self { bit: 0, entries: FxHashMap::default() }
    }
}

impl<T: Clone> Lexicon<T> {
    /// Adds a phrase. An entry that stands already is kept: the first one wins.
    pub fn add(&mut self, vocabulary: &mut Vocabulary, phrase: &str, value: T) {
        let (mut words, mut opening) = (Vec::new(), String::new());
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
            if words.is_empty() {
                opening.clone_from(&normal);
            }
            words.push((vocabulary.intern(normal), case));
        }
        let Some(&(first, case)) = words.first() else { return };
        if self.bit == 0 {
            self.bit = vocabulary.number_lexicon();
        }
        vocabulary.open(&opening, case, self.bit);
        let list = self.entries.entry(first).or_default();
        if list.iter().any(|e| e.words[..] == words[..]) {
            return;
        }
        let at = list.iter().position(|e| e.words.len() < words.len()).unwrap_or(list.len());
        let second = words.get(1).map_or(0, |&(word, _)| word);
        list.insert(at, Entry { second, words: words.into_boxed_slice(), value });
    }

    /// The longest phrase that starts at token `index`: the token after it, and what it stands for. Hyphens between words
    /// do not count, so that `al-Qaida` and `al Qaida` are one.
    #[inline]
    pub fn longest<S: Sequence>(&self, tokens: &S, index: usize) -> Option<(usize, &T)> {
        if tokens.opens(index) & self.bit == 0 {
            return None;
        }
        self.search(tokens, index)
    }

    fn search<S: Sequence>(&self, tokens: &S, index: usize) -> Option<(usize, &T)> {
        let list = self.entries.get(&tokens.word(index)?)?;
        let second = tokens.word(after_hyphen(tokens, index + 1)).unwrap_or(0);
        let mut possible = list.iter().filter(|entry| entry.second == 0 || entry.second == second);
        possible.find_map(|entry| Some((fits(&entry.words, tokens, index)?, &entry.value)))
    }

    /// Whether there are no phrases.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

fn fits<S: Sequence>(words: &[(WordId, Case)], tokens: &S, index: usize) -> Option<usize> {
    let mut at = index;
    for (i, &(word, case)) in words.iter().enumerate() {
        if i > 0 {
            at = after_hyphen(tokens, at);
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

/// The token at `at`, or the one behind it where that is a hyphen.
fn after_hyphen<S: Sequence>(tokens: &S, at: usize) -> usize {
    at + usize::from(matches!(tokens.shape(at), Shape::Mark('-' | '‑' | '–')))
}

/// A single letter inside a longer name (`IS-K`) has no second capital to show.
fn word_is_letter(words: usize, at: usize) -> bool {
    words > 1 && at > 0
}
