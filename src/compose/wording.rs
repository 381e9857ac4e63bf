//! Values in words: numbers, tolls, dates, places, lists. British English, plurals right, "not stated" for what is not
//! known.

use super::ledger::raw;
use crate::model::place::{GeoPrecision, Place};

mod codes;
mod dates;
mod figures;
mod judging;

pub(super) use codes::*;
pub(super) use dates::*;
pub(super) use figures::*;
pub(super) use judging::*;

/// What stands for a value that the texts leave open.
pub(super) const NOT_STATED: &str = "not stated";

/// A whole number with its thousands marked.
pub(super) fn number(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number for running text: in words up to nine.
pub(super) fn small(n: usize) -> String {
    const WORDS: [&str; 10] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    WORDS.get(n).map_or_else(|| number(n as u64), |word| (*word).to_owned())
}

/// `one` for one, `many` for any other number.
pub(super) fn plural(n: usize, one: &'static str, many: &'static str) -> &'static str {
    if n == 1 { one } else { many }
}

/// The text with a capital first letter.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// What the body of a briefing has no room for, as a sentence; `None` for nothing. `has_log` is whether there is a statement log.
pub(super) fn besides(annex: Vec<String>, log: Vec<String>, has_log: bool) -> Option<String> {
    let in_log = if has_log { "in the statement log and `briefing.json`" } else { "in `briefing.json`" };
    let places = [(annex, "in the annex"), (log, in_log)];
    let parts: Vec<String> = places
        .into_iter()
        .filter(|(parts, _)| !parts.is_empty())
        .map(|(parts, place)| format!("{} {}", list(&parts), raw(place)))
        .collect();
    (!parts.is_empty()).then(|| format!("Besides: {}.", parts.join("; ")))
}

/// A message of the program, in which paths stand between marks of code, with quotation marks in their place.
pub(super) fn unmarked(message: &str) -> String {
    let mut parts = message.split('`');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.enumerate().fold(first, |text, (at, part)| {
        let mark = if at.is_multiple_of(2) { '“' } else { '”' };
        format!("{text}{mark}{part}")
    })
}

/// `a, b and c`.
pub(super) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// A place with the city or province that it lies in.
pub(super) fn place(place: Option<&Place>) -> String {
    let Some(place) = place else { return NOT_STATED.to_owned() };
    let above = place.admin1.as_deref().filter(|admin1| {
        !place.name.contains(admin1) && matches!(place.precision, GeoPrecision::Site | GeoPrecision::District)
    });
    match above {
        Some(above) => format!("{above}, {}", place.name),
        None => place.name.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::casualties::{ClassCount, Qualifier, Toll, TollRule};
    use crate::model::date::{DateBasis, Precision, Timex};
    use crate::model::sample::day;

    fn a_toll(low: u64, best: u64, high: u64, qualifier: Qualifier, words: &str) -> Toll {
        Toll {
            low: Some(low),
            best: Some(best),
            high: Some(high),
            rule: TollRule::Agreed,
            classes: Vec::new(),
            qualifier_text: words.to_owned(),
            qualifier,
            said_by: Vec::new(),
        }
    }

    #[test]
    fn tolls_keep_ranges_hedges_and_words() {
        assert_eq!(toll(None), "not stated");
        assert_eq!(toll(Some(&a_toll(182, 182, 213, Qualifier::Exact, ""))), "182 (182–213)");
        assert_eq!(toll(Some(&a_toll(8, 8, 8, Qualifier::AtLeast, "at least eight"))), "at least 8");
        assert_eq!(toll(Some(&a_toll(50, 50, 50, Qualifier::AtLeast, "Over 50 people"))), "over 50");
        assert_eq!(toll(Some(&a_toll(1200, 1200, 1200, Qualifier::About, "some 1,200"))), "some 1,200");
        let words = Toll { low: None, best: None, high: None, ..a_toll(0, 0, 0, Qualifier::Exact, "Dozens") };
        assert_eq!(toll(Some(&words)), "“dozens”");
        let mut whole = a_toll(6, 6, 6, Qualifier::Exact, "six");
        let class = |class: &str, count| ClassCount { class: class.to_owned(), count: Some(count) };
        whole.classes = vec![class("staff", 2), class("civilian", 4), class("attacker", 1)];
        assert_eq!(toll(Some(&whole)), "6: 2 staff, 4 civilians");
        whole.classes = vec![class("civilian", 6)];
        assert_eq!(toll(Some(&whole)), "6 civilians");
        whole.classes = vec![class("people", 6)];
        assert_eq!(toll(Some(&whole)), "6");
        whole.classes = vec![class("police", 2), class("child", 1), class("woman", 2), class("people", 1)];
        assert_eq!(toll(Some(&whole)), "6: 2 police, 1 child, 2 women, 1 person");
        whole.classes = vec![class("civilian", 4)];
        assert_eq!(toll(Some(&whole)), "6");
    }

    #[test]
    fn dates_are_as_fine_as_they_are_known() {
        let resolved = |start: &str, end: &str, precision| {
            date(Some(&Timex::resolved(day(start), day(end), precision, DateBasis::Stated, "")))
        };
        assert_eq!(resolved("2021-08-26", "2021-08-26", Precision::Day), "26 Aug 2021");
        assert_eq!(resolved("2021-09-18", "2021-09-19", Precision::Day), "18–19 Sep 2021");
        assert_eq!(resolved("2021-08-31", "2021-09-01", Precision::Day), "31 Aug – 1 Sep 2021");
        assert_eq!(resolved("2021-12-31", "2022-01-01", Precision::Day), "31 Dec 2021 – 1 Jan 2022");
        assert_eq!(resolved("2022-09-01", "2022-09-30", Precision::Month), "Sep 2022");
        assert_eq!(resolved("2022-03-01", "2022-05-31", Precision::Season), "Mar–May 2022");
        assert_eq!(resolved("2022-01-01", "2022-12-31", Precision::Year), "2022");
        let mut open = Timex::unresolved("Sunday", None);
        assert_eq!(date(Some(&open)), "not dated, “Sunday”");
        open.not_before = Some(day("2021-08-26"));
        assert_eq!(date(Some(&open)), "not dated, “Sunday”, from 26 Aug 2021");
        open.not_after = Some(day("2021-09-21"));
        assert_eq!(date(Some(&open)), "not dated, “Sunday”; 26 Aug – 21 Sep 2021");
        assert_eq!(date(None), "not dated");
    }

    #[test]
    fn quantities_are_in_the_units_of_a_newspaper() {
        assert_eq!(quantity(50.0, Some("percent"), Some(Qualifier::AtLeast)), "at least 50%");
        assert_eq!(quantity(9e9, Some("USD"), None), "$9 billion");
        assert_eq!(quantity(22.8e6, Some("people"), Some(Qualifier::Exact)), "22.8 million people");
        assert_eq!(quantity(3500.0, Some("people"), Some(Qualifier::About)), "about 3,500 people");
    }

    #[test]
    fn lists_and_plurals_read_as_prose() {
        let items = |items: &[&str]| list(&items.iter().map(|item| (*item).to_owned()).collect::<Vec<_>>());
        assert_eq!(items(&["a"]), "a");
        assert_eq!(items(&["a", "b", "c"]), "a, b and c");
        assert_eq!((plural(1, "day", "days"), plural(0, "day", "days")), ("day", "days"));
        assert_eq!((small(0), small(9), small(10)), ("no".to_owned(), "nine".to_owned(), "10".to_owned()));
    }
}
