//! Frames → incident mentions: what one article tells of one event, over all its sentences.

use std::collections::BTreeSet;

use super::claimed::{self, Told};
use super::claims::{self, About};
use super::dates::DateMention;
use super::dating::{self, Carried};
use super::disaster::Disaster;
use super::frames::Frame;
use super::gather;
use super::memory::{self, Memory};
use super::number;
use super::open::{self, Open};
use super::pairs;
use super::persons::{Person, Reference};
use super::reading::{EventWord, Reading};
use super::reality::Reality;
use super::relative;
use super::roles::{self, Blame};
use super::sentence::{self, Sentence};
use super::series::Series;
use super::timex::Anchor;
use super::token::Tokens;
use chrono::{Datelike, Days, Months, NaiveDate};

use crate::codebook::Codebook;
use crate::codebook::actors::Kind;
use crate::codebook::events::{Form, Word};
use crate::model::date::{DateBasis, Precision};
use crate::model::document::Document;
use crate::model::incident::{EventType, IncidentMention};

/// Everything that recognisers of one article share.
pub(super) struct Article<'a> {
    /// The document.
    pub(super) document: &'a Document,
    /// The codebook.
    pub(super) codebook: &'a Codebook,
    /// Its tokens.
    pub(super) tokens: &'a Tokens<'a>,
    /// Its sentences.
    pub(super) sentences: &'a [Sentence],
    /// Its sentences read.
    pub(super) readings: &'a [Reading],
    /// What dates are counted from.
    pub(super) anchor: &'a Anchor,
    /// Words of the persons' names that the article gives in two words or more, or with an age.
    pub(super) surnames: BTreeSet<String>,
    /// Country that the article is about.
    pub(super) home: Option<&'a str>,
    /// Day that a heading gives to each paragraph.
    pub(super) headings: Vec<Option<DateMention>>,
}

/// Words of names that are given whole somewhere in the article.
pub(super) fn surnames(readings: &[Reading]) -> BTreeSet<String> {
    let whole = |person: &&Person| person.reference == Reference::Name && !person.is_bare_word();
    readings.iter().flat_map(|r| &r.persons).filter(whole).flat_map(|person| person.name.iter().cloned()).collect()
}

/// The incidents of the article, and the frames that tell none (plots, tallies).
pub(super) fn incidents(article: &Article<'_>, frames: Vec<Frame>) -> (Vec<IncidentMention>, Vec<Frame>) {
    let mut open: Vec<Open> = Vec::new();
    let mut rest: Vec<Frame> = Vec::new();
    let mut memory = Memory::default();
    let mut frames = frames.into_iter().peekable();
    let mut carried: Option<Carried> = None;
    let mut disaster = Disaster::default();
    let mut series: Option<Series> = None;
    for reading in article.readings {
        let mut touched: Vec<usize> = Vec::new();
        let mut told: Vec<Told> = Vec::new();
        let before = reading.index.checked_sub(1).map(|i| &article.readings[i]);
        disaster.note(reading);
        let claims = claims::claims(article.tokens, reading, before, &memory, article.codebook);
        while let Some(mut frame) = frames.next_if(|f| f.sentence == reading.index) {
            let blame = roles::perpetrator(article.tokens, reading, &frame, &memory, article.codebook);
            if frame.is_plural()
                && let Some(pair) = pairs::pair(article.tokens, reading, &frame, article.codebook)
            {
                // who staged the two may stand before the stretch
                let whole = Frame { first: reading.sentence.first, ..frame.clone() };
                let staged = || roles::perpetrator(article.tokens, reading, &whole, &memory, article.codebook);
                let blame = blame.or_else(staged);
                // "24 attacks last year against two this year": the other count is still told
                if frame.trigger.map(|t| t.first) != pair[0].trigger.map(|t| t.first) {
                    rest.push(frame);
                }
                let (first, end) = (reading.sentence.first, reading.sentence.end);
                for frame in &pair {
                    let event = gather::place_frame(article, reading, &mut open, frame, blame.clone(), None);
                    touched.extend(event);
                    told.extend(event.map(|event| Told { first, end, event }));
                }
                // the rest of the sentence is about the two
                while frames.next_if(|f| f.sentence == reading.index).is_some() {}
                continue;
            }
            if frame.reality != Reality::Single {
                series = Series::of(&frame, &claims).or(series);
                rest.push(frame);
                continue;
            }
            // "claimed both those attacks": the two were told before
            if frame.is_plural() && frame.definite && claims.iter().any(|c| c.about == About::Both) {
                continue;
            }
            if disaster.accounts_for(reading.index, frame.trigger.is_some()) {
                continue;
            }
            claimed::narrow(&mut frame, &claims);
            let gunmen = by_gunmen(article, reading, &frame);
            let mut frame = as_raid(article.tokens, frame, blame.as_ref(), gunmen, article.codebook);
            if frame.date.is_none() && !frame.quoted {
                frame.date = article.headings.get(reading.sentence.paragraph).cloned().flatten();
            }
            if frame.date.is_none() && !frame.quoted {
                frame.date = carried.as_ref().and_then(|c| c.for_sentence(reading.index)).cloned();
            }
            let dated = open.iter().filter(|o| o.date.is_some()).max_by_key(|o| o.sentences.last());
            let dated =
                dated.filter(|o| o.sentences.last().is_some_and(|&last| reading.index - last <= relative::BACK));
            let before = dated.and_then(|o| o.date.as_ref());
            if let Some(date) = before.and_then(|day| relative::date(article.tokens, reading, &frame, day)) {
                frame.date = Some(date);
                frame.rules.push("date/counted");
            }
            let shared = series.as_mut().and_then(|s| s.part(&mut frame)).map(|(b, told)| (b.to_vec(), told));
            beside(article, reading, &mut frame, touched.last().map(|&i: &usize| &open[i]));
            // "comes a year after another": not the one that came
            let other = touched.last().copied().filter(|_| counted(article.tokens, &frame));
            if let Some(index) = gather::place_frame(article, reading, &mut open, &frame, blame, other) {
                if let Some((blames, told)) = shared {
                    for blame in blames {
                        open[index].blame(blame, told);
                    }
                }
                touched.push(index);
                told.push(Told { first: frame.first, end: frame.end, event: index });
            }
        }
        if touched.is_empty() {
            gather::add_where(article, reading, &mut open);
        }
        let many = rest.iter().any(|f| f.sentence == reading.index && f.reality == Reality::Many);
        if rest.last().is_none_or(|f| f.sentence != reading.index) {
            carried = dating::follow_up(article, reading, &mut open, &touched).or(carried);
        }
        claimed::add_claims(article, reading, claims, &mut open, &told, many);
        add_caveats(article, reading, &mut open);
        memory.note(&reading.names);
    }
    let mentions = open.into_iter().filter(Open::is_event).map(|o| mention(article, o)).collect();
    (mentions, rest)
}

/// `came just days before two gunmen …`: an undated event is dated by the one beside it, to the month.
fn beside(article: &Article<'_>, reading: &Reading, frame: &mut Frame, other: Option<&Open>) {
    let tokens = article.tokens;
    let close = counted(tokens, frame) && tokens.is(frame.first - 1, &["days", "day", "hours", "hour", "minutes"]);
    let Some(date) = other.and_then(|o| o.date.as_ref()).filter(|_| close && frame.date.is_none()) else { return };
    let Some((start, end)) = date.timex.range() else { return };
    let hours = tokens.is(frame.first - 1, &["hours", "hour", "minutes"]);
    let mut date = date.clone();
    date.timex.basis = DateBasis::Neighbour;
    date.timex.text = tokens.words(frame.first - 1, frame.first + 1);
    if date.timex.precision == Precision::Day
        && start == end
        && let Some((from, day)) = days_apart(article.tokens, reading, frame.first, start)
    {
        date.timex.text = tokens.words(from, frame.first + 1);
        date.timex.start = Some(day);
        date.timex.end = Some(day);
        date.timex.value = Some(day.to_string());
    } else if date.timex.precision == Precision::Day && hours {
        // a night may lie between
        date.timex.start = start.pred_opt();
        date.timex.end = end.succ_opt();
        date.timex.value = None;
    } else if date.timex.precision == Precision::Day {
        let month = |d: NaiveDate| d.with_day(1);
        date.timex.start = month(start);
        date.timex.end = month(end).and_then(|d| d.checked_add_months(Months::new(1))).and_then(|d| d.pred_opt());
        date.timex.precision = Precision::Month;
        date.timex.value = Some(start.format("%Y-%m").to_string());
    }
    frame.date = Some(date);
}

/// Whether the stretch counts from the one before it: `days after …`, `a year after …`.
fn counted(tokens: &Tokens<'_>, frame: &Frame) -> bool {
    const UNITS: [&str; 11] =
        ["minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years"];
    frame.first > 0 && tokens.is(frame.first, &["after", "before"]) && tokens.is(frame.first - 1, &UNITS)
}

/// `a day after`, `two days before`: the day of what follows, counted from the day of what stands before, and where the
/// words begin. `None` for days without a number.
fn days_apart(tokens: &Tokens<'_>, reading: &Reading, link: usize, day: NaiveDate) -> Option<(usize, NaiveDate)> {
    let apart = reading.dates.iter().find(|d| d.end == link + 1)?;
    if !tokens.is(link - 1, &["day", "days"]) {
        return None;
    }
    let count = match tokens.low(apart.first) {
        "a" | "the" => 1,
        _ => number::number(tokens, apart.first, link)?.whole()?,
    };
    let count = Days::new(count.min(366));
    let day = if tokens.low(link) == "after" { day.checked_sub_days(count) } else { day.checked_add_days(count) };
    Some((apart.first, day?))
}

/// `Armed men on motorcycles raided a village`: the doer right before the verb, with what stands between them at most.
fn by_gunmen(article: &Article<'_>, reading: &Reading, frame: &Frame) -> bool {
    const DOERS: [&str; 9] = [
        "militants", "insurgents", "rebels", "jihadists", "extremists", "terrorists", "guerrillas", "bandits",
        "fighters",
    ];
    let Some(trigger) = frame.trigger.filter(|t| matches!(t.word, Word::Trigger(k) if k.form == Form::Verb)) else {
        return false;
    };
    let agent = |w: &&EventWord| matches!(w.word, Word::Trigger(k) if k.form == Form::Agent && !k.weak);
    let before = |end: usize| end <= trigger.first && trigger.first - end <= 4;
    let named = reading.words.iter().filter(agent).any(|w| w.first >= frame.first && before(w.end));
    let passive = article.tokens.is(trigger.first.saturating_sub(1), &["was", "were", "been", "being"]);
    let plain = (frame.first..trigger.first).any(|i| before(i + 1) && article.tokens.is(i, &DOERS));
    !passive && (named || plain)
}

/// An attack by those who rule on a hideout or on militants is a raid.
fn as_raid(tokens: &Tokens<'_>, mut frame: Frame, blame: Option<&Blame>, gunmen: bool, codebook: &Codebook) -> Frame {
    let by_state =
        blame.is_some_and(|b| matches!(memory::kind_of(&b.actor, codebook), Some(Kind::Authority | Kind::Government)));
    let by_gunmen = blame.is_some_and(|b| memory::kind_of(&b.actor, codebook) == Some(Kind::ArmedGroup));
    if (by_gunmen || gunmen) && frame.event_type == EventType::Raid {
        frame.event_type = EventType::ArmedAttack;
        frame.rules.push("type/attack-by-group");
    }
    // an execution is none
    let personal = frame.trigger.is_some_and(|t| matches!(t.word, Word::Trigger(t) if t.personal));
    let classes = frame.casualties.killed.as_ref().map_or(&[][..], |c| &c.classes);
    let hidden = |i: usize| tokens.is(i, &["hideout", "hideouts", "safehouse", "safehouses"]);
    let on_militants = classes.iter().any(|c| c.class == "militant")
        || frame.trigger.is_some_and(|t| (t.end..frame.end.min(t.end + 8)).any(hidden));
    // "the attack" that they say they carried out is the one told of, unless it is their own, on militants
    let again = frame.trigger.is_some() && frame.definite && !frame.introduces && !on_militants;
    // who kills a teacher raids nothing
    let armed = |class: &str| matches!(class, "militant" | "attacker" | "military" | "police");
    let bystanders = !classes.is_empty() && !classes.iter().any(|c| armed(&c.class));
    // what a state attacks in another country it does not search
    let abroad = blame.is_some_and(|b| {
        memory::kind_of(&b.actor, codebook) == Some(Kind::Government)
            && frame.places.iter().any(|p| p.place.country.as_ref().is_some_and(|c| *c != b.actor.name))
    });
    if by_state
        && (!abroad || on_militants)
        && !personal
        && !again
        && !bystanders
        && (frame.generic || frame.event_type == EventType::ArmedAttack && on_militants)
    {
        frame.event_type = EventType::Raid;
        frame.generic = false;
        frame.rules.push("type/raid-by-authority");
    }
    frame
}

/// `It was not possible to verify the claims`: said of the event told last.
fn add_caveats(article: &Article<'_>, reading: &Reading, open: &mut [Open]) {
    if !reading.words.iter().any(|w| matches!(w.word, Word::Caveat)) {
        return;
    }
    if let Some(index) = open::latest(open, reading.index) {
        open[index].caveats.push(sentence::evidence(article.document, article.sentences, reading.index));
    }
}

fn mention(article: &Article<'_>, open: Open) -> IncidentMention {
    let evidence =
        open.sentences.iter().map(|&index| sentence::evidence(article.document, article.sentences, index)).collect();
    let background = open.sentences.first().is_some_and(|&first| first >= 4) && open.sentences.len() <= 2;
    let (perpetrator, responsibility) = open.responsibility(article);
    let mut rules: Vec<String> = open.rules.iter().map(|r| (*r).to_owned()).collect();
    rules.sort_unstable();
    rules.dedup();
    let (killed, wounded) = open.toll();
    let mut date = open.date.map(|d| d.timex);
    if let Some(date) = &mut date
        && date.start.is_none()
        && date.not_before.is_none()
        && !background
    {
        // An article that cannot be older than a day may still tell of older things: no lower bound from it.
        date.not_after = date.not_after.or(article.anchor.latest());
    }
    IncidentMention {
        event_type: open.event_type,
        date,
        place: open.place,
        perpetrator,
        responsibility,
        target: open.target,
        killed,
        wounded,
        abducted: open.abducted,
        background,
        caveats: open.caveats,
        evidence,
        rules,
    }
}
