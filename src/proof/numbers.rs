//! The numbers that a text states, in digits or in words.

const UNITS: [&str; 20] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// Every number stated in `text`, in order; `$9 billion` is 9,000,000,000.
pub(super) fn numbers(text: &str) -> Vec<f64> {
    let text = text.to_lowercase();
    let tokens: Vec<&str> =
        text.split(|c: char| !(c.is_alphanumeric() || c == '.' || c == ',')).filter(|t| !t.is_empty()).collect();
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let token = tokens[at].trim_matches(['.', ',']);
        let Some((mut value, mut used)) = digits(token).map(|value| (value, 1)).or_else(|| words(&tokens[at..])) else {
            out.extend(implied(token));
            at += 1;
            continue;
        };
        if let Some(scale) = tokens.get(at + used).and_then(|next| scale(next.trim_matches(['.', ',']))) {
            value *= scale;
            used += 1;
        }
        out.push(value);
        at += used;
    }
    out
}

/// `1,234`, `12.5`, `19th`, `47-minute`'s `47`.
fn digits(token: &str) -> Option<f64> {
    if !token.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let end = token.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')).unwrap_or(token.len());
    let tail = &token[end..];
    let scale = match tail {
        "m" | "mn" => 1e6,
        "bn" | "b" => 1e9,
        "k" => 1e3,
        _ => 1.0,
    };
    token[..end].trim_matches(['.', ',']).replace(',', "").parse::<f64>().ok().map(|value| value * scale)
}

/// `twenty four`, `one hundred and sixty nine`: the value and how many tokens it takes.
fn words(tokens: &[&str]) -> Option<(f64, usize)> {
    let mut total = 0u64;
    let mut used = 0;
    let mut any = false;
    while let Some(token) = tokens.get(used).map(|token| token.trim_matches(['.', ','])) {
        if let Some(unit) = UNITS.iter().position(|word| *word == token) {
            total += unit as u64;
        } else if let Some(ten) = TENS.iter().position(|word| *word == token) {
            total += (ten as u64 + 2) * 10;
        } else if token == "hundred" && any {
            total *= 100;
        } else if token == "and" && any && tokens.get(used - 1) == Some(&"hundred") {
            used += 1;
            continue;
        } else {
            break;
        }
        any = true;
        used += 1;
    }
    any.then_some((total as f64, used))
}

fn scale(token: &str) -> Option<f64> {
    match token {
        "hundred" => Some(1e2),
        "thousand" => Some(1e3),
        "million" | "mn" => Some(1e6),
        "billion" | "bn" => Some(1e9),
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

/// Whether `number` is among `stated`, or the sum of two or three of them.
pub(super) fn is_stated(number: f64, stated: &[f64]) -> bool {
    let same = |a: f64, b: f64| (a - b).abs() < 1e-6 * a.abs().max(1.0);
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
    }

    #[test]
    fn a_sum_of_stated_numbers_is_stated() {
        assert!(is_stated(182.0, &[169.0, 13.0, 26.0]));
        assert!(!is_stated(183.0, &[169.0, 13.0, 26.0]));
    }
}
