//! Which mentions of different articles tell the same event.
//!
//! A pair is scored by date, place, type, actors, targets and tolls; what speaks against it rules it out. Clusters grow from
//! the best pairs down, and no cluster may hold two mentions that rule each other out. Mentions of one article were told
//! apart already and never meet.

use chrono::{Datelike, NaiveDate};

use crate::codebook::Codebook;
use crate::model::casualties::Count;
use crate::model::date::{Precision, Timex};
use crate::model::incident::{EventType, IncidentMention};
use crate::model::place::{GeoPrecision, Place};

/// Least score of a pair that joins.
const THRESHOLD: i32 = 50;

/// Groups the mentions, each with the index of its document; the groups are in the order of their first mention.
pub(super) fn clusters(mentions: &[(usize, IncidentMention)], codebook: &Codebook) -> Vec<Vec<usize>> {
    let mut pairs: Vec<(i32, usize, usize)> = Vec::new();
    let mut against = vec![Vec::new(); mentions.len()];
    for a in 0..mentions.len() {
        for b in a + 1..mentions.len() {
            match score(&mentions[a], &mentions[b], codebook) {
                Some(score) if score >= THRESHOLD => pairs.push((score, a, b)),
                Some(_) => {}
                None => {
                    against[a].push(b);
                    against[b].push(a);
                }
            }
        }
    }
    pairs.sort_by_key(|&(score, a, b)| (-score, a, b));
    let mut cluster_of: Vec<usize> = (0..mentions.len()).collect();
    let mut members: Vec<Vec<usize>> = (0..mentions.len()).map(|i| vec![i]).collect();
    for (_, a, b) in pairs {
        let (x, y) = (cluster_of[a], cluster_of[b]);
        if x == y || members[x].iter().any(|m| members[y].iter().any(|n| against[*m].contains(n))) {
            continue;
        }
        let (keep, gone) = (x.min(y), x.max(y));
        let moved = std::mem::take(&mut members[gone]);
        for &m in &moved {
            cluster_of[m] = keep;
        }
        members[keep].extend(moved);
        members[keep].sort_unstable();
    }
    members.into_iter().filter(|m| !m.is_empty()).collect()
}

/// How much speaks for one event, in tenths; `None` where something speaks against it.
fn score(a: &(usize, IncidentMention), b: &(usize, IncidentMention), codebook: &Codebook) -> Option<i32> {
    let ((doc_a, a), (doc_b, b)) = (a, b);
    if doc_a == doc_b || !types_agree(a.event_type, b.event_type) {
        return None;
    }
    let date = date_score(a.date.as_ref(), b.date.as_ref())?;
    let place = place_score(a.place.as_ref(), b.place.as_ref())?;
    let mut score = date + place;
    let broad = |t| matches!(t, EventType::ArmedAttack | EventType::Other);
    if a.event_type == b.event_type && !broad(a.event_type) {
        score += 10;
    }
    if let (Some(x), Some(y)) = (&a.perpetrator, &b.perpetrator) {
        let related =
            codebook.actors.is_or_child_of(&x.name, &y.name) || codebook.actors.is_or_child_of(&y.name, &x.name);
        score += if related { 10 } else { -20 };
    }
    score += toll_score(a.killed.as_ref(), b.killed.as_ref()) + toll_score(a.wounded.as_ref(), b.wounded.as_ref());
    if let (Some(x), Some(y)) = (&a.target, &b.target)
        && share_word(x, y)
    {
        score += 10;
    }
    Some(score)
}

fn types_agree(a: EventType, b: EventType) -> bool {
    let official = |t| matches!(t, EventType::Raid | EventType::Clash | EventType::ArrestOperation);
    let single = |t| matches!(t, EventType::Kidnapping | EventType::Airstrike);
    a == b || (!single(a) && !single(b) && official(a) == official(b))
}

fn date_score(a: Option<&Timex>, b: Option<&Timex>) -> Option<i32> {
    let (Some(a), Some(b)) = (a, b) else { return Some(0) };
    match (a.range(), b.range()) {
        (Some((s1, e1)), Some((s2, e2))) => {
            let apart = (s1 - e2).num_days().max((s2 - e1).num_days());
            if apart > 0 {
                return None;
            }
            Some(if a.precision == Precision::Day && b.precision == Precision::Day { 30 } else { 15 })
        }
        (Some(range), None) => partial(range, a.precision, b.value.as_deref()),
        (None, Some(range)) => partial(range, b.precision, a.value.as_deref()),
        (None, None) => match (a.value.as_deref(), b.value.as_deref()) {
            (Some(x), Some(y)) if x.len() == 10 && y.len() == 10 => (x == y).then_some(30),
            _ => Some(0),
        },
    }
}

/// A resolved date against a TIMEX3 value that lacks its year or week.
fn partial((start, end): (NaiveDate, NaiveDate), precision: Precision, value: Option<&str>) -> Option<i32> {
    let Some(value) = value else { return Some(0) };
    let value = value.trim_end_matches("TNI");
    if let Some(day) = value.strip_prefix("XXXX-WXX-") {
        if precision != Precision::Day || day == "WE" {
            return Some(0);
        }
        let wanted: u32 = day.parse().ok()?;
        let fits = (0..=(end - start).num_days())
            .any(|d| (start + chrono::Days::new(d as u64)).weekday().number_from_monday() == wanted);
        return fits.then_some(5);
    }
    let Some(rest) = value.strip_prefix("XXXX-") else { return Some(0) };
    let mut parts = rest.split('-').map(str::parse::<u32>);
    let Some(Ok(month)) = parts.next() else { return Some(0) };
    let Some(Ok(day)) = parts.next() else {
        let fits = start.month() == month || end.month() == month;
        return fits.then_some(15);
    };
    let fits = (0..=(end - start).num_days().min(366)).any(|d| {
        let date = start + chrono::Days::new(d as u64);
        date.month() == month && date.day() == day
    });
    fits.then_some(if precision == Precision::Day { 30 } else { 10 })
}

fn place_score(a: Option<&Place>, b: Option<&Place>) -> Option<i32> {
    let (Some(a), Some(b)) = (a, b) else { return Some(0) };
    let differ = |x: &Option<String>, y: &Option<String>| matches!((x, y), (Some(x), Some(y)) if x != y);
    if differ(&a.country, &b.country) || differ(&a.admin1, &b.admin1) {
        return None;
    }
    if a.name == b.name {
        // "mosque" alone is no name
        if a.precision == GeoPrecision::Site && !share_word(&a.name, &b.name) && !a.gazetteer {
            return Some(10);
        }
        return Some(if a.precision <= GeoPrecision::District {
            30
        } else if a.precision == GeoPrecision::City {
            15
        } else {
            5
        });
    }
    let fine = |p: &Place| p.precision <= GeoPrecision::District;
    if fine(a) && fine(b) {
        if share_word(&a.name, &b.name) {
            return Some(20);
        }
        // two names for one spot are possible where one of them is an area
        return (a.precision != b.precision).then_some(0);
    }
    let same_province = a.admin1.is_some() && a.admin1 == b.admin1;
    Some(if same_province { 10 } else { 0 })
}

/// Names share a word that is not a mere kind of place.
fn share_word(a: &str, b: &str) -> bool {
    const KINDS: [&str; 23] = [
        "mosque", "airport", "embassy", "hotel", "school", "hospital", "ministry", "international", "district", "area",
        "city", "the", "and", "centre", "center", "military", "main", "group", "forces", "security", "members",
        "foreign", "in",
    ];
    let words = |s: &str| -> Vec<String> {
        s.split(|c: char| !c.is_alphanumeric())
            .map(str::to_lowercase)
            .filter(|w| w.len() > 2 && !KINDS.contains(&w.as_str()))
            .collect()
    };
    let (a, b) = (words(a), words(b));
    a.iter().any(|w| b.contains(w))
}

fn toll_score(a: Option<&Count>, b: Option<&Count>) -> i32 {
    let number = |c: Option<&Count>| c.and_then(Count::number).filter(|n| *n > 0);
    let (Some(x), Some(y)) = (number(a), number(b)) else { return 0 };
    let (low, high) = (x.min(y) as f64, x.max(y) as f64);
    if x == y {
        if x >= 3 { 20 } else { 5 }
    } else if low / high >= 0.75 {
        10
    } else if low / high < 0.2 {
        -10
    } else {
        0
    }
}
