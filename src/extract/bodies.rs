//! A noun phrase without a person's name → who speaks: a body, a government, an office, an unnamed source.

use super::cast::Cast;
use super::offices::{Scope, named_in_article, office_in, phrase_start, skip_adverbs};
use super::speakers::Found;
use crate::codebook::actors::Name;
use crate::model::actor::Speaker;

impl Cast {
    /// A group, body, government or seat.
    pub(super) fn body(
        scope: &Scope<'_>,
        first: usize,
        end: usize,
        apposition: Option<(usize, usize)>,
    ) -> Option<Found> {
        let mention = scope
            .reading
            .names
            .iter()
            .find(|n| n.end == end && n.first >= first && !matches!(n.name, Name::Person(_)))?;
        let actor = match mention.name {
            Name::Seat(index) => {
                // "Kabul said" speaks for those who rule there; "in Kabul said" does not
                if mention.first > first
                    && scope.tokens.is(mention.first - 1, &["in", "at", "from", "of", "near", "outside"])
                {
                    return None;
                }
                scope.codebook.actors.entries[index].name.clone()
            }
            _ => scope.memory.actor(scope.tokens, mention, &scope.reading.names, scope.codebook)?.name,
        };
        let start = phrase_start(scope, first, mention.first);
        let (role, _) = office_in(scope, start, mention.first, apposition);
        let speaker = Speaker {
            name: Some(actor.clone()),
            as_written: scope.tokens.words(mention.first, end),
            role,
            organisation: Some(actor),
        };
        Some(Found { speaker, first: start, end })
    }

    /// `the Taliban spokesman`, `the EU foreign policy chief`: the one of that office who was named, or who the codebook knows.
    pub(super) fn office(
        &mut self,
        scope: &Scope<'_>,
        first: usize,
        end: usize,
        apposition: Option<(usize, usize)>,
    ) -> Option<Found> {
        let tokens = scope.tokens;
        let start = (first.max(end.saturating_sub(4))..end)
            .find(|&i| scope.codebook.people.roles.longest(tokens, i).is_some_and(|(after, ())| after == end))?;
        if tokens.low(end - 1).ends_with('s') && !tokens.low(end - 1).ends_with("ss") {
            return None;
        }
        let phrase = phrase_start(scope, first, start);
        let role = tokens.words(start, end).to_lowercase();
        let (_, organisation) = office_in(scope, phrase, start, apposition);
        let as_written = tokens.words(phrase, end);
        let definite = tokens.is(phrase, &["the", "his", "its"]) || tokens.is(phrase.saturating_sub(1), &["the"]);
        let last_word = role.rsplit(' ').next().unwrap_or(&role).to_owned();
        let fits = |s: &Speaker| {
            s.role.as_ref().is_some_and(|r| r.to_lowercase().ends_with(&last_word))
                && (organisation.is_none() || s.organisation == organisation)
        };
        if definite && let Some(index) = self.persons.iter().rposition(|p| fits(&p.speaker)) {
            self.last_person = Some(index);
            let known = self.persons[index].speaker.clone();
            return Some(Found { speaker: Speaker { as_written, ..known }, first: phrase, end });
        }
        if definite && organisation.is_some() {
            let mut holders = scope.codebook.actors.persons.iter().filter(|p| {
                p.organisation == organisation && p.role.as_ref().is_some_and(|r| r.to_lowercase() == role)
            });
            if let (Some(holder), None) = (holders.next(), holders.next())
                && named_in_article(scope, &holder.name)
            {
                let speaker =
                    Speaker { name: Some(holder.name.clone()), as_written, role: holder.role.clone(), organisation };
                self.register(speaker.clone());
                return Some(Found { speaker, first: phrase, end });
            }
        }
        let speaker = Speaker { name: None, as_written, role: Some(role), organisation };
        Some(Found { speaker, first: phrase, end })
    }

    /// `officials`, `local residents`, `diplomatic sources`.
    pub(super) fn unnamed(scope: &Scope<'_>, first: usize, end: usize) -> Option<Found> {
        let tokens = scope.tokens;
        let start = (first.max(end.saturating_sub(3))..end)
            .find(|&i| scope.codebook.people.sources.longest(tokens, i).is_some_and(|(after, ())| after == end))?;
        let phrase = phrase_start(scope, first, start);
        let (_, organisation) = office_in(scope, phrase, start, None);
        let as_written = tokens.words(phrase, end);
        Some(Found { speaker: Speaker { name: None, as_written, role: None, organisation }, first: phrase, end })
    }
}

/// Words that end a noun phrase or cannot stand in one.
const NOT_IN_PHRASE: [&str; 24] = [
    "who", "which", "that", "as", "when", "after", "while", "during", "because", "but", "and", "or", "is", "was",
    "were", "are", "has", "have", "had", "then", "to", "by", "it", "there",
];

/// `the announcer`, `one voter`, `his lawyer`: a speaker whom the text only describes. It must be sure from the quotation beside
/// it that somebody speaks there. `None` where no determiner begins the phrase.
pub(super) fn described(scope: &Scope<'_>, first: usize, end: usize, follows: bool) -> Option<Found> {
    let tokens = scope.tokens;
    let determiner = |i: usize| {
        tokens.is(i, &["the", "a", "an", "one", "another", "his", "her", "its", "their", "my", "our", "this"])
    };
    let ends = |i: usize| !tokens.is_word(i) || tokens.is(i, &NOT_IN_PHRASE);
    let (start, mut stop) = if follows {
        let stop = (first..end).find(|&i| ends(i)).unwrap_or(end);
        (first, stop)
    } else {
        let stop = skip_adverbs(tokens, first, end);
        let start = (first.max(stop.saturating_sub(8))..stop).rev().find(|&i| determiner(i) || ends(i))?;
        (start, stop)
    };
    if follows {
        // "said the woman on Friday", "said a man in the queue"
        let tail = (start + 2..stop).find(|&i| tokens.is(i, &["on", "in", "at", "of", "from", "with", "for"]));
        stop = tail.unwrap_or(stop);
    }
    let words = stop.saturating_sub(start);
    ((2..=6).contains(&words) && determiner(start)).then(|| {
        let as_written = tokens.words(start, stop);
        Found { speaker: Speaker { name: None, as_written, role: None, organisation: None }, first: start, end: stop }
    })
}
