//! Noun phrases before and after a speech word → who speaks.

use super::names;
use super::offices::{
    Scope, joins_name, named_in_article, office_in, organisation_name, phrase_start, skip_adverbs, titled, whole_name,
};
use crate::codebook::actors::Name;
use crate::codebook::people::Noun;
use crate::codebook::scan::Shape;
use crate::model::actor::Speaker;

/// Words with which the noun phrase of a speaker is over.
const ENDS_PHRASE: [&str; 15] = [
    "who", "which", "that", "as", "when", "after", "while", "during", "because", "but", "quoting", "citing", "told",
    "said", "familiar",
];

/// A person who was named in the article.
#[derive(Debug, Clone)]
struct Person {
    speaker: Speaker,
    /// Last word of the name, lower case.
    surname: String,
}

/// The persons and bodies of an article, as its sentences come in.
#[derive(Debug, Default)]
pub(super) struct Cast {
    persons: Vec<Person>,
    /// Who spoke or was named last, for pronouns.
    last_person: Option<usize>,
}

/// A speaker found, with where the noun phrase begins.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// Who.
    pub(super) speaker: Speaker,
    /// First token of the noun phrase.
    pub(super) first: usize,
    /// One past its last token, apposition included.
    pub(super) end: usize,
}

/// Whether somebody else was brought up in this paragraph after the person: `a shopkeeper`, `Rafiullah, a driver,`.
fn rivalled(scope: &Scope<'_>, person: &Person, at: usize) -> bool {
    let tokens = scope.tokens;
    let start = tokens.paragraphs.iter().rev().find(|&&p| p <= at).copied().unwrap_or(0);
    let (mut rival, mut quoted) = (false, false);
    for i in start..at {
        match tokens.mark(i) {
            Some('“') => quoted = true,
            Some('”') => quoted = false,
            Some('"') => quoted = !quoted,
            _ => {}
        }
        if quoted {
            continue;
        }
        if tokens.low(i) == person.surname {
            rival = false;
        } else if tokens.is(i, &["a", "an", "the", "another", "one"]) {
            rival |= (i + 1..at.min(i + 5)).any(|t| single_person(scope, t, person));
        } else if tokens.is_capital(i) && (i == start || matches!(tokens.mark(i - 1), Some('.' | '”' | '"' | '?'))) {
            // a name that opens a sentence
            let named = scope.codebook.people.not_names.longest(tokens, i).is_none()
                && scope.codebook.actors.lexicon.longest(tokens, i).is_none()
                && scope.codebook.places.lexicon.longest(tokens, i).is_none()
                && scope.codebook.people.titles.longest(tokens, i).is_none()
                && matches!(tokens.form(i + 1), Shape::Mark(','))
                || tokens.is_capital(i + 1) && tokens.low(i + 1) != person.surname;
            rival |= named && !(i..at.min(i + 4)).any(|t| tokens.low(t) == person.surname);
        }
    }
    rival
}

/// Whether a noun for one human being stands at the token, other than the person's own office.
fn single_person(scope: &Scope<'_>, at: usize, person: &Person) -> bool {
    let tokens = scope.tokens;
    let role = scope.codebook.people.roles.longest(tokens, at).map(|(after, ())| after);
    let noun = scope
        .codebook
        .people
        .nouns
        .longest(tokens, at)
        .and_then(|(after, n)| matches!(n, Noun::Class(_)).then_some(after));
    let Some(after) = role.or(noun) else { return false };
    let head = tokens.low(after - 1);
    let plural = head.ends_with('s')
        || ["people", "police", "men", "women", "children", "gunmen", "staff", "personnel"].contains(&head);
    let own = person.speaker.role.as_ref().is_some_and(|r| r.to_lowercase().ends_with(head));
    !plural && !own
}

/// Whether a stretch is a person's name and nothing else.
fn whole_person(scope: &Scope<'_>, from: usize, to: usize) -> bool {
    let known = scope.reading.names.iter().any(|n| n.first == from && n.end == to && matches!(n.name, Name::Person(_)));
    let run = names::capitals(scope.tokens, from, to, scope.codebook);
    known
        || run.is_some_and(|run| {
            run.end == to
                && (run.titled || run.end >= run.first + 2)
                && scope.codebook.actors.lexicon.longest(scope.tokens, run.first).is_none()
                && scope.codebook.places.lexicon.longest(scope.tokens, run.first).is_none()
                && !organisation_name(scope.tokens, run.first, run.end)
        })
}

impl Cast {
    /// The noun phrase that ends right before token `end`, not before `first`: the subject of a speech verb.
    pub(super) fn before(&mut self, scope: &Scope<'_>, first: usize, end: usize) -> Option<Found> {
        let tokens = scope.tokens;
        let mut head_end = skip_adverbs(tokens, first, end);
        if head_end == first {
            return None;
        }
        let phrase_end = head_end;
        let mut apposition = None;
        if tokens.mark(head_end - 1) == Some(',') {
            let comma = head_end - 1;
            let open = (first..comma).rev().find(|&i| tokens.mark(i) == Some(','))?;
            // a list or a long aside is no apposition
            if comma - open > 25 || open == first {
                return None;
            }
            apposition = Some((open + 1, comma));
            head_end = open;
        }
        // "Jane Doe of Some Body said"
        let start = first.max(head_end.saturating_sub(12));
        let tail = (start + 1..head_end).rev().find(|&i| {
            tokens.is(i, &["of", "for", "with", "from", "at"])
                && tokens.is_capital(i - 1)
                && (tokens.is_capital(i + 1) || tokens.is_capital(i + 2))
        });
        if let Some(tail) = tail.filter(|_| !whole_name(scope, first, head_end))
            && let Some(found) = self.noun_phrase(scope, first, tail, Some((tail, head_end)))
        {
            return Some(Found { end: phrase_end, ..found });
        }
        let found = self.noun_phrase(scope, first, head_end, apposition)?;
        Some(Found { end: phrase_end, ..found })
    }

    /// The noun phrase that begins at token `first`: the subject after an inverted verb, the source after `according to`.
    pub(super) fn after(&mut self, scope: &Scope<'_>, first: usize, end: usize) -> Option<Found> {
        let tokens = scope.tokens;
        let stops = |i: usize| {
            matches!(tokens.mark(i), Some(',' | ';' | ':' | '“' | '”' | '"' | '(' | '—'))
                || (tokens.mark(i) == Some('.') && i + 1 >= end)
                || tokens.is(i, &ENDS_PHRASE)
        };
        let stop = (first..end).find(|&i| stops(i)).unwrap_or(end);
        let day = (first..stop)
            .find(|&i| tokens.low(i) == "on" && names::capitals(tokens, i + 1, stop, scope.codebook).is_none());
        let head_end = day.unwrap_or(stop);
        if head_end == first {
            return None;
        }
        let mut apposition = None;
        let mut last = stop;
        if tokens.mark(stop) == Some(',') {
            let close =
                (stop + 1..end).find(|&i| matches!(tokens.mark(i), Some(',' | '.' | ';' | '“' | '"'))).unwrap_or(end);
            if close - stop <= 25 && close > stop + 1 {
                apposition = Some((stop + 1, close));
                last = close;
            }
        }
        // the name is where the phrase has its capitals: "a spokesman for the governor, X" keeps its head
        let prepositional =
            (first + 1..head_end).find(|&i| tokens.is(i, &["of", "for", "in", "at", "from", "to", "with"]));
        let head = prepositional.unwrap_or(head_end);
        let tail = if head < head_end { Some((head, head_end)) } else { None };
        let found = match tail {
            // "Jane Doe of Some Body", "a spokesman for the governor"
            Some(tail) if !whole_name(scope, first, head_end) => self
                .noun_phrase(scope, first, head, Some(tail))
                .or_else(|| self.noun_phrase(scope, first, head_end, apposition)),
            _ => self.noun_phrase(scope, first, head_end, apposition),
        }?;
        Some(Found { first, end: last, ..found })
    }

    /// The last person who spoke, for a quotation without a cue.
    pub(super) fn note_person(&mut self, speaker: &Speaker) {
        if let Some(name) = &speaker.name
            && speaker.organisation.as_ref() != Some(name)
        {
            self.register(speaker.clone());
        }
    }

    fn noun_phrase(
        &mut self,
        scope: &Scope<'_>,
        first: usize,
        end: usize,
        apposition: Option<(usize, usize)>,
    ) -> Option<Found> {
        // "a spokesman, Jane Doe, said": the name stands in the apposition
        if let Some((from, to)) = apposition
            && self::whole_person(scope, from, to)
            && let Some(found) = self
                .known_person(scope, from, to, Some((first, end)))
                .or_else(|| self.capitalised(scope, from, to, Some((first, end))))
        {
            return Some(Found { first, ..found });
        }
        self.pronoun(scope, end)
            .or_else(|| self.known_person(scope, first, end, apposition))
            .or_else(|| self.capitalised(scope, first, end, apposition))
            .or_else(|| Self::body(scope, first, end, apposition))
            .or_else(|| self.office(scope, first, end, apposition))
            .or_else(|| Self::unnamed(scope, first, end))
    }

    fn pronoun(&mut self, scope: &Scope<'_>, end: usize) -> Option<Found> {
        let at = end.checked_sub(1)?;
        if !scope.tokens.is(at, &["he", "she"]) {
            return None;
        }
        let as_written = scope.tokens.raw(at).to_owned();
        let person = self.last_person.and_then(|i| self.persons.get(i)).filter(|p| !rivalled(scope, p, at));
        // with nobody sure, the pronoun stands for itself
        let speaker = match person {
            Some(person) => Speaker { as_written, ..person.speaker.clone() },
            None => Speaker { name: None, as_written, role: None, organisation: None },
        };
        Some(Found { speaker, first: at, end })
    }

    /// A person of the codebook.
    fn known_person(
        &mut self,
        scope: &Scope<'_>,
        first: usize,
        end: usize,
        apposition: Option<(usize, usize)>,
    ) -> Option<Found> {
        let mention = scope
            .reading
            .names
            .iter()
            .find(|n| n.end == end && n.first >= first && matches!(n.name, Name::Person(_)))?;
        let Name::Person(index) = mention.name else { return None };
        let entry = &scope.codebook.actors.persons[index];
        let start = phrase_start(scope, first, mention.first);
        let (role, organisation) = office_in(scope, start, mention.first, apposition);
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
    fn capitalised(
        &mut self,
        scope: &Scope<'_>,
        first: usize,
        end: usize,
        apposition: Option<(usize, usize)>,
    ) -> Option<Found> {
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
            let place = scope.codebook.places.lexicon.longest(tokens, start).filter(|(after, _)| *after < end);
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
        let as_written = tokens.words(start, end);
        let surname = tokens.low(end - 1).to_owned();
        let phrase = phrase_start(scope, first, start);
        let (role, organisation) = office_in(scope, phrase, start, apposition);
        let known = self
            .persons
            .iter()
            .rposition(|p| p.surname == surname)
            .or_else(|| (words == 1).then(|| self.known_surname(scope, &surname)).flatten());
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
        let body = organisation_name(tokens, start, end);
        if words == 1 && role.is_none() && apposition.is_none() && !titled(scope, start) {
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

    /// A group, body, government or seat.
    fn body(scope: &Scope<'_>, first: usize, end: usize, apposition: Option<(usize, usize)>) -> Option<Found> {
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
    fn office(
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
    fn unnamed(scope: &Scope<'_>, first: usize, end: usize) -> Option<Found> {
        let tokens = scope.tokens;
        let start = (first.max(end.saturating_sub(3))..end)
            .find(|&i| scope.codebook.people.sources.longest(tokens, i).is_some_and(|(after, ())| after == end))?;
        let phrase = phrase_start(scope, first, start);
        let (_, organisation) = office_in(scope, phrase, start, None);
        let as_written = tokens.words(phrase, end);
        Some(Found { speaker: Speaker { name: None, as_written, role: None, organisation }, first: phrase, end })
    }

    fn register(&mut self, speaker: Speaker) -> usize {
        let name = speaker.name.clone().unwrap_or_default();
        let known = self.persons.iter().position(|p| p.speaker.name.as_ref() == Some(&name));
        let index = if let Some(index) = known {
            let known = &mut self.persons[index].speaker;
            known.role = known.role.take().or(speaker.role);
            known.organisation = known.organisation.take().or(speaker.organisation);
            index
        } else {
            let surname = name.rsplit([' ', '-']).next().unwrap_or("").to_lowercase();
            self.persons.push(Person { speaker, surname });
            self.persons.len() - 1
        };
        self.last_person = Some(index);
        index
    }

    /// Takes note of persons whom a sentence names outside speech: `a leader of a patrol, Rahimi,`.
    pub(super) fn meet(&mut self, scope: &Scope<'_>) {
        let (tokens, sentence) = (scope.tokens, scope.reading.sentence);
        for n in &scope.reading.names {
            if let Name::Person(index) = n.name {
                let entry = &scope.codebook.actors.persons[index];
                self.register(Speaker {
                    name: Some(entry.name.clone()),
                    as_written: tokens.words(n.first, n.end),
                    role: entry.role.clone(),
                    organisation: entry.organisation.clone(),
                });
            }
        }
        // "Karim Daud leads the district. He said …"
        if let Some(run) = names::capitals(tokens, sentence.first, sentence.end, scope.codebook)
            && (2..=3).contains(&(run.first..run.end).filter(|&i| tokens.is_capital(i)).count())
            && tokens.form(run.end) == Shape::Lower
            && !organisation_name(tokens, run.first, run.end)
            && (run.first..run.end).all(|i| {
                scope.codebook.actors.lexicon.longest(tokens, i).is_none()
                    && scope.codebook.places.lexicon.longest(tokens, i).is_none()
            })
        {
            let name = tokens.words(run.first, run.end);
            self.register(Speaker { name: Some(name.clone()), as_written: name, role: None, organisation: None });
        }
        for i in sentence.first + 1..sentence.end.saturating_sub(1) {
            // "the pensioner Mohammad Gul", "a researcher, …" are met below
            let noun = !tokens.is_capital(i - 1)
                && tokens.is_word(i - 1)
                && (scope.codebook.people.roles.longest(tokens, i - 1).is_some_and(|(a, ())| a == i)
                    || scope
                        .codebook
                        .people
                        .nouns
                        .longest(tokens, i - 1)
                        .is_some_and(|(a, n)| a == i && matches!(n, Noun::Class(_))));
            if noun
                && let Some(run) = names::capitals(tokens, i, sentence.end, scope.codebook)
                && run.end >= run.first + 2
                && scope.codebook.actors.lexicon.longest(tokens, run.first).is_none()
                && scope.codebook.places.lexicon.longest(tokens, run.first).is_none()
            {
                let name = tokens.words(run.first, run.end);
                let phrase = phrase_start(scope, sentence.first, i - 1);
                let (role, organisation) = office_in(scope, phrase, i, None);
                self.register(Speaker { name: Some(name.clone()), as_written: name, role, organisation });
            }
        }
        for i in sentence.first + 1..sentence.end.saturating_sub(2) {
            if tokens.mark(i) != Some(',') || !tokens.is_capital(i + 1) {
                continue;
            }
            let Some(run) = names::capitals(tokens, i + 1, sentence.end, scope.codebook) else { continue };
            if tokens.mark(run.end) != Some(',') || scope.codebook.places.lexicon.longest(tokens, run.first).is_some() {
                continue;
            }
            let from =
                (sentence.first..i).rev().find(|&t| tokens.mark(t) == Some(',')).map_or(sentence.first, |t| t + 1);
            let from = from.max(i.saturating_sub(10));
            let (role, organisation) = office_in(scope, from, i, None);
            if role.is_some() && scope.codebook.actors.lexicon.longest(tokens, run.first).is_none() {
                let name = tokens.words(run.first, run.end);
                self.register(Speaker { name: Some(name.clone()), as_written: name, role, organisation });
            }
        }
    }
}
