//! Claims, denials, blame and suspicion → the events of the article that they are about, each in its place there.

use super::claims::{About, Claim};
use super::frames::Frame;
use super::incidents::Article;
use super::located;
use super::open::{self, Open};
use super::reading::Reading;
use crate::codebook::events::Word;
use crate::model::date::Precision;
use crate::model::incident::EventType;
use crate::model::place::GeoPrecision;

/// Most events back to which a phrase can reach.
const FAR: usize = 32;

/// An event that a stretch of the sentence tells.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told {
    /// First token of the stretch.
    pub(super) first: usize,
    /// One past its last token.
    pub(super) end: usize,
    /// Index of the event.
    pub(super) event: usize,
}

/// Notes who is named in the sentence at the events that it is about: those that it tells (`told`), else one told before.
/// `many` tells that it speaks of series.
pub(super) fn add_claims(
    article: &Article<'_>,
    reading: &Reading,
    claims: Vec<Claim>,
    open: &mut [Open],
    told: &[Told],
    many: bool,
) {
    for claim in claims {
        if many && told.is_empty() && claim.about != About::Both {
            continue;
        }
        let events = match claim.about {
            About::Both => both(open, reading.index),
            _ if !told.is_empty() => beside(told, claim.at),
            About::Last => Vec::from_iter(before(article, reading, open, None)),
            About::Phrase(first, end) => Vec::from_iter(before(article, reading, open, Some((first, end)))),
        };
        for index in events {
            open[index].blame(claim.blame.clone(), reading.index);
            open[index].see(reading.index);
        }
    }
}

/// `That bombing was claimed by a group that rules in the north`: where and when is told beside the deed, not beside the claim.
pub(super) fn narrow(frame: &mut Frame, claims: &[Claim]) {
    let Some(trigger) = frame.trigger else { return };
    // "the group said that its fighters had stormed the building": without day and place it tells what is known
    let own = claims.iter().any(|c| c.blame.rule == "claim/own-words" && frame.first <= c.at && c.at < trigger.first);
    frame.definite |= own && frame.date.is_none() && frame.places.is_empty();
    let told = claims.iter().find_map(|claim| match (claim.about, claim.tells) {
        (About::Phrase(first, end), Some(told)) if first <= trigger.first && trigger.end <= end => Some(told),
        _ => None,
    });
    let Some((first, end)) = told else { return };
    frame.places.retain(|p| first <= p.first && p.end <= end);
    frame.date.take_if(|d| d.first < first || d.end > end);
}

/// `both`: the two told last, or one that a plural tells.
fn both(open: &[Open], sentence: usize) -> Vec<usize> {
    let mut recent: Vec<(usize, usize)> = open
        .iter()
        .enumerate()
        .filter_map(|(i, o)| Some((*o.sentences.last()?, i)))
        .filter(|(last, _)| sentence - last <= 2)
        .collect();
    recent.sort_unstable();
    // "claimed both attacks in revenge for the execution of six": what the sentence itself opens is a third
    let earlier = recent.iter().filter(|(_, i)| open[*i].sentences.first() != Some(&sentence)).count();
    if earlier >= 2 {
        recent.retain(|(_, i)| open[*i].sentences.first() != Some(&sentence));
    }
    match recent.as_slice() {
        [.., (_, one)] if !open[*one].is_single() => vec![*one],
        [.., (_, a), (_, b)] => vec![*a, *b],
        [(_, one)] => vec![*one],
        [] => Vec::new(),
    }
}

/// The events told by the stretch that holds the claim, else by the last of the sentence.
fn beside(told: &[Told], at: usize) -> Vec<usize> {
    let holds = |t: &&Told| t.first <= at && at < t.end;
    let Some(stretch) = told.iter().rfind(holds).or(told.last()) else { return Vec::new() };
    let same = |t: &&Told| (t.first, t.end) == (stretch.first, stretch.end);
    told.iter().filter(same).map(|t| t.event).collect()
}

/// The event told before that the claim is about.
fn before(article: &Article<'_>, reading: &Reading, open: &[Open], phrase: Option<(usize, usize)>) -> Option<usize> {
    let near = latest(open, reading.index).filter(|&i| agrees(article, reading, &open[i], phrase));
    near.or_else(|| {
        let (first, end) = phrase?;
        let fits = |o: &Open| agrees(article, reading, o, phrase) && named(reading, o, first, end);
        (open.len().saturating_sub(FAR)..open.len()).rev().find(|&i| fits(&open[i]))
    })
}

/// The event told last; what is said of the only event of an article may be said far from it.
fn latest(open: &[Open], sentence: usize) -> Option<usize> {
    let latest = open::latest(open, sentence);
    latest.filter(|&i| open[i].is_event()).or_else(|| only(open)).or(latest)
}

fn only(open: &[Open]) -> Option<usize> {
    if open.len() > 8 {
        return None;
    }
    let mut events = open.iter().enumerate().filter(|(_, o)| o.is_event());
    let (index, _) = events.next()?;
    events.next().is_none().then_some(index)
}

/// Nothing in the words for the event speaks against that one.
fn agrees(article: &Article<'_>, reading: &Reading, open: &Open, phrase: Option<(usize, usize)>) -> bool {
    let (first, end) = phrase.unwrap_or((reading.sentence.first, reading.sentence.end));
    let day = open.date.as_ref().and_then(|d| d.timex.range());
    let other_time = reading.dates.iter().filter(|d| first <= d.first && d.end <= end).any(|d| {
        let coarse = d.timex.precision != Precision::Day;
        let apart = matches!((d.timex.range(), day), (Some((a, b)), Some((c, e))) if e < a || b < c);
        apart && (coarse || phrase.is_some())
    });
    !other_time
        && phrase
            .is_none_or(|(first, end)| kind_agrees(reading, open, first, end) && !elsewhere(reading, open, first, end))
        && !claims_another(article, reading, open)
}

fn kind_agrees(reading: &Reading, open: &Open, first: usize, end: usize) -> bool {
    let bomb = |t: EventType| matches!(t, EventType::Bombing | EventType::SuicideBombing);
    let word = reading.words.iter().find_map(|w| match w.word {
        Word::Trigger(t) if first <= w.first && w.end <= end => Some(t),
        _ => None,
    });
    let kidnapping = EventType::Kidnapping;
    word.is_none_or(|t| {
        t.generic || !bomb(t.event_type) && t.event_type != kidnapping || t.event_type == open.event_type || {
            bomb(t.event_type) && (bomb(open.event_type) || open.event_type == EventType::ArmedAttack)
        }
    })
}

fn elsewhere(reading: &Reading, open: &Open, first: usize, end: usize) -> bool {
    let there = reading
        .places
        .iter()
        .find(|p| first <= p.first && p.end <= end && !p.adjective && p.place.precision != GeoPrecision::Country);
    there.is_some_and(|p| {
        let told = (p.place.clone(), p.city.clone());
        located::places_conflict(open.place.as_ref(), open.city(), Some(&told))
    })
}

/// The phrase names the day or the place of an event told longer ago.
fn named(reading: &Reading, open: &Open, first: usize, end: usize) -> bool {
    let inside = |at: usize, after: usize| first <= at && after <= end;
    let day = open.date.as_ref().and_then(|d| d.timex.range());
    let dated = day.is_some() && reading.dates.iter().any(|d| inside(d.first, d.end) && d.timex.range() == day);
    let placed = reading.places.iter().filter(|p| inside(p.first, p.end) && !p.adjective).any(|p| {
        p.place.precision < GeoPrecision::Country
            && open.place.as_ref().is_some_and(|o| o.name == p.place.name || located::shares_name(o, &p.place))
    });
    dated || placed
}

/// `claimed the minibus attacks`: words before the event word that no sentence of the event holds name another one.
fn claims_another(article: &Article<'_>, reading: &Reading, open: &Open) -> bool {
    let tokens = article.tokens;
    let told = |word: &str| {
        open.sentences.iter().any(|&s| {
            let sentence = article.sentences[s];
            (sentence.first..sentence.end).any(|i| tokens.low(i) == word)
        })
    };
    reading.words.iter().filter(|w| matches!(w.word, Word::Trigger(t) if !t.weak)).any(|w| {
        (w.first.saturating_sub(3).max(reading.sentence.first)..w.first)
            .rev()
            .take_while(|&i| !tokens.is(i, &["the", "that", "this", "a", "both", "for", "these", "those"]))
            .any(|i| {
                tokens.is_word(i)
                    && !tokens.is_capital(i)
                    && tokens.low(i).len() > 3
                    && !told(tokens.low(i))
                    && !tokens.is(
                        i,
                        &["deadly", "recent", "weekend", "latest", "responsibility", "credit", "claimed", "same"],
                    )
            })
    })
}
