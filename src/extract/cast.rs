//! The persons whom an article has named so far: who a short form, a pronoun or an office stands for.

use std::collections::BTreeMap;

use super::affiliation;
use super::names;
use super::offices::{Scope, office_in, organisation_name, phrase_start};
use crate::codebook::actors::Name;
use crate::codebook::people::Noun;
use crate::codebook::scan::Shape;
use crate::model::actor::Speaker;

/// A person who was named in the article.
#[derive(Debug, Clone)]
pub(super) struct Person {
    /// With office and body as far as known.
    pub(super) speaker: Speaker,
    /// Last word of the name, lower case.
    pub(super) surname: String,
}

/// The persons and bodies of an article, as its sentences come in.
#[derive(Debug, Default)]
pub(super) struct Cast {
    pub(super) persons: Vec<Person>,
    /// Who spoke or was named last, for pronouns.
    pub(super) last_person: Option<usize>,
    /// The body that spoke last, while nobody else has spoken since.
    pub(super) last_body: Option<Speaker>,
    /// Names of two or three capitals, by each of their first and last words; `None` where two share the word.
    pub(super) full_names: BTreeMap<String, Option<String>>,
    /// Who the last statement in writing came from.
    pub(super) author: Option<Speaker>,
    /// Token behind what the last person said: whoever is named inside it is no rival for `he` and `she`.
    pub(super) spoken: usize,
    /// Who rules the country that the article is about without being its government, with the titles of their people.
    pub(super) rulers: Option<(String, Vec<String>)>,
    /// The state that ministers of no named state serve, and whether presidents do.
    pub(super) government: Option<(String, bool)>,
    /// Offices that spoke without a name, by their last word, with the bodies they speak for.
    pub(super) offices: Vec<(String, Speaker)>,
    /// Somebody without a name took the place of the last person: `he` is nobody sure until a name comes.
    pub(super) displaced: bool,
}

impl Cast {
    /// The last person who spoke, for a quotation without a cue.
    pub(super) fn note_person(&mut self, speaker: &Speaker, end: usize) {
        if speaker.name.is_some() {
            self.spoken = end;
        }
        if speaker.name.is_none() && speaker.organisation.is_some() {
            let words = speaker.role.as_deref().unwrap_or(&speaker.as_written);
            let last = words.rsplit(' ').next().unwrap_or(words).to_lowercase();
            self.offices.push((last, speaker.clone()));
        }
        self.last_body = Some(speaker.clone()).filter(|s| s.name.is_some() && s.organisation == s.name);
        if let Some(name) = &speaker.name
            && speaker.organisation.as_ref() != Some(name)
        {
            self.register(speaker.clone());
        }
    }

    pub(super) fn register(&mut self, speaker: Speaker) -> usize {
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
        self.displaced = false;
        index
    }

    /// Takes note of every run of capitals that may be a full name, for a short form that speaks later.
    fn note_full_names(&mut self, scope: &Scope<'_>) {
        let (tokens, sentence) = (scope.tokens, scope.reading.sentence);
        let mut i = sentence.first;
        while i < sentence.end {
            let run = tokens.is_capital(i).then(|| names::capitals(tokens, i, sentence.end, scope.codebook)).flatten();
            let Some(run) = run else {
                i += 1;
                continue;
            };
            let words = (run.first..run.end).filter(|&t| tokens.is_word(t)).count();
            let known = |t: usize| {
                scope.codebook.actors.lexicon.longest(tokens, t).is_some()
                    || scope.codebook.places.lexicon.longest(tokens, t).is_some()
            };
            if (2..=3).contains(&words)
                && !organisation_name(tokens, scope.codebook, run.first, run.end)
                && !(run.first..run.end).any(known)
            {
                let name = tokens.words(run.first, run.end);
                for word in [tokens.low(run.first), tokens.low(run.end - 1)] {
                    if let Some(entry) = self.full_names.get_mut(word) {
                        *entry = entry.take().filter(|other| *other == name);
                    } else {
                        self.full_names.insert(word.to_owned(), Some(name.clone()));
                    }
                }
            }
            i = run.end.max(i + 1);
        }
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
        self.note_author(scope);
        self.note_full_names(scope);
        // "Karim Daud leads the district. He said …"
        let opening = names::capitals(tokens, sentence.first, sentence.end, scope.codebook);
        if let Some(run) = opening
            && (2..=3).contains(&(run.first..run.end).filter(|&i| tokens.is_capital(i)).count())
            && tokens.form(run.end) == Shape::Lower
            && !organisation_name(tokens, scope.codebook, run.first, run.end)
            && (run.first..run.end).all(|i| {
                scope.codebook.actors.lexicon.longest(tokens, i).is_none()
                    && scope.codebook.places.lexicon.longest(tokens, i).is_none()
            })
        {
            let name = tokens.words(run.first, run.end);
            // "Karim Daud of the Wexcombe Institute counts …"
            let beside =
                if tokens.is(run.end, &["of", "at", "from"]) { run.end..sentence.end.min(run.end + 8) } else { 0..0 };
            let organisation = affiliation::body(scope, beside.start, beside.end);
            self.register(Speaker { name: Some(name.clone()), as_written: name, role: None, organisation });
        }
        // "Sara Omid, the former governor, was not surprised"
        if let Some(run) = opening
            && (2..=4).contains(&(run.first..run.end).filter(|&i| tokens.is_capital(i)).count())
            && tokens.mark(run.end) == Some(',')
            && tokens.is(run.end + 1, &["the", "a", "an", "who", "one"])
            && !organisation_name(tokens, scope.codebook, run.first, run.end)
            && scope.codebook.actors.lexicon.longest(tokens, run.first).is_none()
            && scope.codebook.places.lexicon.longest(tokens, run.first).is_none()
            && let Some(close) = (run.end + 1..sentence.end.min(run.end + 30)).find(|&t| tokens.mark(t) == Some(','))
        {
            let (role, organisation) = office_in(scope, run.end + 1, close, None);
            let former = tokens.is(run.end + 2, &["former", "retired"]) && role.is_some();
            let role = if former { role.map(|r| format!("former {r}")) } else { role };
            let name = tokens.words(run.first, run.end);
            if role.is_some() {
                self.register(Speaker { name: Some(name.clone()), as_written: name, role, organisation });
            }
        }
        for i in sentence.first + 1..sentence.end.saturating_sub(1) {
            // "the pensioner Mohammad Gul", "a researcher, …" are met below
            let noun = tokens.is_capital(i)
                && !tokens.is_capital(i - 1)
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

/// Whether somebody else was brought up in this paragraph after the person: `a shopkeeper`, `Rafiullah, a driver,`.
pub(super) fn rivalled(scope: &Scope<'_>, person: &Person, spoken: usize, at: usize) -> bool {
    let tokens = scope.tokens;
    let start = tokens.paragraph_start(at).max(spoken.min(at));
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
    if scope.codebook.actors.lexicon.longest(tokens, at).is_some() {
        return false;
    }
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
