//! Which words tell one place or event from another, and which do not.

use crate::codebook::Codebook;
use crate::codebook::actors::Name;
use crate::codebook::lexicon::{Known, Lexicon, Lexicons, Sequence, Vocabulary, WordId};
use crate::codebook::scan::Shape;
use crate::codebook::wordings::Wordings;

/// Words beside the codebook's nouns that tell no place from another of its kind.
const FILLERS: [&str; 16] = [
    "the", "and", "near", "main", "central", "military", "international", "group", "forces", "security", "members",
    "foreign", "centre", "center", "local", "gate",
];

/// What the codebook knows of single words.
pub(super) struct Kinds<'c> {
    vocabulary: &'c Vocabulary,
    nouns: [&'c Lexicon<()>; 2],
    places: &'c Lexicon<usize>,
    actors: &'c Lexicon<Name>,
    wordings: &'c Wordings,
}

impl<'c> Kinds<'c> {
    pub(super) fn of(codebook: &'c Codebook) -> Self {
        let places = &codebook.places;
        Self {
            vocabulary: &codebook.vocabulary,
            nouns: [&places.site_nouns, &places.area_nouns],
            places: &places.lexicon,
            actors: &codebook.actors.lexicon,
            wordings: &places.wordings,
        }
    }

    /// Whether a word in lower case is a noun of sites or areas, or tells nothing.
    pub(super) fn is_kind(&self, word: &str) -> bool {
        let one = One(self.vocabulary.known(word), Shape::Lower);
        self.nouns.iter().any(|nouns| nouns.longest(&one, 0).is_some()) || is_filler(word)
    }

    /// Whether a word in lower case is with a capital a place, an actor or an adjective of one: it stands in many reports.
    pub(super) fn is_known(&self, word: &str) -> bool {
        let one = One(self.vocabulary.known(word), Shape::Capital);
        let named = self.places.longest(&one, 0).is_some() || self.actors.longest(&one, 0).is_some();
        named || self.folded(&[word.to_owned()]).iter().any(|word| self.is_faith(word))
    }

    /// Words of a name in lower case, with one wording for each kind of site.
    pub(super) fn folded(&self, words: &[String]) -> Vec<String> {
        self.wordings.fold(words)
    }

    /// Whether a folded word is of a faith, and so of a kind of site.
    pub(super) fn is_faith(&self, word: &str) -> bool {
        self.wordings.is_faith(word)
    }
}

/// Whether a word in lower case tells nothing of a place.
pub(super) fn is_filler(word: &str) -> bool {
    FILLERS.contains(&word)
}

/// A single word.
struct One(Known, Shape);

impl Sequence for One {
    fn word(&self, index: usize) -> Option<WordId> {
        (index == 0).then_some(self.0.id)
    }
    fn opens(&self, index: usize) -> Lexicons {
        if index == 0 { self.0.opens(self.1) } else { 0 }
    }
    fn shape(&self, _: usize) -> Shape {
        self.1
    }
    fn spaced(&self, _: usize) -> bool {
        true
    }
}
