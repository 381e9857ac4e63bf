//! How much two mentions speak for one event, in points by feature; or what rules it out.

use chrono::{Datelike, NaiveDate};

use super::features::{Features, Hint, Spot, Table, When};
use crate::model::date::Precision;
use crate::model::incident::{Against, Agreement, EventType};
use crate::model::place::GeoPrecision;

/// Least score of a pair that joins.
pub(super) const THRESHOLD: i32 = 50;
/// Least score of a pair that is kept for the analyst where it does not join.
pub(super) const NEAR: i32 = 40;
/// Days within which an article tells an undated event as news.
const FRESH: i32 = 45;

/// What rules a pair of two articles out, whatever else they share; `None` where nothing does.
pub(super) fn profiles_against(a: &Features, b: &Features, table: &Table) -> Option<Against> {
    if !types_agree(a.event_type, b.event_type) {
        return Some(Against::EventType);
    }
    if date(&a.when, &b.when).is_none() {
        return Some(Against::Date);
    }
    let (Some(x), Some(y)) = (table.spot(a), table.spot(b)) else { return None };
    place(x, y).is_none().then_some(Against::Place)
}

/// The points of a pair; `None` where something rules it out.
pub(super) fn agreement(a: &Features, b: &Features, table: &Table) -> Option<Agreement> {
    if a.document == b.document || !types_agree(a.event_type, b.event_type) {
        return None;
    }
    let news = news(a, b)?;
    beside_date(a, b, table, date(&a.when, &b.when)? + news, news > 0)
}

/// The points of a pair that gets so many for its dates; `fresh` where one of the two tells an event of no day as news.
fn beside_date(a: &Features, b: &Features, table: &Table, date: i32, fresh: bool) -> Option<Agreement> {
    let mut points = Agreement { date, ..Agreement::default() };
    let mut apart = Vec::new();
    if let (Some(x), Some(y)) = (table.spot(a), table.spot(b)) {
        points.place = place(x, y)?;
        // "the hotel" of one text is that hotel whose name stands in its sentences
        if x.stands_for(y, a) || y.stands_for(x, b) {
            points.place = 30;
        }
        // What an article calls "the attack on" a place some weeks later is what happened there.
        if fresh && points.place >= 30 {
            points.date += 5;
        }
        apart.extend(x.words.iter().chain(&y.words));
    }
    let broad = |t| matches!(t, EventType::ArmedAttack | EventType::Other);
    if a.event_type == b.event_type {
        let loose = a.when.range.is_none() || b.when.range.is_none();
        points.event_type = if broad(a.event_type) { 5 * i32::from(loose) } else { 10 };
    }
    if let (Some(x), Some(y)) = (a.perpetrator, b.perpetrator) {
        let (x, y) = (&table.actors[x as usize], &table.actors[y as usize]);
        let related = x.first().is_some_and(|x| y.contains(x)) || y.first().is_some_and(|y| x.contains(y));
        points.perpetrator = if related { 10 } else { -20 };
    }
    points.killed = toll(a.killed, b.killed);
    points.wounded = toll(a.wounded, b.wounded);
    if shared(&a.target, &b.target).next().is_some() {
        points.target = 10;
    }
    if points.place > 0 && shared(&a.named, &b.named).any(|word| !apart.contains(&word)) {
        points.names = 10;
    } else if one_victim(a) && one_victim(b) && shared(&a.named, &b.named).next().is_none() {
        points.names = -15;
    }
    Some(points)
}

/// The points of a pair whose days are next to each other, and which can be no one event for that alone.
pub(super) fn but_for_days(a: &Features, b: &Features, table: &Table) -> Option<Agreement> {
    let able = a.document != b.document && types_agree(a.event_type, b.event_type) && date(&a.when, &b.when).is_none();
    if able { beside_date(a, b, table, 0, false) } else { None }
}

/// Whether an attack has so few victims that its report names them: names that differ are then other victims.
fn one_victim(m: &Features) -> bool {
    let few = |count: Option<u64>| count.is_none_or(|count| count <= 2);
    let alone = matches!(m.event_type, EventType::ArmedAttack | EventType::Assassination | EventType::Other);
    alone && m.named.len() > 1 && few(m.killed) && few(m.wounded)
}

/// The numbers that two ascending lists share.
fn shared<'a>(one: &'a [u32], other: &'a [u32]) -> impl Iterator<Item = &'a u32> {
    one.iter().filter(|word| other.binary_search(word).is_ok())
}

/// Groups of kinds: an act of security forces is no attack, a strike from the air and an abduction are nothing else.
pub(super) fn family(t: EventType) -> u64 {
    match t {
        EventType::Airstrike => 0,
        EventType::Kidnapping => 1,
        EventType::Raid | EventType::Clash | EventType::ArrestOperation => 2,
        _ => 3,
    }
}

fn types_agree(a: EventType, b: EventType) -> bool {
    family(a) == family(b)
}

/// Whether an article may tell the other's event, and whether it does so as news.
fn news(a: &Features, b: &Features) -> Option<i32> {
    let (loose, dated) = match (a.when.range, b.when.range) {
        (None, Some(range)) => (a, range),
        (Some(range), None) => (b, range),
        _ => return Some(0),
    };
    let Some(published) = loose.published else { return Some(0) };
    let (start, end) = dated;
    if published < start {
        return None;
    }
    Some(if published - end <= FRESH && end - start <= FRESH { 10 } else { 0 })
}

fn date(a: &When, b: &When) -> Option<i32> {
    match (a.range, b.range) {
        (Some((s1, e1)), Some((s2, e2))) => {
            if s1 > e2 || s2 > e1 {
                return None;
            }
            Some(if a.precision == Precision::Day && b.precision == Precision::Day { 30 } else { 15 })
        }
        (Some(range), None) => partial(range, a.precision, b.hint),
        (None, Some(range)) => partial(range, b.precision, a.hint),
        (None, None) => match (a.hint, b.hint) {
            // The year is open on both sides.
            (Hint::MonthDay(month, day, weekday), Hint::MonthDay(other_month, other_day, other_weekday)) => {
                let differ = weekday.zip(other_weekday).is_some_and(|(one, other)| one != other);
                ((month, day) == (other_month, other_day) && !differ).then_some(15)
            }
            (Hint::Weekday(_), Hint::Weekday(_)) => (a.hint == b.hint).then_some(10),
            _ => Some(0),
        },
    }
}

/// A resolved date against what lacks its year or week.
fn partial((start, end): (i32, i32), precision: Precision, hint: Hint) -> Option<i32> {
    let day = |number: i32| NaiveDate::from_num_days_from_ce_opt(number);
    let last = end.min(start + 366);
    match hint {
        Hint::Nothing => Some(0),
        Hint::Weekday(_) if precision != Precision::Day => Some(0),
        Hint::Weekday(wanted) => {
            let fits = (start..=end.min(start + 6))
                .any(|number| day(number).is_some_and(|day| day.weekday().number_from_monday() == wanted));
            fits.then_some(10)
        }
        Hint::Month(month) => {
            let fits = [start, end].into_iter().any(|number| day(number).is_some_and(|day| day.month() == month));
            fits.then_some(15)
        }
        Hint::MonthDay(month, of_month, weekday) => {
            let mut days = (start..=last).filter_map(day);
            let fits = days.any(|day| {
                (day.month(), day.day()) == (month, of_month) && weekday.is_none_or(|weekday| day.weekday() == weekday)
            });
            fits.then_some(if precision == Precision::Day { 30 } else { 10 })
        }
    }
}

impl Spot {
    fn is_fine(&self) -> bool {
        self.precision <= GeoPrecision::District
    }

    /// Whether this is a name by kind alone, as in `the hotel`, and the sentences of its mention name the other of that kind.
    fn stands_for(&self, other: &Spot, mention: &Features) -> bool {
        self.words.is_empty()
            && !other.telling.is_empty()
            && shared(&self.kinds, &other.kinds).next().is_some()
            && other.telling.iter().all(|word| mention.named.binary_search(word).is_ok())
    }
}

fn place(a: &Spot, b: &Spot) -> Option<i32> {
    let differ = |x: Option<u32>, y: Option<u32>| matches!((x, y), (Some(x), Some(y)) if x != y);
    if differ(a.country, b.country) || differ(a.admin1, b.admin1) {
        return None;
    }
    if a.name == b.name {
        // "mosque" alone is no name
        if a.precision == GeoPrecision::Site && a.words.is_empty() && a.faiths.is_empty() && !a.gazetteer {
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
    if a.is_fine() && b.is_fine() {
        let same_faith = shared(&a.faiths, &b.faiths).next().is_some();
        let other_faith = !same_faith && !a.faiths.is_empty() && !b.faiths.is_empty();
        let same_kind = shared(&a.kinds, &b.kinds).next().is_some();
        if !other_faith && shared(&a.words, &b.words).next().is_some() {
            return Some(if same_kind && a.words == b.words { 30 } else { 20 });
        }
        if !other_faith && same_kind && (a.words.is_empty() || b.words.is_empty()) {
            return Some(if same_faith { 20 } else { 10 });
        }
        // two names for one spot are possible where one of them is an area
        return (a.precision != b.precision).then_some(0);
    }
    let same_province = a.admin1.is_some() && a.admin1 == b.admin1;
    Some(if same_province { 10 } else { 0 })
}

fn toll(a: Option<u64>, b: Option<u64>) -> i32 {
    let (Some(x), Some(y)) = (a, b) else { return 0 };
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
