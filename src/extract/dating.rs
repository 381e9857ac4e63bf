//! Which of the dates in a sentence is the event's, and what sentences beside it say of its date.

use super::dates::DateMention;
use super::incidents::Article;
use super::open::{self, Open};
use super::reading::{EventWord, Reading};
use super::segments;
use super::sentence;
use super::token::Tokens;
use super::words::Words;
use crate::codebook::events::{Form, Harm, HarmForm, Word};
use crate::codebook::scan::Shape;
use crate::model::date::{DateBasis, Precision};

/// Most tokens on either side of a date in which the word is sought that governs it.
const LOOK: usize = 40;
/// Most words between an arrest, a hearing and its date.
const REACH: usize = 12;

/// Most words between what happened, or who came, and its date.
const CLAUSE: usize = 16;
/// Who is called to an event.
static RESPONDERS: Words<18> = Words::of([
    "police", "officers", "officer", "deputies", "troopers", "firefighters", "paramedics", "medics", "crews",
    "authorities", "investigators", "detectives", "ambulance", "ambulances", "rescuers", "patrol", "emergency",
    "responders",
]);

/// What a date says the day of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Day {
    /// Of the event.
    Event,
    /// Of a death or of the state that a victim is in: no earlier than the event.
    Outcome,
    /// Of speech, arrest, court, publication.
    Other,
}

/// The date of the stretch: one of the event itself, and of these the nearest to the event word. `None` where every date is
/// that of an arrest, a hearing or a statement.
pub(super) fn date_of(
    tokens: &Tokens<'_>,
    reading: &Reading,
    first: usize,
    end: usize,
    trigger: Option<&EventWord>,
) -> Option<DateMention> {
    let at = trigger.map_or(first, |t| t.first);
    let best = reading
        .dates
        .iter()
        .filter(|d| d.dates() && first <= d.first && d.end <= end)
        .filter_map(|d| match day(tokens, reading, d, trigger).unwrap_or(Day::Event) {
            Day::Other => None,
            of => Some(DateMention { firm: of == Day::Event, ..d.clone() }),
        })
        .min_by_key(|d| {
            let distance = if d.first >= at { d.first - at } else { at - d.end.min(at) };
            // "In one of the deadliest attacks this year, gunmen killed 45 people on Saturday"
            let ranks = d.timex.precision >= Precision::Season && ranked(tokens, first, d.first);
            (d.timex.value.is_none(), ranks, !d.firm, distance)
        })?;
    // "The May 2019 bombing occurred on 3 May 2019": the day says the same, and more
    let within = |d: &&DateMention| {
        d.timex.precision == Precision::Day
            && matches!((d.timex.range(), best.timex.range()), (Some((a, b)), Some((c, e))) if c <= a && b <= e)
    };
    if best.timex.precision > Precision::Day
        && let Some(day) = reading.dates.iter().filter(|d| d.dates() && first <= d.first && d.end <= end).find(within)
        && self::day(tokens, reading, day, trigger).unwrap_or(Day::Event) == Day::Event
    {
        return Some(day.clone());
    }
    Some(best)
}

/// Whether a date ends a comparison with other events: `the deadliest attack this year`.
fn ranked(tokens: &Tokens<'_>, first: usize, date: usize) -> bool {
    const RANKS: [&str; 7] = ["deadliest", "worst", "bloodiest", "biggest", "largest", "latest", "first"];
    (date.saturating_sub(6).max(first)..date)
        .rev()
        .take_while(|&i| tokens.is_word(i) || tokens.mark(i) == Some('-'))
        .any(|i| tokens.is(i, &RANKS))
}

/// Looks at the word that governs the date: the nearest one before it in its clause, else the nearest after it. `None` where no word tells.
fn day(tokens: &Tokens<'_>, reading: &Reading, date: &DateMention, trigger: Option<&EventWord>) -> Option<Day> {
    let sentence = reading.sentence;
    if segments::dates_speech(tokens, date, sentence.first)
        || (reading.index <= 2 || date.first > sentence.first)
            && in_dateline(tokens, date, sentence.first, sentence.end)
    {
        return Some(Day::Other);
    }
    // "3 April – Gunmen …": an entry of a list, and no dateline
    if date.first == sentence.first
        && reading.index > 2
        && date.end < sentence.end
        && tokens.mark(date.end) == Some('–')
    {
        return Some(Day::Event);
    }
    if dates_toll(tokens, reading, date) {
        return Some(Day::Other);
    }
    // "the March 1998 bombing", "Friday night's shooting"
    let named = reading.words.iter().find(|w| (date.end..date.end + 4).contains(&w.first) && is_event_noun(w));
    if let Some(word) = named
        && (date.end..word.first)
            .all(|i| tokens.form(i) == Shape::Lower || tokens.mark(i) == Some('-') || tokens.low(i) == "'s")
        && !(date.end..word.first)
            .any(|i| tokens.is(i, &["in", "of", "for", "after", "by", "and", "as", "to", "at", "a", "an", "the"]))
    {
        return Some(Day::Event);
    }
    if describes(tokens, date, sentence.first)
        && !reading.words.iter().any(|w| w.first == date.end && matches!(w.word, Word::Aftermath))
    {
        return Some(Day::Event);
    }
    let mut at = date.first;
    while at > sentence.first.max(date.first.saturating_sub(LOOK)) {
        at -= 1;
        if let Some(word) = reading.words.iter().rfind(|w| w.end == at + 1)
            && let Some(day) = says(tokens, reading, word, trigger)
            && (day != Day::Other || date.first - word.end <= REACH)
        {
            return Some(day);
        }
        let joins = tokens.mark(at) == Some(',') || tokens.is(at, &["and", "but"]);
        if parts(tokens, at) || (joins && opens(tokens, at + 1, date.first)) {
            break;
        }
    }
    for at in date.end..sentence.end.min(date.end + LOOK) {
        if let Some(word) = reading.words.iter().find(|w| w.first == at)
            && let Some(day) = says(tokens, reading, word, trigger)
        {
            return Some(day);
        }
        if tokens.is(at, &["said", "told", "announced", "confirmed", "identified", "reported"]) {
            return Some(Day::Other);
        }
        if matches!(tokens.mark(at), Some(',' | ';')) {
            break;
        }
    }
    None
}

/// `The death toll rose to six on Friday`: the day of the count.
fn dates_toll(tokens: &Tokens<'_>, reading: &Reading, date: &DateMention) -> bool {
    const VERBS: [&str; 9] = ["rose", "risen", "climbed", "reached", "grew", "grown", "jumped", "increased", "climbs"];
    let toll = |w: &&EventWord| w.end <= date.first && matches!(w.word, Word::Harm(_, HarmForm::Toll));
    let Some(toll) = reading.words.iter().rfind(toll) else { return false };
    let Some(verb) = (toll.end..date.first).rev().find(|&i| tokens.is(i, &VERBS)) else { return false };
    let later = |w: &EventWord| verb < w.first && w.first < date.first && is_event_noun(w);
    date.first - verb <= 7
        && !reading.words.iter().any(later)
        && !tokens.is(date.first - 1, &["from", "after", "since"])
}

/// `a Jan. 22 incident`, `the Thursday night robbery`: the date stands inside the name of an event.
fn describes(tokens: &Tokens<'_>, date: &DateMention, first: usize) -> bool {
    let determined =
        date.first > first && tokens.is(date.first - 1, &["a", "an", "the", "this", "that", "fatal", "deadly"]);
    determined
        && tokens.form(date.end) == Shape::Lower
        && !tokens.is(
            date.end,
            &[
                "in", "on", "at", "of", "by", "for", "from", "to", "after", "before", "when", "and", "as", "with",
                "near", "but", "while", "that", "who", "was", "were", "is", "are", "had", "has",
            ],
        )
}

fn is_event_noun(word: &EventWord) -> bool {
    matches!(word.word, Word::Trigger(t) if !t.weak && matches!(t.form, Form::Noun | Form::Plural))
}

/// A word that begins a clause.
fn parts(tokens: &Tokens<'_>, at: usize) -> bool {
    matches!(tokens.mark(at), Some(';' | ':'))
        || tokens.is(at, &["while", "when", "after", "before", "where", "since", "who", "which", "that"])
}

/// Nothing but words that lead to a date stand there: `, at about`.
fn opens(tokens: &Tokens<'_>, from: usize, to: usize) -> bool {
    (from..to)
        .all(|i| tokens.is(i, &["on", "at", "in", "early", "late", "about", "around", "just", "the", "night", "of"]))
}

/// What the date of a word is the day of; `None` for words that do not tell.
fn says(tokens: &Tokens<'_>, reading: &Reading, word: &EventWord, trigger: Option<&EventWord>) -> Option<Day> {
    let own = trigger.is_some_and(|t| t.first == word.first);
    let also = |test: &dyn Fn(&Word) -> bool| {
        reading.words.iter().any(|w| w.first == word.first && w.end == word.end && test(&w.word))
    };
    if own && !matches!(word.word, Word::Harm(..)) {
        return Some(if charge(tokens, reading, word) { Day::Other } else { Day::Event });
    }
    // "Court" and "Bond" in capitals are names
    if also(&|w| matches!(w, Word::Aftermath)) {
        if word.first > reading.sentence.first && tokens.is_capital(word.first) {
            return None;
        }
        // "an attack on a court"
        let hit = tokens.is(word.first, &["court", "memorial", "funeral", "vigil"])
            && (word.first.saturating_sub(5).max(reading.sentence.first)..word.first).any(|i| {
                tokens.is(i, &["on", "at", "against", "outside"])
                    && reading.words.iter().any(|w| w.end == i && matches!(w.word, Word::Trigger(t) if !t.weak))
            });
        if hit {
            return None;
        }
        return Some(Day::Other);
    }
    if also(&|w| matches!(w, Word::Trigger(t) if !t.weak && t.form != Form::Agent)) {
        return Some(if charge(tokens, reading, word) { Day::Other } else { Day::Event });
    }
    if also(&|w| matches!(w, Word::Harm(_, HarmForm::Verb))) {
        return Some(Day::Event);
    }
    if also(&|w| matches!(w, Word::Harm(Harm::Killed | Harm::Wounded, HarmForm::Intransitive))) {
        // "in stable condition on Monday", but "the shooting left a man in critical condition on Monday"
        if (word.first.saturating_sub(8).max(reading.sentence.first)..word.first)
            .any(|i| tokens.is(i, &["left", "leaving", "leaves"]))
        {
            return None;
        }
        return Some(if tokens.low(word.end - 1) == "condition" { Day::Other } else { Day::Outcome });
    }
    None
}

/// `charged with attempted murder`, `convicted of the killing`: the crime is named, the day is the court's.
fn charge(tokens: &Tokens<'_>, reading: &Reading, word: &EventWord) -> bool {
    let linked = |from: usize| {
        tokens.is(from, &["with", "of", "for", "on"])
            && (from + 1..word.first).all(|i| {
                !tokens.is_word(i)
                    || tokens.is(
                        i,
                        &[
                            "a", "an", "attempted", "first", "second", "third", "degree", "first-degree",
                            "second-degree", "count", "counts", "of", "one", "two", "three", "four", "aggravated",
                            "capital", "suspicion", "charges", "charge", "felony", "and",
                        ],
                    )
            })
    };
    let noun = matches!(word.word, Word::Trigger(t) if matches!(t.form, Form::Noun | Form::Plural));
    noun && reading
        .words
        .iter()
        .any(|w| matches!(w.word, Word::Aftermath) && w.end < word.first && word.first - w.end <= 9 && linked(w.end))
}

/// `Lima (Peru), 4 Jan 90 (wire service) --`: when and where it was written.
fn in_dateline(tokens: &Tokens<'_>, date: &DateMention, first: usize, end: usize) -> bool {
    let dash = |i: usize| {
        matches!(tokens.mark(i), Some('–' | '—')) || (tokens.mark(i) == Some('-') && tokens.mark(i + 1) == Some('-'))
    };
    let mut at = date.end;
    if date.first > first + 8 {
        return false;
    }
    if matches!(tokens.form(at), Shape::Digits) {
        at += 1;
    }
    if tokens.mark(at) == Some('(') {
        at = (at..end.min(at + 12)).find(|&i| tokens.mark(i) == Some(')')).map_or(end, |i| i + 1);
    }
    at < end && dash(at) && !(first..date.first).any(|i| tokens.form(i) == Shape::Lower && tokens.is_word(i))
}

/// A date that a sentence keeps for the event told next.
#[derive(Debug, Clone)]
pub(super) struct Carried {
    date: DateMention,
    sentence: usize,
}

impl Carried {
    /// The date, where the sentence follows at once.
    pub(super) fn for_sentence(&self, sentence: usize) -> Option<&DateMention> {
        (sentence <= self.sentence + 2).then_some(&self.date)
    }
}

/// `It happened about 9 p.m. Saturday`, `Officers were called at 2:30 a.m. Sunday`: the date of the event told last, where that
/// has none or a coarser one. Before the first event it is kept for the next.
pub(super) fn follow_up(
    article: &Article<'_>,
    reading: &Reading,
    open: &mut [Open],
    touched: &[usize],
) -> Option<Carried> {
    if let Some(date) = clock_of(article, reading)
        && let Some(event) = touched.last().map(|&index| &mut open[index]).filter(|event| event.date.is_none())
    {
        event.date = Some(date);
        event.rules.push("date/clock");
    }
    let latest = touched.last().copied().or_else(|| open::latest(open, reading.index));
    let date = told_date(article.tokens, reading, latest.is_none())?;
    let Some(index) = latest else {
        return Some(Carried { date: neighbour(article, reading, &date), sentence: reading.index });
    };
    let event = &mut open[index];
    let refines = match &event.date {
        None => true,
        Some(old) => old.timex.value.is_none() || (event.is_single() && finer(old, &date)),
    };
    if refines {
        event.date = Some(date);
        event.see(reading.index);
        event.rules.push("date/follow-up");
    }
    None
}

/// `About 8:30 p.m. a man was shot`: an hour without a day is of the day named last, within four sentences.
fn clock_of(article: &Article<'_>, reading: &Reading) -> Option<DateMention> {
    let (tokens, sentence) = (article.tokens, reading.sentence);
    let dated = reading.dates.iter().any(DateMention::dates);
    let clock = |i: usize| hour(tokens, i) && (i..sentence.end.min(i + 5)).any(|j| half(tokens, j));
    if dated || !(sentence.first..sentence.end).any(clock) {
        return None;
    }
    let before = &article.readings[reading.index.saturating_sub(4)..reading.index];
    let named = before.iter().rfind(|r| r.dates.iter().any(DateMention::dates))?;
    let date = named.dates.iter().rfind(|d| d.dates())?;
    let one =
        date.timex.precision == Precision::Day && date.timex.start.is_some() && date.timex.start == date.timex.end;
    (one && day(tokens, named, date, None) != Some(Day::Other)).then(|| neighbour(article, named, date))
}

/// The date as an event of another sentence has it.
fn neighbour(article: &Article<'_>, reading: &Reading, date: &DateMention) -> DateMention {
    let mut date = date.clone();
    date.timex.basis = DateBasis::Neighbour;
    date.timex.source = Some(sentence::evidence(article.document, article.sentences, reading.index));
    date
}

/// Whether the second date lies in the first and says more.
pub(super) fn finer(old: &DateMention, new: &DateMention) -> bool {
    match (old.timex.range(), new.timex.range()) {
        (Some((s1, e1)), Some((s2, e2))) => new.firm && s1 <= s2 && e2 <= e1 && e2 - s2 < e1 - s1,
        _ => false,
    }
}

/// Whether the second date is the day of the event whose outcome the first dates.
pub(super) fn outcome_of(outcome: &DateMention, event: &DateMention) -> bool {
    match (outcome.timex.range(), event.timex.range()) {
        (Some((died, _)), Some((start, end))) => {
            !outcome.firm && event.firm && start <= died && (died - end).num_days() <= 31
        }
        _ => false,
    }
}

/// The date that a sentence about an event gives, without telling the event itself. The first sentence of a story (`fresh`)
/// may do so by any word of harm: `A man is in hospital after being shot early Friday`.
fn told_date(tokens: &Tokens<'_>, reading: &Reading, fresh: bool) -> Option<DateMention> {
    let sentence = reading.sentence;
    let responders = (sentence.first..sentence.end).any(|i| tokens.is(i, &RESPONDERS));
    let cues: Vec<&EventWord> = reading
        .words
        .iter()
        .filter(|w| match w.word {
            Word::Happened => resumes(tokens, reading, w.first),
            Word::Response => responders,
            _ => false,
        })
        .collect();
    let told = |d: &DateMention| {
        cues.iter().any(|cue| {
            let (from, to) = if cue.first < d.first { (cue.end, d.first) } else { (d.end, cue.first) };
            to <= from + CLAUSE && !(from..to).any(|i| parts(tokens, i))
        })
    };
    let future = |d: &DateMention| {
        (sentence.first.max(d.first.saturating_sub(LOOK))..d.first)
            .any(|i| tokens.is(i, &["will", "would", "until", "is", "are", "if", "should", "may"]))
    };
    reading
        .dates
        .iter()
        .filter(|d| d.dates() && d.timex.value.is_some() && d.timex.precision <= Precision::Month)
        .filter(|d| !future(d) || fresh)
        .find(|d| {
            let cued = (told(d) || at_the_clock(tokens, d, sentence.end)) && !future(d);
            match day(tokens, reading, d, None) {
                None => cued,
                Some(of) => of == Day::Event && (cued || fresh),
            }
        })
        .cloned()
}

/// `It happened`, `The incident occurred`, `The shooting took place`.
fn resumes(tokens: &Tokens<'_>, reading: &Reading, verb: usize) -> bool {
    const NOUNS: [&str; 16] = [
        "it", "this", "that", "incident", "robbery", "crime", "confrontation", "altercation", "argument", "dispute",
        "standoff", "episode", "which", "fight", "hijacking", "burglary",
    ];
    let from = verb.saturating_sub(2).max(reading.sentence.first);
    (from..verb).any(|i| tokens.is(i, &NOUNS))
        || reading
            .words
            .iter()
            .any(|w| (from..verb).contains(&(w.end - 1)) && matches!(w.word, Word::Trigger(t) if t.form != Form::Agent))
}

/// `at 10:31 p.m. Sunday`, `around 2 a.m. on March 4`, `Sunday at about 3 p.m.`
fn at_the_clock(tokens: &Tokens<'_>, date: &DateMention, end: usize) -> bool {
    let before =
        (date.first.saturating_sub(9)..date.first).any(|i| hour(tokens, i) && (i..date.first).any(|j| half(tokens, j)));
    let after = tokens.is(date.end, &["at", "around", "about", "shortly", "just"])
        && (date.end..end.min(date.end + 4)).any(|i| hour(tokens, i) && (i..end.min(i + 5)).any(|j| half(tokens, j)));
    before || after
}

fn hour(tokens: &Tokens<'_>, i: usize) -> bool {
    matches!(tokens.form(i), Shape::Digits) && tokens.low(i).len() <= 2 || tokens.is(i, &["noon", "midnight"])
}

/// `a.m.`, `p.m.` and what stands for them.
fn half(tokens: &Tokens<'_>, i: usize) -> bool {
    tokens.low(i).starts_with("a.m")
        || tokens.low(i).starts_with("p.m")
        || tokens.is(i, &["am", "pm", "noon", "midnight"])
        || (tokens.is(i, &["a", "p"]) && tokens.mark(i + 1) == Some('.') && tokens.low(i + 2) == "m")
}
