//! Noun phrases before and after a speech word → who speaks.

use super::bodies::is_arm;
use super::cast::Cast;
use super::names;
use super::offices::{Phrase, Scope, office_in, organisation_name, skip_day, whole_name};
use super::token::Tokens;
use super::words::Words;
use crate::codebook::actors::Name;
use crate::codebook::scan::Shape;
use crate::model::actor::Speaker;

/// Words with which the noun phrase of a speaker is over.
static ENDS_PHRASE: Words<15> = Words::of([
    "who", "which", "that", "as", "when", "after", "while", "during", "because", "but", "quoting", "citing", "told",
    "said", "familiar",
]);

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

impl Cast {
    /// The noun phrase that ends right before token `end`, not before `first`: the subject of a speech verb.
    pub(super) fn before(&mut self, scope: &Scope<'_>, first: usize, end: usize) -> Option<Found> {
        let tokens = scope.tokens;
        // bullets of a list
        let bullet = |&i: &usize| !matches!(tokens.mark(i), Some('-' | '–' | '•' | '*' | '·'));
        let first = (first..end).find(bullet).unwrap_or(first);
        let mut head_end = skip_day(scope, first, end);
        if head_end == first {
            return None;
        }
        let phrase_end = head_end;
        // "Jane Doe (D-Ohio) said", "Jane Doe, 45, said" keep their heads
        if tokens.mark(head_end - 1) == Some(')')
            && let Some(open) = (first + 1..head_end).rev().take(8).find(|&i| tokens.mark(i) == Some('('))
        {
            head_end = open;
        }
        // "The ministry – which has no budget – said"
        if let Some(dash @ ('-' | '–' | '—')) = tokens.mark(head_end - 1)
            && let Some(open) =
                (first + 1..head_end - 1).rev().take(25).find(|&i| tokens.mark(i) == Some(dash) && spaced(tokens, i))
            && spaced(tokens, head_end - 1)
        {
            head_end = open;
        }
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
            // "Jane Doe, 45, a driver,", "Jane Doe, D-Ohio, a candidate,"
            let inner = (first + 1..open).rev().take(4).find(|&i| tokens.mark(i) == Some(','));
            if let Some(inner) = inner
                && matches!(tokens.form(inner + 1), Shape::Digits | Shape::Upper)
            {
                head_end = inner;
            }
        }
        // "Jane Doe, spokesman of the council said": no comma closes what stands beside the name
        if apposition.is_none()
            && let Some(comma) = (first + 2..head_end).find(|&i| tokens.mark(i) == Some(','))
            && comma <= first + 5
            && whole_person(scope, first, comma)
            && opens_office(scope, comma + 1)
            && !(comma + 1..head_end).any(|i| tokens.mark(i) == Some(','))
        {
            apposition = Some((comma + 1, head_end));
            head_end = comma;
        }
        // "officials tracking the group said": the officials
        head_end = participle(scope, first.max(head_end.saturating_sub(12)), head_end).unwrap_or(head_end);
        // "Jane Doe of Some Body said", but not "Secretary of State Jane Doe said"
        let start = first.max(head_end.saturating_sub(12));
        let titled =
            |i: usize| scope.codebook.people.titles.longest(tokens, i - 1).is_some_and(|(after, ())| after > i);
        let named_aside = apposition.is_some_and(|(from, to)| whole_person(scope, from, to));
        let tail = (start + 1..head_end).rev().find(|&i| {
            tokens.is(i, &["of", "for", "with", "from", "at"])
                && tokens.is_capital(i - 1)
                && (tokens.is_capital(i + 1) || tokens.is_capital(i + 2))
                && !titled(i)
                && !named_aside
        });
        if let Some(tail) = tail.filter(|_| !whole_name(scope, first, head_end))
            && let Some(found) = self.noun_phrase(scope, Phrase { first, end: tail, beside: Some((tail, head_end)) })
        {
            return Some(Found { end: phrase_end, ..found });
        }
        let found = self
            .noun_phrase(scope, Phrase { first, end: head_end, beside: apposition })
            .or_else(|| self.noun_phrase(scope, Phrase::plain(first, headed(scope, start, head_end)?)))?;
        Some(Found { end: phrase_end, ..self.with_office_before(scope, first, found) })
    }

    /// `commander of the mission, Gen. Jane Doe, said`: an office that stands before the name and its comma.
    fn with_office_before(&mut self, scope: &Scope<'_>, first: usize, found: Found) -> Found {
        let tokens = scope.tokens;
        let Found { speaker, first: at, .. } = &found;
        let Some(comma) = at.checked_sub(1).filter(|&i| i > first + 1 && tokens.mark(i) == Some(',')) else {
            return found;
        };
        let person = speaker.name.is_some() && speaker.name != speaker.organisation && speaker.organisation.is_none();
        let from =
            (first..comma).rev().find(|&i| matches!(tokens.mark(i), Some(',' | '”' | '"'))).map_or(first, |i| i + 1);
        if !person || comma - from > 16 || !opens_office(scope, from) {
            return found;
        }
        let (role, organisation) = office_in(scope, from, comma, None);
        let speaker =
            Speaker { role: role.or_else(|| found.speaker.role.clone()), organisation, ..found.speaker.clone() };
        self.register(speaker.clone());
        Found { speaker, ..found }
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
        let stop = participle(scope, first, stop).unwrap_or(stop);
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
                .noun_phrase(scope, Phrase { first, end: head, beside: Some(tail) })
                .or_else(|| self.noun_phrase(scope, Phrase { first, end: head_end, beside: apposition })),
            _ => self.noun_phrase(scope, Phrase { first, end: head_end, beside: apposition }),
        }?;
        Some(Found { first, end: last, ..found })
    }

    fn noun_phrase(&mut self, scope: &Scope<'_>, phrase: Phrase) -> Option<Found> {
        let Phrase { first, end, beside } = phrase;
        // "a spokesman, Jane Doe, said": the name stands in the apposition
        if let Some((from, to)) = beside
            && self::whole_person(scope, from, to)
            && let Some(found) = self
                .known_person(scope, Phrase { first: from, end: to, beside: Some((first, end)) })
                .or_else(|| self.capitalised(scope, Phrase { first: from, end: to, beside: Some((first, end)) }))
        {
            return Some(Found { first, ..found });
        }
        // "the statement, issued by the spokesman Jane Doe, said"
        if let Some((from, to)) = beside
            && let Some(by) = (from..to.min(from + 3)).find(|&i| scope.tokens.low(i) == "by")
            && scope.tokens.is(from, &["issued", "released", "signed", "published", "written", "read"])
            && let Some(found) = self.noun_phrase(scope, Phrase::plain(by + 1, to))
        {
            return Some(Found { first, ..found });
        }
        self.pronoun(scope, end)
            .or_else(|| self.document(scope, first, end))
            .or_else(|| self.known_person(scope, phrase))
            .or_else(|| Self::country(scope, first, end))
            .or_else(|| self.capitalised(scope, phrase))
            .or_else(|| Self::body(scope, phrase))
            .or_else(|| Self::arm(scope, first, end))
            .or_else(|| self.office(scope, phrase))
            .or_else(|| Self::unnamed(scope, first, end))
    }
}

/// Where a participle behind the head of a noun phrase begins: what follows says what they do, not who they are.
fn participle(scope: &Scope<'_>, first: usize, end: usize) -> Option<usize> {
    let (tokens, people) = (scope.tokens, &scope.codebook.people);
    (first + 1..end).find(|&i| {
        let ing = tokens.form(i) == Shape::Lower && tokens.low(i).ends_with("ing")
            || tokens.is(i, &["familiar", "briefed", "close", "loyal"]);
        let head = |t: usize| {
            people.sources.longest(tokens, t).is_some_and(|(after, ())| after == i)
                || people.roles.longest(tokens, t).is_some_and(|(after, ())| after == i)
        };
        ing && (head(i - 1) || i >= first + 2 && head(i - 2))
    })
}

/// Whether an office opens the phrase: `spokesman of`, `the deputy head of`.
fn opens_office(scope: &Scope<'_>, from: usize) -> bool {
    let tokens = scope.tokens;
    let article = usize::from(tokens.is(from, &["the", "a", "an"]));
    (from + article..from + article + 3).any(|i| scope.codebook.people.roles.longest(tokens, i).is_some())
}

/// Whether a dash stands apart from the words beside it, so that it is no hyphen.
fn spaced(tokens: &Tokens<'_>, i: usize) -> bool {
    tokens.mark(i) == Some('—') || i > 0 && tokens.at(i - 1).span.end < tokens.at(i).span.start
}

/// Where the preposition behind the head of a noun phrase stands: `elders in the south said`, `the head of the hospital said`.
fn headed(scope: &Scope<'_>, first: usize, end: usize) -> Option<usize> {
    let (tokens, people) = (scope.tokens, &scope.codebook.people);
    (first + 1..end).find(|&i| {
        let ends = |t: usize| {
            people.sources.longest(tokens, t).is_some_and(|(after, ())| after == i)
                || people.roles.longest(tokens, t).is_some_and(|(after, ())| after == i)
                || t + 1 == i && is_arm(tokens, t)
        };
        let plain = !(i..end).any(|t| tokens.mark(t) == Some(',') || tokens.is(t, &["and", "who", "that", "which"]));
        tokens.is(i, &["of", "in", "at", "from", "for", "on", "with"])
            && plain
            && (i.saturating_sub(3).max(first)..i).any(ends)
    })
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
                && !organisation_name(scope.tokens, scope.codebook, run.first, run.end)
        })
}
