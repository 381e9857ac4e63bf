//! Numbers, in digits and words, with their hedges.

use super::token::Tokens;
use super::words::{List as _, Words};
use crate::codebook::scan::Shape;
use crate::model::casualties::Qualifier;

/// A number in the text.
#[derive(Debug, Clone)]
pub(super) struct Number {
    /// First token, hedge included.
    pub(super) first: usize,
    /// First token of the number itself.
    pub(super) core: usize,
    /// One past the last token.
    pub(super) end: usize,
    /// Smallest value; `None` for words such as `dozens`.
    pub(super) low: Option<f64>,
    /// Largest value.
    pub(super) high: Option<f64>,
    /// Hedge.
    pub(super) qualifier: Qualifier,
    /// Whether it is a count of people or things in a plain sense: not an ordinal, a date, an age, a share.
    pub(super) share: bool,
}

impl Number {
    /// The value as a whole number, where low and high are one.
    pub(super) fn whole(&self) -> Option<u64> {
        let value = self.low.or(self.high)?;
        (value >= 0.0 && value.fract() == 0.0 && value < 1e15).then_some(value as u64)
    }
}

const UNITS: [&str; 20] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
/// Words that count without a number.
const VAGUE: [&str; 7] = ["dozens", "scores", "several", "hundreds", "thousands", "many", "multiple"];

/// The number that starts at token `i`, with the hedge before and after it.
#[inline]
pub(super) fn number(tokens: &Tokens<'_>, i: usize, end: usize) -> Option<Number> {
    if tokens.opens_number(i) { hedged(tokens, i, end) } else { None }
}

fn hedged(tokens: &Tokens<'_>, i: usize, end: usize) -> Option<Number> {
    let (core, hedge) = hedge_before(tokens, i, end);
    let mut number = plain(tokens, core, end)?;
    number.first = i;
    if let Some(qualifier) = hedge {
        apply(&mut number, qualifier);
    } else if core != i {
        return None;
    }
    or_more(tokens, &mut number, end);
    Some(number)
}

/// Words that a hedge may begin with, and `half` and `dozen`.
static HEDGES: Words<26> = Words::of([
    "as", "no", "a", "an", "well", "at", "more", "upwards", "up", "fewer", "less", "close", "over", "exceeding",
    "about", "around", "some", "nearly", "approximately", "roughly", "almost", "estimated", "between", "tens", "half",
    "dozen",
]);
static NUMERALS: (Words<20>, Words<8>, Words<7>) = (Words::of(UNITS), Words::of(TENS), Words::of(VAGUE));

/// Whether a number or its hedge may begin with the word: a number word, or the first word of a hedge.
pub(super) fn opens(word: &str, sign: u8) -> bool {
    let (units, tens, vague) = &NUMERALS;
    HEDGES.holds(word, sign) || units.holds(word, sign) || tens.holds(word, sign) || vague.holds(word, sign)
}

fn apply(number: &mut Number, qualifier: Qualifier) {
    number.qualifier = qualifier;
    if qualifier == Qualifier::AtMost {
        number.low = None;
    }
}

/// Skips a hedge: the first token of the number and what the hedge says.
fn hedge_before(tokens: &Tokens<'_>, i: usize, end: usize) -> (usize, Option<Qualifier>) {
    let two = |a: &str, b: &str| i + 1 < end && tokens.low(i) == a && tokens.low(i + 1) == b;
    let three = |a: &str, b: &str, c: &str| i + 2 < end && two(a, b) && tokens.low(i + 2) == c;
    if three("as", "many", "as")
        || three("as", "much", "as")
        || three("no", "more", "than")
        || three("a", "maximum", "of")
    {
        return (i + 3, Some(Qualifier::AtMost));
    }
    if three("no", "fewer", "than") || three("no", "less", "than") || three("well", "more", "than") {
        return (i + 3, Some(Qualifier::AtLeast));
    }
    if three("a", "total", "of") || three("a", "further", "of") {
        return (i + 3, Some(Qualifier::Exact));
    }
    if two("at", "least") || two("more", "than") || two("upwards", "of") || two("well", "over") {
        return (i + 2, Some(Qualifier::AtLeast));
    }
    if two("up", "to") || two("at", "most") || two("fewer", "than") || two("less", "than") {
        return (i + 2, Some(Qualifier::AtMost));
    }
    if two("an", "estimated") || two("close", "to") {
        return (i + 2, Some(Qualifier::About));
    }
    match tokens.low(i) {
        "over" | "exceeding" => (i + 1, Some(Qualifier::AtLeast)),
        "about" | "around" | "some" | "nearly" | "approximately" | "roughly" | "almost" | "estimated" => {
            (i + 1, Some(Qualifier::About))
        }
        _ => (i, None),
    }
}

/// `or more` after a number.
fn or_more(tokens: &Tokens<'_>, number: &mut Number, end: usize) {
    if number.end + 1 < end && tokens.low(number.end) == "or" && tokens.low(number.end + 1) == "more" {
        number.end += 2;
        number.qualifier = Qualifier::AtLeast;
    }
}

fn plain(tokens: &Tokens<'_>, i: usize, end: usize) -> Option<Number> {
    if i >= end {
        return None;
    }
    if tokens.low(i) == "between" {
        let a = value(tokens, i + 1, end)?;
        let b = (tokens.low(a.1) == "and").then(|| value(tokens, a.1 + 1, end)).flatten()?;
        return Some(range(i, &a, &b));
    }
    if VAGUE.contains(&tokens.low(i)) && !vague_is_number(tokens, i) {
        return Some(words(i, i + 1));
    }
    if tokens.low(i) == "a" && tokens.is(i + 1, &["number", "handful", "couple"]) && tokens.low(i + 2) == "of" {
        return Some(words(i, i + 3));
    }
    if tokens.is(i, &["tens", "hundreds"]) && tokens.low(i + 1) == "of" {
        return Some(words(i, i + 3));
    }
    let first = value(tokens, i, end)?;
    let to = tokens.low(first.1) == "to" || matches!(tokens.mark(first.1), Some('-' | '–'));
    if to && let Some(second) = value(tokens, first.1 + 1, end) {
        let joined = tokens.low(first.1) == "to" || matches!(tokens.form(first.1 + 1), Shape::Digits);
        if joined && second.0 > first.0 {
            return Some(range(i, &first, &second));
        }
    }
    let mut number = exact(i, first.1, first.0);
    if tokens.mark(number.end) == Some('%') || tokens.is(number.end, &["percent", "pct"]) {
        number.end += 1;
        number.share = true;
    } else if tokens.low(number.end) == "per" && tokens.low(number.end + 1) == "cent" {
        number.end += 2;
        number.share = true;
    }
    Some(number)
}

fn vague_is_number(tokens: &Tokens<'_>, i: usize) -> bool {
    tokens.is(i + 1, &["hundred", "thousand", "million", "dozen"]) && tokens.low(i) != "several"
}

fn exact(first: usize, end: usize, value: f64) -> Number {
    Number { first, core: first, end, low: Some(value), high: Some(value), qualifier: Qualifier::Exact, share: false }
}

fn words(first: usize, end: usize) -> Number {
    Number { first, core: first, end, low: None, high: None, qualifier: Qualifier::Exact, share: false }
}

fn range(first: usize, low: &(f64, usize), high: &(f64, usize)) -> Number {
    Number {
        first,
        core: first,
        end: high.1,
        low: Some(low.0),
        high: Some(high.0),
        qualifier: Qualifier::About,
        share: false,
    }
}

/// The value at `i` and the token after it: digits or words with their multipliers.
fn value(tokens: &Tokens<'_>, i: usize, end: usize) -> Option<(f64, usize)> {
    if i >= end {
        return None;
    }
    let (mut value, mut at) =
        if matches!(tokens.form(i), Shape::Digits) { (digits(tokens.low(i))?, i + 1) } else { worded(tokens, i, end)? };
    while at < end {
        let factor = match tokens.low(at) {
            "hundred" => 1e2,
            "thousand" => 1e3,
            "million" | "mln" => 1e6,
            "billion" | "bn" => 1e9,
            "trillion" => 1e12,
            "dozen" => 12.0,
            _ => break,
        };
        value *= factor;
        at += 1;
        // "a hundred and five", "two thousand three hundred"
        let more = if tokens.low(at) == "and" { at + 1 } else { at };
        if factor < 1e6
            && factor > 12.0
            && let Some((rest, after)) = worded(tokens, more, end)
            && rest < factor
            && !tokens.is(more, &["a", "an"])
            && !tokens.is(after, &["hundred", "thousand", "million", "dozen"])
        {
            value += rest;
            at = after;
        }
    }
    Some((value, at))
}

/// Digits, with a suffix such as `1.2m`. Ordinals, clock times and codes are no numbers.
fn digits(word: &str) -> Option<f64> {
    let split = word.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(word.len());
    let factor = match &word[split..] {
        "" => 1.0,
        "k" => 1e3,
        "m" | "mn" => 1e6,
        "bn" | "b" => 1e9,
        _ => return None,
    };
    word[..split].parse::<f64>().ok().map(|v| v * factor)
}

fn worded(tokens: &Tokens<'_>, i: usize, end: usize) -> Option<(f64, usize)> {
    if i >= end {
        return None;
    }
    let word = tokens.low(i);
    if let Some(unit) = UNITS.iter().position(|u| *u == word) {
        return Some((unit as f64, i + 1));
    }
    if let Some(ten) = TENS.iter().position(|t| *t == word) {
        let tens = (ten as f64 + 2.0) * 10.0;
        let next = if tokens.mark(i + 1) == Some('-') { i + 2 } else { i + 1 };
        if let Some(unit) = UNITS[1..10].iter().position(|u| *u == tokens.low(next))
            && next < end
        {
            return Some((tens + unit as f64 + 1.0, next + 1));
        }
        return Some((tens, i + 1));
    }
    if word == "a" && tokens.is(i + 1, &["hundred", "dozen", "thousand", "million", "billion"]) {
        return Some((1.0, i + 1));
    }
    if word == "half" && tokens.low(i + 1) == "a" && tokens.is(i + 2, &["million", "dozen"]) {
        return Some((0.5, i + 2));
    }
    (word == "dozen").then_some((1.0, i))
}
