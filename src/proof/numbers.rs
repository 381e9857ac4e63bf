//! The numbers that a text states, in digits or in words.

const UNITS: [&str; 20] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// Every number stated in `text`, in order; `$9 billion` is 9,000,000,000, `half a million` 500,000.
pub(super) fn numbers(text: &str) -> Vec<f64> {
    let text = text.to_lowercase();
    let tokens = tokens(&text);
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if let Some((value, used)) = number(&tokens[at..]) {
            out.push(value);
            at += used;
        } else {
            out.extend(implied(tokens[at]));
            at += 1;
        }
    }
    out
}

/// [`numbers`], and the shares that a text states without naming a percentage, as in `one in three` or `two thirds`.
pub(super) fn numbers_and_shares(text: &str) -> Vec<f64> {
    let mut out = numbers(text);
    let text = text.to_lowercase();
    let tokens = tokens(&text);
    for at in 0..tokens.len() {
        let Some((part, used)) = number(&tokens[at..]).or((tokens[at] == "a").then_some((1.0, 1))) else { continue };
        let rest = &tokens[at + used..];
        let whole = match rest {
            // "one family in three"
            ["in", more @ ..] | ["out", "of", more @ ..] | [_, "in", more @ ..] | [_, "out", "of", more @ ..] => {
                number(more).map(|(whole, _)| whole)
            }
            [word, ..] => fraction(word),
            [] => None,
        };
        if let Some(whole) = whole.filter(|whole| *whole > part) {
            out.push((part / whole * 1000.0).round() / 10.0);
        }
    }
    out
}

/// Words and numbers, with `,` for any mark that parts one number from the next; a point or comma inside a number stays.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let inside = |c: char| c.is_alphanumeric() || c == '.' || c == ',';
    for piece in text.split_inclusive(|c: char| !inside(c)) {
        let word = piece.trim_end_matches(|c: char| !inside(c));
        let token = word.trim_matches(['.', ',']);
        if !token.is_empty() {
            tokens.push(token);
        }
        let joins = piece[word.len()..].chars().all(|c| c.is_whitespace() || c == '-');
        if !joins || word.ends_with(['.', ',']) {
            tokens.push(",");
        }
    }
    tokens
}

/// The number at the head of `tokens`, and how many of them it takes.
fn number(tokens: &[&str]) -> Option<(f64, usize)> {
    if let ["half", "a" | "an", word, ..] = tokens {
        return scale(word).map(|scale| (scale / 2.0, 3));
    }
    if let ["a" | "an", word, ..] = tokens {
        // "a hundred and five" is read on from the scale, with one of it.
        scale(word)?;
        return words(&tokens[1..], 1.0).map(|(value, used)| (value, used + 1));
    }
    let Some(mut value) = tokens.first().and_then(|token| digits(token)) else { return words(tokens, 0.0) };
    let mut used = 1;
    while let Some(scale) = tokens.get(used).and_then(|word| scale(word)) {
        value *= scale;
        used += 1;
    }
    Some((value, used))
}

/// `1,234`, `12.5`, `19th`, `9bn`.
fn digits(token: &str) -> Option<f64> {
    if !token.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let end = token.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')).unwrap_or(token.len());
    let scale = match &token[end..] {
        "m" | "mn" => 1e6,
        "bn" | "b" => 1e9,
        "k" => 1e3,
        _ => 1.0,
    };
    token[..end].trim_matches(['.', ',']).replace(',', "").parse::<f64>().ok().map(|value| value * scale)
}

/// `twenty four`, `one hundred and sixty nine`, `two thousand three hundred`: the value and how many tokens it takes.
/// `group` is what stands before the first token already.
fn words(tokens: &[&str], mut group: f64) -> Option<(f64, usize)> {
    let mut total = 0.0;
    let mut used = 0;
    // What may be added is smaller than the step of what stands before it.
    let mut room = if group > 0.0 { 1.0 } else { f64::INFINITY };
    while let Some(token) = tokens.get(used) {
        if let Some(small) = small(token).filter(|small| *small < room) {
            group += small;
            room = if small >= 20.0 { 10.0 } else { 1.0 };
        } else if let Some(scale) = scale(token).filter(|_| group > 0.0) {
            if scale >= 1e3 {
                total += group * scale;
                group = 0.0;
            } else {
                group *= scale;
            }
            room = if scale < 1e2 { 1.0 } else { scale };
        } else if *token == "and"
            && (100.0..1e6).contains(&room)
            && tokens.get(used + 1).and_then(|next| small(next)).is_some_and(|small| small < room)
        {
            // "and" stands between the hundreds or thousands and the rest.
        } else {
            break;
        }
        used += 1;
    }
    (used > 0).then_some((total + group, used))
}

/// `zero` to `nineteen`, `twenty` to `ninety`.
fn small(token: &str) -> Option<f64> {
    let unit = UNITS.iter().position(|word| *word == token);
    let ten = TENS.iter().position(|word| *word == token).map(|ten| (ten + 2) * 10);
    unit.or(ten).map(|value| value as f64)
}

fn scale(token: &str) -> Option<f64> {
    match token {
        "dozen" => Some(12.0),
        "hundred" => Some(1e2),
        "thousand" => Some(1e3),
        "million" | "mn" | "mln" => Some(1e6),
        "billion" | "bn" => Some(1e9),
        "trillion" => Some(1e12),
        _ => None,
    }
}

/// The whole that a part's name names.
fn fraction(token: &str) -> Option<f64> {
    match token {
        "half" | "halves" => Some(2.0),
        "third" | "thirds" => Some(3.0),
        "quarter" | "quarters" => Some(4.0),
        "fifth" | "fifths" => Some(5.0),
        _ => None,
    }
}

/// Numbers that words imply.
fn implied(token: &str) -> Option<f64> {
    match token {
        "a" | "an" | "once" | "single" => Some(1.0),
        "both" | "pair" | "couple" | "twice" => Some(2.0),
        "dozen" => Some(12.0),
        "half" => Some(50.0),
        "no" | "nobody" | "none" | "survived" | "unhurt" | "escaped" | "unharmed" => Some(0.0),
        _ => None,
    }
}

/// How far a printed number may lie from the exact one: two decimals are printed, of millions or billions where it is
/// millions or billions.
pub(super) fn rounding(n: f64) -> f64 {
    match n.abs() {
        n if n >= 1e9 => 0.0051e9,
        n if n >= 1e6 => 0.0051e6,
        n if n.fract() != 0.0 => 0.0051,
        _ => 1e-6,
    }
}

/// Whether `number` is among `stated`, or the sum of two or three of them.
pub(super) fn is_stated(number: f64, stated: &[f64]) -> bool {
    let same = |a: f64, b: f64| (a - b).abs() <= rounding(b);
    let n = stated.len();
    (0..n).any(|i| {
        same(stated[i], number)
            || (i + 1..n).any(|j| {
                same(stated[i] + stated[j], number)
                    || (j + 1..n).any(|k| same(stated[i] + stated[j] + stated[k], number))
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_digits_and_words() {
        assert_eq!(numbers("killed 169 Afghans and 13 U.S. service members"), [169.0, 13.0]);
        assert_eq!(numbers("At least eight were killed, twenty-four hurt."), [8.0, 24.0]);
        assert_eq!(numbers("$9 billion, 1,234 and 3.5 million"), [9e9, 1234.0, 3.5e6]);
        assert_eq!(numbers("one hundred and sixty-nine"), [169.0]);
        assert_eq!(numbers("two hundred people on the 19th"), [200.0, 19.0]);
        assert_eq!(numbers("more than 50%"), [50.0]);
        assert_eq!(numbers("more than a million girls, half a million boys"), [1e6, 5e5]);
        assert_eq!(
            numbers("a dozen, two dozen, a hundred and five; one hundred, two"),
            [12.0, 24.0, 105.0, 100.0, 2.0]
        );
        assert_eq!(numbers("two thousand three hundred; thirty-two"), [2300.0, 32.0]);
        assert_eq!(numbers("$9bn, 1.5m and 30k, 2 hundred thousand"), [9e9, 1.5e6, 3e4, 2e5]);
        assert_eq!(numbers("ten to twelve, twenty and thirty"), [10.0, 12.0, 20.0, 30.0]);
        assert_eq!(numbers("a bomb killed one"), [1.0, 1.0]);
    }

    #[test]
    fn shares_are_read_as_percentages() {
        let holds = |text: &str, share: f64| numbers_and_shares(text).contains(&share);
        assert!(holds("one in three children", 33.3));
        assert!(holds("nine out of ten families", 90.0));
        assert!(holds("one family in three", 33.3));
        assert!(holds("two-thirds of the population", 66.7));
        assert!(holds("a quarter of the people", 25.0));
        assert!(!holds("three in one", 300.0));
    }

    #[test]
    fn rounded_millions_are_near_and_no_nearer() {
        assert!(is_stated(1.23e6, &[1_234_567.0]));
        assert!(!is_stated(22.9e6, &[22.8e6]));
    }

    #[test]
    fn a_sum_of_stated_numbers_is_stated() {
        assert!(is_stated(182.0, &[169.0, 13.0, 26.0]));
        assert!(!is_stated(183.0, &[169.0, 13.0, 26.0]));
    }
}
