//! Names: groups, bodies and persons of the codebook, and persons by their capitals.

use super::token::Tokens;
use crate::codebook::Codebook;
use crate::codebook::actors::{Kind, Name};
use crate::codebook::scan::Shape;
use crate::model::actor::Actor;

/// A name of the codebook in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NameMention {
    /// First token.
    pub(super) first: usize,
    /// One past the last token.
    pub(super) end: usize,
    /// What it stands for.
    pub(super) name: Name,
}

/// All names of the codebook between two tokens, longest first, without overlaps.
pub(super) fn names(tokens: &Tokens<'_>, first: usize, end: usize, codebook: &Codebook) -> Vec<NameMention> {
    let mut found = Vec::new();
    let mut i = first;
    while i < end {
        match codebook.actors.lexicon.longest(tokens, i) {
            // "the Afghan branch" of a group is the group's branch where the name goes on
            Some((after, Name::Description(_))) if longer(tokens, i, after, codebook) => i += 1,
            Some((after, &name)) if after <= end => {
                // "who" is a word before it is the World Health Organization; capitals alone decide that already.
                found.push(NameMention { first: i, end: after, name });
                i = after;
            }
            _ => i += 1,
        }
    }
    found
}

/// Whether a name that begins within a description reaches beyond it.
fn longer(tokens: &Tokens<'_>, first: usize, end: usize, codebook: &Codebook) -> bool {
    tokens.low(first) == "the"
        && codebook
            .actors
            .lexicon
            .longest(tokens, first + 1)
            .is_some_and(|(after, name)| after > end && matches!(name, Name::Actor(_)))
}

impl NameMention {
    /// The actor that it names outright; descriptions, seats and persons are none.
    pub(super) fn actor(&self, tokens: &Tokens<'_>, codebook: &Codebook) -> Option<Actor> {
        match self.name {
            Name::Actor(index) => Some(Actor {
                name: codebook.actors.entries[index].name.clone(),
                as_written: tokens.words(self.first, self.end),
            }),
            _ => None,
        }
    }

    /// Kind of the actor that it names outright.
    pub(super) fn kind(&self, codebook: &Codebook) -> Option<Kind> {
        match self.name {
            Name::Actor(index) => Some(codebook.actors.entries[index].kind),
            _ => None,
        }
    }
}

/// A run of capitalised words that may be a person's name: the tokens `first..end`, titles left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Capitals {
    /// First token of the name.
    pub(super) first: usize,
    /// One past the last.
    pub(super) end: usize,
    /// Whether a title stands before it.
    pub(super) titled: bool,
}

/// The run of capitalised words that starts at `i`, if it can be a person's name.
pub(super) fn capitals(tokens: &Tokens<'_>, i: usize, end: usize, codebook: &Codebook) -> Option<Capitals> {
    // title or name, its first word has a capital
    if i >= end || !tokens.is_capital(i) {
        return None;
    }
    let mut at = i;
    let mut titled = false;
    while at < end
        && tokens.is_capital(at)
        && let Some((after, ())) = codebook.people.titles.longest(tokens, at)
    {
        at = if tokens.mark(after) == Some('.') { after + 1 } else { after };
        titled = true;
    }
    let first = at;
    while at < end {
        let part = tokens.is_capital(at) && codebook.people.not_names.longest(tokens, at).is_none();
        let particle = at > first
            && tokens.is(at, &["al", "bin", "ibn", "ben", "de", "van", "von", "der", "la", "el", "ul", "ur", "e"])
            && (tokens.is_capital(at + 1) || tokens.mark(at + 1) == Some('-'));
        let initial_stop = at > first
            && tokens.mark(at) == Some('.')
            && tokens.raw(at - 1).chars().count() == 1
            && tokens.is_capital(at + 1);
        let hyphen = at > first
            && tokens.mark(at) == Some('-')
            && tokens.at(at).span.start == tokens.at(at - 1).span.end
            && tokens.is_word(at + 1);
        if part || particle || initial_stop || hyphen {
            at += 1;
        } else {
            break;
        }
    }
    while at > first && matches!(tokens.form(at - 1), Shape::Mark(_) | Shape::Lower) {
        at -= 1;
    }
    let words = (first..at).filter(|&t| tokens.is_word(t)).count();
    (1..=5).contains(&words).then_some(Capitals { first, end: at, titled })
}
