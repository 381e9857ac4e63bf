//! A noun phrase without a person's name → who speaks: a body, a government, an office, an unnamed source.

use super::cast::Cast;
use super::names::NameMention;
use super::offices::{Phrase, Scope, named_in_article, office_in, phrase_start, skip_adverbs, skip_day};
use super::places::PlaceMention;
use super::speakers::Found;
use super::token::Tokens;
use super::words::Words;
use crate::codebook::actors::{Kind, Name};
use crate::codebook::people::Noun;
use crate::model::actor::Speaker;
use crate::model::place::GeoPrecision;

impl Cast {
    /// A group, body, government or seat.
    pub(super) fn body(scope: &Scope<'_>, phrase: Phrase) -> Option<Found> {
        let Phrase { first, end, beside } = phrase;
        // "the Taliban leadership"
        let whole = end > first + 1 && scope.tokens.is(end - 1, &WHOLE);
        let ends = |n: &&NameMention| n.end == end || whole && n.end + 1 == end && matches!(n.name, Name::Actor(_));
        let fits = |n: &&NameMention| n.first >= first && !matches!(n.name, Name::Person(_));
        let mention = *scope.reading.names.iter().filter(fits).find(ends)?;
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
            _ => scope.memory.actor(scope.tokens, &mention, &scope.reading.names, scope.codebook)?.name,
        };
        let actor = owner(scope, first, &mention).unwrap_or(actor);
        let start = phrase_start(scope, first, mention.first);
        let (role, _) = office_in(scope, start, mention.first, beside);
        let speaker = Speaker {
            name: Some(actor.clone()),
            as_written: scope.tokens.words(mention.first, end),
            role,
            organisation: Some(actor),
        };
        Some(Found { speaker, first: start, end })
    }

    /// `Afghanistan denies`: a country stands for those who govern it; `in Afghanistan said` is where somebody said it.
    pub(super) fn country(scope: &Scope<'_>, first: usize, end: usize) -> Option<Found> {
        let tokens = scope.tokens;
        let country = |p: &&PlaceMention| !p.adjective && p.place.precision == GeoPrecision::Country;
        let place = scope.reading.places.iter().filter(country).find(|p| p.end == end && p.first >= first)?;
        if scope.reading.names.iter().any(|n| n.end == end) {
            return None;
        }
        let apart = place.first == first || matches!(tokens.mark(place.first - 1), Some(',' | ':' | '-'));
        if !apart && !tokens.is(place.first - 1, &["and", "but", "while", "that", "the", "although"]) {
            return None;
        }
        let name = place.place.country.clone()?;
        let as_written = tokens.words(place.first, end);
        let speaker = Speaker { name: Some(name.clone()), as_written, role: None, organisation: Some(name) };
        Some(Found { speaker, first: place.first, end })
    }

    /// `US forces`, `the United Nations mission`: a part of a body that speaks in its own name.
    pub(super) fn arm(scope: &Scope<'_>, first: usize, end: usize) -> Option<Found> {
        let at = end.checked_sub(1).filter(|&at| at > first && is_arm(scope.tokens, at))?;
        let body = scope.reading.names.iter().find(|n| n.end == at && n.first >= first)?;
        matches!(body.name, Name::Actor(_)).then(|| {
            let name = scope.tokens.words(body.first, end);
            let start = phrase_start(scope, first, body.first);
            let speaker =
                Speaker { name: Some(name.clone()), as_written: name.clone(), role: None, organisation: Some(name) };
            Found { speaker, first: start, end }
        })
    }

    /// `the statement said`: it speaks for those whom the article named as its authors. `None` where it named none.
    pub(super) fn document(&self, scope: &Scope<'_>, first: usize, end: usize) -> Option<Found> {
        let tokens = scope.tokens;
        let last = end.checked_sub(1).filter(|&at| at > first && is_document(tokens, at))?;
        let at = if tokens.low(last) == "release" { last - 1 } else { last };
        // "a statement issued by X said": the author was noted with this sentence
        // "X issued a statement condemning …": so was it here; "a statement continued" goes on with the one before
        let own = tokens.is(at - 1, &["a", "another"])
            && ((end..end + 3).any(|i| tokens.is(i, &["by", "from"]))
                || at > first + 1 && tokens.is(at - 2, &ISSUES)
                || tokens.is(end, &["continued", "continues", "added", "adds", "concluded", "concludes"]));
        if !own && !tokens.is(at - 1, &["the", "its", "their", "that"]) {
            return None;
        }
        let author = self.author.clone()?;
        let as_written = if author.name.is_some() { tokens.words(at - 1, end) } else { author.as_written.clone() };
        Some(Found { speaker: Speaker { as_written, ..author }, first: at - 1, end })
    }

    /// Takes note of who a statement of the sentence comes from: `a statement from X`, `X issued a statement`.
    pub(super) fn note_author(&mut self, scope: &Scope<'_>) {
        let tokens = scope.tokens;
        let (first, end) = (scope.reading.sentence.first, scope.reading.sentence.end);
        let Some(at) = (first..end).find(|&i| is_document(tokens, i)) else { return };
        let by = (at + 1..end.min(at + 4)).find(|&i| tokens.is(i, &["by", "from", "of"]));
        let verb = || {
            let issued = |&i: &usize| tokens.is(i, &["issued", "released", "published", "shared"]);
            (first + 1..at).rev().take(6).find(issued).filter(|_| !tokens.is(at - 1, &["the", "this", "that"]))
        };
        let (from, to) = match by {
            Some(by) => {
                (by + 1, (by + 2..end).find(|&i| !tokens.is_capital(i) && tokens.mark(i) != Some('-')).unwrap_or(end))
            }
            None => match verb() {
                Some(verb) => (first, skip_adverbs(tokens, first, verb)),
                None => return,
            },
        };
        let from = if tokens.low(from) == "the" { from + 1 } else { from };
        if to > from
            && let Some(found) =
                Self::body(scope, Phrase::plain(from, to)).or_else(|| self.named_author(scope, by, from, to))
        {
            self.author = Some(found.speaker);
        }
    }

    /// `the Foreign Ministry issued a statement`: a body or a person that the codebook does not have. `None` behind `by`.
    fn named_author(&mut self, scope: &Scope<'_>, by: Option<usize>, from: usize, to: usize) -> Option<Found> {
        let found = if by.is_none() { self.before(scope, from, to) } else { None }?;
        found.speaker.name.is_some().then_some(found)
    }

    /// Takes note of who said something in a statement of the sentence: `…, the army said in a statement`.
    pub(super) fn note_writer(&mut self, tokens: &Tokens<'_>, cue_end: usize, end: usize, speaker: &Speaker) {
        let writing = (cue_end..end.min(cue_end + 8)).find(|&i| is_document(tokens, i));
        let body = speaker.organisation.is_some() || speaker.name.is_none();
        if writing.is_some_and(|at| (cue_end..at).any(|i| tokens.is(i, &["in"]))) && body {
            self.author = Some(speaker.clone());
        }
    }

    /// `put out a statement that said …`: who put it out. `None` where no writing stands before `that`.
    pub(super) fn issuer(&mut self, scope: &Scope<'_>, region: usize, that: usize) -> Option<Found> {
        let tokens = scope.tokens;
        let writing = that.checked_sub(1).filter(|&at| at > region && is_document(tokens, at))?;
        let verb = (region + 1..writing).rev().take(6).find(|&i| tokens.is(i, &ISSUES))?;
        self.before(scope, region, verb)
    }

    /// `the Taliban spokesman`, `the EU foreign policy chief`: the one of that office who was named, or who the codebook knows.
    pub(super) fn office(&mut self, scope: &Scope<'_>, phrase: Phrase) -> Option<Found> {
        let Phrase { first, end, beside } = phrase;
        let tokens = scope.tokens;
        let start = (first.max(end.saturating_sub(4))..end)
            .find(|&i| scope.codebook.people.roles.longest(tokens, i).is_some_and(|(after, ())| after == end))?;
        if tokens.low(end - 1).ends_with('s') && !tokens.low(end - 1).ends_with("ss") {
            return None;
        }
        let phrase = phrase_start(scope, first, start);
        let role = tokens.words(start, end).to_lowercase();
        let (_, organisation) = office_in(scope, phrase, end, beside);
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
        // "a Taliban commander … the commander"
        let carried = || self.offices.iter().rev().find(|(word, _)| definite && *word == last_word);
        let organisation = organisation.or_else(|| carried().and_then(|(_, s)| s.organisation.clone()));
        let speaker = Speaker { name: None, as_written, role: Some(role), organisation };
        Some(Found { speaker, first: phrase, end })
    }

    /// `officials`, `local residents`, `diplomatic sources`.
    pub(super) fn unnamed(scope: &Scope<'_>, first: usize, end: usize) -> Option<Found> {
        let tokens = scope.tokens;
        let start = (first.max(end.saturating_sub(3))..end)
            .find(|&i| scope.codebook.people.sources.longest(tokens, i).is_some_and(|(after, ())| after == end))?;
        // "their head of police": the head speaks, not the police
        let roles = &scope.codebook.people.roles;
        let of_office = |i: usize| roles.longest(tokens, i).is_some_and(|(after, ())| after + 1 == start);
        if start > first + 1
            && tokens.low(start - 1) == "of"
            && (start.saturating_sub(4).max(first)..start).any(of_office)
        {
            return None;
        }
        let phrase = phrase_start(scope, first, start);
        let as_written = tokens.words(phrase, end);
        // "the embassy": the one that the article has named in full
        let noun = tokens.low(end - 1);
        let carried = || scope.memory.body(noun).filter(|_| end - phrase == 2 && tokens.low(phrase) == "the");
        if let Some(body) = carried() {
            let speaker = Speaker { name: Some(body.clone()), as_written, role: None, organisation: Some(body) };
            return Some(Found { speaker, first: phrase, end });
        }
        let (_, organisation) = office_in(scope, phrase, end, None);
        Some(Found { speaker: Speaker { name: None, as_written, role: None, organisation }, first: phrase, end })
    }
}

/// Words behind the name of a group that mean the group itself.
const WHOLE: [&str; 8] = ["leadership", "regime", "movement", "group", "militia", "militants", "insurgents", "rebels"];

/// Parts of a body or a state that speak in their own name.
const ARMS: [&str; 9] =
    ["forces", "mission", "embassy", "consulate", "military", "army", "delegation", "team", "troops"];

/// Whether the word is one for such a part.
pub(super) fn is_arm(tokens: &Tokens<'_>, i: usize) -> bool {
    tokens.is(i, &ARMS)
}

/// Writings that speak for somebody.
const DOCUMENTS: [&str; 6] = ["statement", "communique", "communiqué", "letter", "announcement", "message"];

/// Verbs of those who give out a writing.
const ISSUES: [&str; 9] =
    ["issued", "issues", "released", "published", "shared", "put", "sent", "posted", "circulated"];

/// Whether such a writing is named at the token.
fn is_document(tokens: &Tokens<'_>, i: usize) -> bool {
    tokens.is(i, &DOCUMENTS) || tokens.low(i) == "release" && i > 0 && tokens.low(i - 1) == "press"
}

/// `Pakistan's Foreign Office`: a ministry of the state that owns it, not of the one whose ministry bears that name alone.
fn owner(scope: &Scope<'_>, first: usize, mention: &NameMention) -> Option<String> {
    let at = mention.first.checked_sub(1).filter(|&at| at > first && scope.tokens.low(at) == "'s")?;
    let state = scope.reading.names.iter().find(|n| n.end == at)?;
    let of = matches!(state.kind(scope.codebook), Some(Kind::Government | Kind::Authority));
    (of && mention.kind(scope.codebook) == Some(Kind::Government))
        .then(|| state.actor(scope.tokens, scope.codebook))
        .flatten()
        .map(|actor| actor.name)
}

/// Words that end a noun phrase or cannot stand in one.
static NOT_IN_PHRASE: Words<24> = Words::of([
    "who", "which", "that", "as", "when", "after", "while", "during", "because", "but", "and", "or", "is", "was",
    "were", "are", "has", "have", "had", "then", "to", "by", "it", "there",
]);

/// Words that open the phrase of a speaker whom the text only describes.
static DETERMINERS: Words<24> = Words::of([
    "the", "a", "an", "one", "another", "his", "her", "its", "their", "my", "our", "this", "some", "several", "many",
    "most", "all", "few", "those", "these", "other", "both", "two", "three",
]);

/// `the announcer`, `one voter`, `his lawyer`: a speaker whom the text only describes. It must be sure from the quotation beside
/// it that somebody speaks there. `None` where no determiner begins the phrase.
pub(super) fn described(scope: &Scope<'_>, first: usize, end: usize, follows: bool) -> Option<Found> {
    let tokens = scope.tokens;
    let determiner = |i: usize| tokens.is(i, &DETERMINERS);
    let ends = |i: usize| !tokens.is_word(i) || tokens.is(i, &NOT_IN_PHRASE);
    let (start, mut stop) = if follows {
        let stop = (first..end).find(|&i| ends(i)).unwrap_or(end);
        (first, stop)
    } else {
        let stop = skip_day(scope, first, end);
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

/// Bodies, writings and broadcasts that speak, besides the nouns for people.
static SPEAKING: Words<43> = Words::of([
    "poll", "figures", "documents", "company", "campaign", "report", "article", "ad", "suit", "lawsuit", "complaint",
    "letter", "statement", "study", "survey", "paper", "newspaper", "magazine", "court", "committee", "panel",
    "commission", "union", "group", "party", "firm", "foundation", "organization", "organisation", "ministry",
    "department", "agency", "office", "embassy", "administration", "bank", "university", "hospital", "website", "site",
    "memo", "filing", "network",
]);

/// Whether the head of the phrase is a noun for people, an office, a body or a writing.
pub(super) fn can_speak(scope: &Scope<'_>, found: &Found) -> bool {
    let people = &scope.codebook.people;
    let tokens = scope.tokens;
    let last = found.end - 1;
    tokens.is(last, &SPEAKING)
        || tokens
            .is(last, &["percent", "others", "women", "men", "families", "conservatives", "democrats", "republicans"])
        || people.roles.longest(tokens, last).is_some()
        || people.sources.longest(tokens, last).is_some()
        || people.nouns.longest(tokens, last).is_some_and(|(_, noun)| matches!(noun, Noun::Class(_)))
}
