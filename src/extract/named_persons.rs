//! A noun phrase that names a person → who it is: by the codebook, by capitals, by a pronoun.

use super::cast::{Cast, Person, rivalled};
use super::offices::{Phrase, Scope, joins_name, office_in, organisation_name, phrase_start, titled};
use super::speakers::Found;
use crate::codebook::actors::Name;
use crate::codebook::speech::Capacity;
use crate::model::actor::Speaker;

/// Tokens within which the office of a name stands.
const REACH: usize = 12;

/// Nouns of bodies whose names begin with the place that they work on.
const NAMED_FOR: [&str; 12] = [
    "network", "institute", "centre", "center", "observatory", "monitor", "association", "council", "society", "union",
    "federation", "initiative",
];

impl Cast {
    pub(super) fn pronoun(&mut self, scope: &Scope<'_>, end: usize) -> Option<Found> {
        let at = end.checked_sub(1)?;
        if scope.tokens.is(at, &["they", "it", "we", "i"]) {
            return self.plural(scope, at, end);
        }
        if !scope.tokens.is(at, &["he", "she"]) {
            return None;
        }
        let as_written = scope.tokens.raw(at).to_owned();
        let last = self.last_person.and_then(|i| self.persons.get(i)).filter(|_| !self.displaced);
        let person = last.filter(|p| !rivalled(scope, p, self.spoken, at)).cloned();
        self.displaced |= person.is_none();
        // with nobody sure, the pronoun stands for itself
        let speaker = match person {
            Some(person) => Speaker { as_written, ..person.speaker },
            None => Speaker { name: None, as_written, role: None, organisation: None },
        };
        Some(Found { speaker, first: at, end })
    }

    /// `they` and `it`: the body that spoke last; of `we` and `I`, and where no body spoke, the word alone.
    fn plural(&self, scope: &Scope<'_>, at: usize, end: usize) -> Option<Found> {
        let as_written = scope.tokens.raw(at).to_owned();
        let body = self.last_body.clone().filter(|_| scope.tokens.is(at, &["they", "it"]));
        let says = scope.tokens.is(end, &["said", "says", "added", "adds", "noted", "wrote", "stated", "announced"]);
        if body.is_none() && scope.tokens.low(at) == "it" && !says {
            return None;
        }
        let nobody = Speaker { name: None, as_written: String::new(), role: None, organisation: None };
        Some(Found { speaker: Speaker { as_written, ..body.unwrap_or(nobody) }, first: at, end })
    }

    /// A person of the codebook.
    pub(super) fn known_person(&mut self, scope: &Scope<'_>, phrase: Phrase) -> Option<Found> {
        let Phrase { first, end, beside } = phrase;
        let mention = scope
            .reading
            .names
            .iter()
            .find(|n| n.end == end && n.first >= first && matches!(n.name, Name::Person(_)))?;
        let Name::Person(index) = mention.name else { return None };
        let entry = &scope.codebook.actors.persons[index];
        let start = phrase_start(scope, first, mention.first);
        let (role, organisation) = office_in(scope, start, mention.first, beside);
        let speaker = Speaker {
            name: Some(entry.name.clone()),
            as_written: scope.tokens.words(mention.first, end),
            role: role.or_else(|| entry.role.clone()),
            organisation: entry.organisation.clone().or(organisation),
        };
        self.register(speaker.clone());
        Some(Found { speaker, first: start, end })
    }

    /// A person by capitals: a full name, a titled one, or the short form of one who was named.
    pub(super) fn capitalised(&mut self, scope: &Scope<'_>, phrase: Phrase) -> Option<Found> {
        let Phrase { first, end, beside } = phrase;
        let tokens = scope.tokens;
        if scope
            .reading
            .names
            .iter()
            .any(|n| n.end == end && n.first >= first && matches!(n.name, Name::Actor(_) | Name::Seat(_)))
        {
            return None;
        }
        let mut start = end;
        while start > first && (tokens.is_capital(start - 1) || joins_name(tokens, start - 1, first)) {
            start -= 1;
        }
        // "Secretary of State Jane Doe": the title reaches into the capitals
        let title = (first.max(start.saturating_sub(3))..start).find_map(|i| {
            scope.codebook.people.titles.longest(tokens, i).filter(|(after, ())| start < *after && *after < end)
        });
        if let Some((after, ())) = title {
            start = after;
        }
        // bodies and titles before the name are its office
        loop {
            let body = scope
                .codebook
                .actors
                .lexicon
                .longest(tokens, start)
                .filter(|(after, name)| *after < end && matches!(name, Name::Actor(_)));
            let title = scope.codebook.people.titles.longest(tokens, start).filter(|(after, ())| *after < end);
            let role = scope.codebook.people.roles.longest(tokens, start).filter(|(after, ())| *after < end);
            // "Afghanistan Analysts Network": the place is a part of the name
            let named_for = |after: usize| after + 1 < end && tokens.is(end - 1, &NAMED_FOR);
            let place = scope
                .codebook
                .places
                .lexicon
                .longest(tokens, start)
                .filter(|(after, _)| *after < end && !named_for(*after));
            let skip =
                body.map(|(a, _)| a).or(title.map(|(a, ())| a)).or(role.map(|(a, ())| a)).or(place.map(|(a, _)| a));
            match skip {
                Some(after) => {
                    start = after;
                    while start < end && (tokens.mark(start) == Some('.') || tokens.low(start) == "'s") {
                        start += 1;
                    }
                }
                None => break,
            }
        }
        // "Information Minister Jane Doe"
        let office = (start + 1..end.saturating_sub(2)).rev().find_map(|i| {
            let people = &scope.codebook.people;
            let (after, ()) = people.titles.longest(tokens, i).or_else(|| people.roles.longest(tokens, i))?;
            let after = if tokens.mark(after) == Some('.') { after + 1 } else { after };
            (after + 2 <= end && tokens.is_capital(after)).then_some(after)
        });
        start = office.unwrap_or(start);
        while start < end
            && (!tokens.is_capital(start) || scope.codebook.people.not_names.longest(tokens, start).is_some())
        {
            start += 1;
        }
        let words = (start..end).filter(|&i| tokens.is_word(i)).count();
        if words == 0
            || words > 6
            || scope.codebook.places.lexicon.longest(tokens, start).is_some_and(|(after, _)| after == end)
        {
            return None;
        }
        // "Officials said", "Asia Regional Director": an office at the head of a sentence or with capitals is no name
        let people = &scope.codebook.people;
        let office = |i: usize| {
            people.roles.longest(tokens, i).is_some_and(|(after, ())| after == end)
                || people.sources.longest(tokens, i).is_some_and(|(after, ())| after == end)
        };
        if (start..end).any(office) || tokens.is(start, &["i"]) && words == 1 {
            return None;
        }
        let as_written = tokens.words(start, end);
        let surname = tokens.low(end - 1).to_owned();
        let phrase = phrase_start(scope, first, start);
        let (role, organisation) = office_in(scope, phrase, start, beside);
        let organisation =
            organisation.or_else(|| self.ruling(scope, start, end)).or_else(|| self.governing(scope, phrase, start));
        let known = self
            .persons
            .iter()
            .rposition(|p| p.surname == surname)
            .or_else(|| (words == 1).then(|| self.known_surname(scope, &surname)).flatten())
            .or_else(|| (words == 1).then(|| self.given_name(&surname)).flatten());
        if let Some(index) = known.filter(|&i| {
            words == 1 || self.persons[i].speaker.name.as_deref().is_some_and(|n| n.ends_with(&as_written))
        }) {
            self.last_person = Some(index);
            let known = self.persons[index].speaker.clone();
            let speaker = Speaker {
                as_written,
                role: known.role.or(role),
                organisation: known.organisation.or(organisation),
                name: known.name,
            };
            return Some(Found { speaker, first: phrase, end });
        }
        let body = organisation_name(tokens, scope.codebook, start, end);
        if words == 1 && role.is_none() && beside.is_none() && !titled(scope, start) {
            if let Some(full) = self.full_names.get(&surname).cloned().flatten() {
                let speaker = Speaker { name: Some(full), as_written, role: None, organisation };
                self.register(speaker.clone());
                return Some(Found { speaker, first: phrase, end });
            }
            // a single unknown capitalised word: a person or a body that the codebook does not have
            let speaker = Speaker { name: Some(as_written.clone()), as_written, role: None, organisation };
            return Some(Found { speaker, first: phrase, end });
        }
        let speaker = if body {
            Speaker {
                name: Some(as_written.clone()),
                as_written: as_written.clone(),
                role,
                organisation: Some(as_written),
            }
        } else {
            Speaker { name: Some(as_written.clone()), as_written, role, organisation }
        };
        if !body {
            self.register(speaker.clone());
        }
        Some(Found { speaker, first: phrase, end })
    }

    /// `Mullah Ali Khan, who commands a post`: an office holder with a title of those who rule. `None` where the title or the
    /// office is missing.
    fn ruling(&self, scope: &Scope<'_>, start: usize, end: usize) -> Option<String> {
        let (tokens, codebook) = (scope.tokens, scope.codebook);
        let (name, titles) = self.rulers.as_ref()?;
        let title = |i: usize| titles.iter().any(|title| title.eq_ignore_ascii_case(tokens.low(i)));
        if !(start.saturating_sub(2).max(scope.reading.sentence.first)..start).any(title) {
            return None;
        }
        let (first, last) = (scope.reading.sentence.first, scope.reading.sentence.end);
        let mut beside = (start.saturating_sub(REACH).max(first)..start).chain(end..last.min(end + REACH));
        let office = |i: usize| {
            codebook.people.offices.longest(tokens, i).is_some()
                || codebook.people.roles.longest(tokens, i).is_some_and(|(after, ())| {
                    codebook.speech.capacity(&tokens.words(i, after)) == Some(Capacity::Official)
                })
        };
        beside.any(office).then(|| name.clone())
    }

    /// `Foreign Minister Ali Khan`, of no named state: the one that the article is about. `None` for those who were in office.
    fn governing(&self, scope: &Scope<'_>, phrase: usize, start: usize) -> Option<String> {
        let tokens = scope.tokens;
        let (state, presidents) = self.government.as_ref()?;
        let office = start.checked_sub(1).filter(|&i| i >= phrase && tokens.is_capital(i))?;
        let national = tokens.low(office) == "minister" || *presidents && tokens.low(office) == "president";
        let first = phrase.saturating_sub(2).max(scope.reading.sentence.first);
        let past = (first..start).any(|i| tokens.is(i, &["former", "ex", "late", "then", "of", "'s", "’s", "shadow"]));
        let other = scope.reading.places.iter().any(|p| p.first < start && p.end > first);
        (national && !past && !other).then(|| state.clone())
    }

    /// The one person of the article whose name begins with the word, where names of one word are in use: `Zarmina` for Zarmina
    /// Karimi. `None` where two do.
    fn given_name(&self, word: &str) -> Option<usize> {
        let begins = |p: &Person| {
            p.speaker
                .name
                .as_deref()
                .and_then(|n| n.split_once(' '))
                .is_some_and(|(first, _)| first.to_lowercase() == word)
        };
        if matches!(self.full_names.get(word), Some(None)) {
            return None;
        }
        let mut fitting = (0..self.persons.len()).filter(|&i| begins(&self.persons[i]));
        let index = fitting.next()?;
        fitting.next().is_none().then_some(index)
    }

    fn known_surname(&mut self, scope: &Scope<'_>, surname: &str) -> Option<usize> {
        let mut fitting = scope
            .codebook
            .actors
            .persons
            .iter()
            .filter(|p| p.name.rsplit(' ').next().is_some_and(|last| last.to_lowercase() == surname));
        let entry = fitting.next()?;
        // two who bear the name: neither
        if fitting.next().is_some() {
            return None;
        }
        let speaker = Speaker {
            name: Some(entry.name.clone()),
            as_written: entry.name.clone(),
            role: entry.role.clone(),
            organisation: entry.organisation.clone(),
        };
        Some(self.register(speaker))
    }
}
