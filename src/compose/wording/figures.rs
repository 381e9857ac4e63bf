//! Tolls, counts, sums and quantities in words, with their ranges and hedges.

use super::{NOT_STATED, number};
use crate::model::casualties::{ClassCount, Count, Qualifier, Toll};
use crate::model::findings::Sum;

/// The hedge of a number, in the text's own words where they begin with one.
fn hedge(qualifier: Qualifier, words: &str) -> &'static str {
    const AT_LEAST: [&str; 4] = ["at least", "more than", "over", "no fewer than"];
    const AT_MOST: [&str; 4] = ["up to", "as many as", "no more than", "at most"];
    const ABOUT: [&str; 8] = ["around", "about", "some", "nearly", "almost", "roughly", "approximately", "close to"];
    let words = words.to_lowercase();
    let (forms, default): (&[&'static str], _) = match qualifier {
        Qualifier::Exact => return "",
        Qualifier::AtLeast => (&AT_LEAST, "at least"),
        Qualifier::AtMost => (&AT_MOST, "up to"),
        Qualifier::About => (&ABOUT, "about"),
    };
    forms.iter().find(|form| words.starts_with(**form)).copied().unwrap_or(default)
}

fn hedged(hedge: &str, number: String) -> String {
    if hedge.is_empty() { number } else { format!("{hedge} {number}") }
}

/// A number with the range around it, if there is one: `182 (182–213)`.
fn ranged(low: Option<u64>, best: u64, high: Option<u64>) -> String {
    match (low, high) {
        (Some(low), Some(high)) if low != high => {
            format!("{} ({}–{})", number(best), number(low), number(high))
        }
        _ => number(best),
    }
}

/// A toll: `182 (182–213)`, `at least 8`, `several`, `not stated`.
pub(in crate::compose) fn toll(toll: Option<&Toll>) -> String {
    match toll {
        None => NOT_STATED.to_owned(),
        Some(toll @ Toll { best: Some(best), .. }) => {
            let mut text = hedged(hedge(toll.qualifier, &toll.qualifier_text), ranged(toll.low, *best, toll.high));
            let parts = parts(&toll.classes, *best);
            if !parts.is_empty() {
                // One kind of people alone follows the number; several follow a colon.
                let mark = if parts.starts_with(|c: char| c.is_ascii_digit()) { ":" } else { "" };
                text = format!("{text}{mark} {parts}");
            }
            text
        }
        Some(toll) => in_words(&toll.qualifier_text),
    }
}

/// A toll in figures alone: `182 (182–213)`, `at least 8`; `None` where no report gives one.
pub(in crate::compose) fn toll_figure(toll: &Toll) -> Option<String> {
    Some(hedged(hedge(toll.qualifier, &toll.qualifier_text), ranged(toll.low, toll.best?, toll.high)))
}

/// Words for people without a number, in small letters and without quotation marks.
fn in_words(words: &str) -> String {
    if words.is_empty() { "some, number not stated".to_owned() } else { format!("“{}”", words.to_lowercase()) }
}

/// The parts of a toll, where they make it up: `169 civilians, 13 military`. One kind that is the whole is named without
/// its number, and `people` not at all.
fn parts(classes: &[ClassCount], whole: u64) -> String {
    let counted: Vec<(&str, u64)> =
        classes.iter().filter(|c| c.class != "attacker").filter_map(|c| Some((c.class.as_str(), c.count?))).collect();
    if let [(only, n)] = counted[..]
        && n == whole
    {
        return if matches!(only, "people" | "person") { String::new() } else { class(only, whole) };
    }
    if counted.is_empty() || counted.iter().map(|(_, n)| n).sum::<u64>() != whole {
        return String::new();
    }
    counted.iter().map(|(name, n)| format!("{} {}", number(*n), class(name, *n))).collect::<Vec<_>>().join(", ")
}

/// A class of people by number.
fn class(class: &str, n: u64) -> String {
    let words = class.replace('_', " ");
    let many = match words.as_str() {
        "military" | "police" | "security forces" | "staff" | "personnel" => return words,
        "person" | "people" if n == 1 => return "person".to_owned(),
        "person" | "people" => "people".to_owned(),
        "child" => "children".to_owned(),
        "woman" => "women".to_owned(),
        "man" => "men".to_owned(),
        _ if words.ends_with('s') => words.clone(),
        _ => format!("{words}s"),
    };
    if n == 1 { words } else { many }
}

/// One report's count.
pub(in crate::compose) fn count(count: &Count) -> String {
    match count.number() {
        Some(best) => hedged(hedge(count.qualifier, &count.qualifier_text), ranged(count.low, best, count.high)),
        None => in_words(&count.qualifier_text),
    }
}

/// Tolls added up.
pub(in crate::compose) fn sum(sum: &Sum) -> String {
    match sum.best {
        None if sum.worded > 0 => "in words only".to_owned(),
        None if sum.not_stated > 0 => NOT_STATED.to_owned(),
        None => "–".to_owned(),
        Some(best) => {
            let hedge = if sum.at_least {
                "at least"
            } else if sum.about {
                "about"
            } else {
                ""
            };
            hedged(hedge, ranged(sum.low, best, sum.high))
        }
    }
}

/// A figure with unit: `at least 50%`, `$9 billion`, `22.8 million people`. "More than" is at least, too.
pub(in crate::compose) fn quantity(value: f64, unit: Option<&str>, qualifier: Option<Qualifier>) -> String {
    let hedge = hedge(qualifier.unwrap_or(Qualifier::Exact), "");
    let (scaled, scale) = match value.abs() {
        v if v >= 1e9 => (value / 1e9, " billion"),
        v if v >= 1e6 => (value / 1e6, " million"),
        _ => (value, ""),
    };
    let digits = if (scaled - scaled.round()).abs() < 1e-9 && scaled.abs() < 1e15 {
        let sign = if scaled < 0.0 { "-" } else { "" };
        format!("{sign}{}", number(scaled.abs().round() as u64))
    } else {
        format!("{scaled:.2}").trim_end_matches('0').to_owned()
    };
    let text = match unit {
        Some("percent" | "%" | "per cent") => format!("{digits}{scale}%"),
        Some("USD" | "dollars") => format!("${digits}{scale}"),
        Some("EUR" | "euros") => format!("€{digits}{scale}"),
        Some("GBP" | "pounds") => format!("£{digits}{scale}"),
        Some("afghans") => format!("{digits}{scale} Afghans"),
        Some(unit) => format!("{digits}{scale} {}", unit.replace('_', " ")),
        None => format!("{digits}{scale}"),
    };
    hedged(hedge, text)
}
