//! Frames that tell no single event → threats and tallies.

use super::frames::Frame;
use super::incidents::Article;
use super::memory::Memory;
use super::number;
use super::reality::Reality;
use super::roles;
use super::sentence;
use super::token::Tokens;
use super::words::Words;
use crate::codebook::actors::Kind;
use crate::codebook::events::Word;
use crate::model::actor::Actor;
use crate::model::casualties::Count;
use crate::model::date::Timex;
use crate::model::incident::EventType;
use crate::model::statement::Statement;
use crate::model::tally::Tally;
use crate::model::threat::{Threat, ThreatKind};

/// Threats: planned, feared or foiled attacks of a named group, one a sentence; foiled ones also where nobody is named.
pub(super) fn threats(article: &Article<'_>, frames: &[Frame], statements: &[Statement]) -> Vec<Threat> {
    let mut found: Vec<(usize, Threat)> = Vec::new();
    for frame in frames.iter().filter(|f| matches!(f.reality, Reality::Planned | Reality::Foiled)) {
        if frame.event_type == EventType::Raid || found.iter().any(|(sentence, _)| *sentence == frame.sentence) {
            continue;
        }
        let reading = &article.readings[frame.sentence];
        let memory = memory_before(article, frame.sentence);
        let actor = reading
            .names
            .iter()
            .filter_map(|n| memory.actor(article.tokens, n, &reading.names, article.codebook))
            .find(|a| super::memory::kind_of(a, article.codebook) == Some(Kind::ArmedGroup));
        // what was stopped is told even where nobody knows who meant it
        let located = !frame.places.is_empty() || frame.date.is_some();
        if actor.is_none() && !(frame.reality == Reality::Foiled && located) {
            continue;
        }
        let evidence = sentence::evidence(article.document, article.sentences, frame.sentence);
        let plot = reading.words.iter().any(|w| {
            matches!(w.word, Word::Planned) && article.tokens.words(w.first, w.end).to_lowercase().starts_with("pl")
        });
        let kind = match frame.reality {
            Reality::Foiled => ThreatKind::Foiled,
            _ if plot => ThreatKind::Plot,
            _ => ThreatKind::Threat,
        };
        let said_by = speaker(statements, &evidence);
        let threat = Threat {
            kind,
            target: roles::target(article.tokens, reading, frame),
            place: frame.places.first().map(|p| p.place.clone()),
            date: None,
            said_by,
            actor,
            evidence: vec![evidence],
        };
        found.push((frame.sentence, threat));
    }
    found.into_iter().map(|(_, t)| t).collect()
}

/// Tallies: a number before a word for many events, or of people killed over a time.
pub(super) fn tallies(article: &Article<'_>, frames: &[Frame], statements: &[Statement]) -> Vec<Tally> {
    let tokens = article.tokens;
    let mut found = Vec::new();
    for frame in frames.iter().filter(|f| f.reality == Reality::Many) {
        let Some(trigger) = frame.trigger else {
            found.extend(dead(article, frame, statements));
            continue;
        };
        let from = trigger.first.saturating_sub(5).max(frame.first);
        let number = (from..trigger.first).find_map(|i| {
            let dated = article.readings[frame.sentence].dates.iter().any(|d| d.first <= i && i < d.end);
            let heard = (frame.first..trigger.first).any(|t| tokens.is(t, &["heard", "hearing"]));
            if dated || heard {
                return None;
            }
            // "nine others in raids" counts people
            let counts = |end: usize| {
                !(end..trigger.first).any(|t| tokens.is(t, &["in", "at", "on", "by", "and", "others", "during"]))
            };
            number::number(tokens, i, trigger.first)
                .filter(|n| n.end <= trigger.first && n.whole().is_some() && !n.share && counts(n.end))
        });
        let Some(number) = number else { continue };
        let reading = &article.readings[frame.sentence];
        let memory = memory_before(article, frame.sentence);
        let evidence = sentence::evidence(article.document, article.sentences, frame.sentence);
        let actor = reading
            .names
            .iter()
            .filter_map(|n| memory.actor(tokens, n, &reading.names, article.codebook))
            .find(|a| super::memory::kind_of(a, article.codebook) == Some(Kind::ArmedGroup));
        let words = tokens.words(number.first, number.end);
        let whole = number.whole().unwrap_or(0);
        found.push(Tally {
            of: tokens.words(trigger.first, trigger.end).to_lowercase(),
            count: Count {
                low: number.low.map(|v| v as u64),
                high: number.high.map(|v| v as u64),
                ..Count::of(whole, number.qualifier, words)
            },
            actor,
            place: frame.places.first().map(|p| p.place.clone()),
            period: period(tokens, frame),
            said_by: speaker(statements, &evidence),
            evidence: vec![evidence],
        });
    }
    found
}

/// `since 2021 more than 1,000 people have been killed`.
fn dead(article: &Article<'_>, frame: &Frame, statements: &[Statement]) -> Option<Tally> {
    let killed = frame.casualties.killed.as_ref().filter(|count| count.number().is_some_and(|n| n > 1))?;
    let evidence = sentence::evidence(article.document, article.sentences, frame.sentence);
    Some(Tally {
        of: "killed".to_owned(),
        count: killed.clone(),
        actor: None,
        place: frame.places.first().map(|p| p.place.clone()),
        period: period(article.tokens, frame),
        said_by: speaker(statements, &evidence),
        evidence: vec![evidence],
    })
}

/// The time that a count is of. `None` where the date is a part of a longer one: `in March and April`.
fn period(tokens: &Tokens<'_>, frame: &Frame) -> Option<Timex> {
    const JOINS: [&str; 5] = ["and", "or", "to", "through", "until"];
    let date = frame.date.as_ref()?;
    let month = |i: usize| tokens.is(i, &MONTHS);
    let more = tokens.is(date.end, &JOINS) && month(date.end + 1)
        || date.first > 1 && tokens.is(date.first - 1, &JOINS) && month(date.first - 2);
    (!more).then(|| date.timex.clone())
}

/// The names of the months.
static MONTHS: Words<12> = Words::of([
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
]);

fn memory_before(article: &Article<'_>, sentence: usize) -> Memory {
    let mut memory = Memory::default();
    for reading in &article.readings[..sentence] {
        memory.note(&reading.names);
    }
    memory
}

fn speaker(statements: &[Statement], evidence: &crate::model::evidence::Evidence) -> Option<Actor> {
    statements.iter().find(|s| s.evidence.contains(evidence)).and_then(|s| s.speaker.source())
}
