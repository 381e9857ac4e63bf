//! The one way in which a text falls into words, for codebook entries and for articles alike.
//!
//! A word is a run of letters and digits with inner full stops (`U.S.`, `1.2`), thousands commas (`1,000`) and contractions
//! (`don't`); a possessive `'s` is a word of its own; hyphens part words. Everything else is a mark of one character.

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Lower-case letters first, as in `raid`.
    Lower,
    /// One capital first, as in `Kabul`.
    Capital,
    /// Two capitals or more and nothing lower-case, as in `UN`, `U.S.`, `CBS`.
    Upper,
    /// Digits first, as in `1,000`, `26th`.
    Digits,
    /// A single mark.
    Mark(char),
}

/// A token: byte range and shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scanned {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it is made of.
    pub shape: Shape,
}

/// Whether `c` is an apostrophe, straight or curly.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// Cuts `text` into tokens, in order. Blanks are dropped.
pub fn scan(text: &str) -> impl Iterator<Item = Scanned> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = skip_blanks(text, at);
        let rest = &text[start..];
        let first = rest.chars().next()?;
        let (len, shape) = if let Some(plain) = plain_word(rest.as_bytes()) {
            plain
        } else if first.is_alphanumeric() {
            let len = word_length(rest);
            (len, word_shape(&rest[..len]))
        } else if is_apostrophe(first) && possessive(&rest[first.len_utf8()..]) && glued(text, start) {
            (first.len_utf8() + 1, Shape::Lower)
        } else {
            (first.len_utf8(), Shape::Mark(first))
        };
        at = start + len;
        Some(Scanned { start, end: at, shape })
    })
}

/// The first byte at or after `at` that is no blank.
fn skip_blanks(text: &str, at: usize) -> usize {
    match text.as_bytes().get(at) {
        Some(b'!'..=b'~') => at,
        Some(b' ') if matches!(text.as_bytes().get(at + 1), Some(b'!'..=b'~')) => at + 1,
        _ => text.len() - text[at..].trim_start().len(),
    }
}

/// Length and shape of a word of plain letters and digits behind which nothing can belong to it, as almost every word is;
/// `None` where the whole rule must be asked.
fn plain_word(rest: &[u8]) -> Option<(usize, Shape)> {
    let (mut len, mut upper, mut lower) = (0, 0, 0);
    while let Some(byte) = rest.get(len).filter(|byte| byte.is_ascii_alphanumeric()) {
        upper += usize::from(byte.is_ascii_uppercase());
        lower += usize::from(byte.is_ascii_lowercase());
        len += 1;
    }
    let last = rest[..len].last()?;
    let closed = match rest.get(len) {
        Some(b'.') => len > 1 && last.is_ascii_alphabetic(),
        Some(b',') => last.is_ascii_alphabetic(),
        Some(b'\'') => false,
        Some(byte) => byte.is_ascii(),
        None => true,
    };
    let shape = match rest[0] {
        first if first.is_ascii_digit() => Shape::Digits,
        first if first.is_ascii_lowercase() => Shape::Lower,
        _ if upper > 1 && lower == 0 => Shape::Upper,
        _ => Shape::Capital,
    };
    closed.then_some((len, shape))
}

/// The word as the lexicon knows it: lower case, full stops out of abbreviations, thousands commas out, straight apostrophes.
pub fn normalise(word: &str, into: &mut String) {
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        let from = into.len();
        into.push_str(word);
        into[from..].make_ascii_lowercase();
        return;
    }
    let numeric = word.starts_with(|c: char| c.is_ascii_digit());
    for c in word.chars() {
        if is_apostrophe(c) {
            into.push('\'');
        } else if c == ',' || (c == '.' && !numeric) {
            // `1,000` is 1000, `U.S.` is us
        } else if c.is_ascii() {
            into.push(c.to_ascii_lowercase());
        } else {
            into.extend(c.to_lowercase());
        }
    }
}

fn glued(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_some_and(char::is_alphanumeric)
}

fn possessive(rest: &str) -> bool {
    let mut chars = rest.chars();
    matches!(chars.next(), Some('s' | 'S')) && !chars.next().is_some_and(char::is_alphanumeric)
}

fn word_length(rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    let mut end = 0;
    let mut previous = ' ';
    let mut dotted = true;
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map(|&(_, c)| c);
        let keep = if c.is_alphanumeric() {
            if previous.is_alphanumeric() {
                dotted = false;
            }
            true
        } else if c == '.' {
            let letters = previous.is_alphabetic() && dotted;
            let abbreviation = letters && (next.is_some_and(char::is_alphabetic) || end > 1);
            let decimal = previous.is_ascii_digit() && next.is_some_and(|n| n.is_ascii_digit());
            abbreviation || decimal
        } else if c == ',' {
            previous.is_ascii_digit() && thousands(&rest[i + 1..])
        } else if is_apostrophe(c) {
            let after = &rest[i + c.len_utf8()..];
            previous.is_alphabetic() && next.is_some_and(char::is_alphabetic) && !possessive(after)
        } else {
            false
        };
        if !keep {
            break;
        }
        end = i + c.len_utf8();
        previous = c;
    }
    end
}

fn thousands(rest: &str) -> bool {
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    digits == 3
}

fn word_shape(word: &str) -> Shape {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = word.chars().next() else { return Shape::Lower };
    if first.is_numeric() {
        return Shape::Digits;
    }
    if !first.is_uppercase() {
        return Shape::Lower;
    }
    letters.next();
    let mut more = letters.peekable();
    if more.peek().is_some() && more.all(char::is_uppercase) { Shape::Upper } else { Shape::Capital }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        scan(text).map(|t| &text[t.start..t.end]).collect()
    }

    #[test]
    fn abbreviations_numbers_and_possessives() {
        assert_eq!(
            words("The U.S. said 1,000 of Kabul’s 2.5m people don't."),
            ["The", "U.S.", "said", "1,000", "of", "Kabul", "’s", "2.5m", "people", "don't", "."]
        );
    }

    #[test]
    fn hyphens_part_words() {
        assert_eq!(words("IS-K, al-Qaida"), ["IS", "-", "K", ",", "al", "-", "Qaida"]);
    }

    #[test]
    fn a_full_stop_ends_a_plain_word() {
        assert_eq!(words("in 2021. He left"), ["in", "2021", ".", "He", "left"]);
        assert_eq!(words("Hasht."), ["Hasht", "."]);
    }

    #[test]
    fn shapes() {
        let shapes: Vec<Shape> = scan("raid Kabul UN U.S. 26th A").map(|t| t.shape).collect();
        assert_eq!(shapes, [Shape::Lower, Shape::Capital, Shape::Upper, Shape::Upper, Shape::Digits, Shape::Capital]);
    }

    #[test]
    fn plain_words_are_cut_as_the_whole_rule_cuts_them() {
        let text = "At 6pm Al-Noor's 2.5m, 1,000 U.S. aid men (ABC, NATO's) don't. Éric said “no” to 3. It’s A.";
        for token in scan(text) {
            let rest = &text[token.start..];
            if let Some(plain) = plain_word(rest.as_bytes()) {
                let len = word_length(rest);
                assert_eq!(plain, (len, word_shape(&rest[..len])), "{rest}");
            }
        }
        assert_eq!(plain_word(b"aid men"), Some((3, Shape::Lower)));
        assert_eq!(plain_word(b"U.S."), None);
    }

    #[test]
    fn a_list_of_numbers_is_not_one_number() {
        assert_eq!(words("1,2 and 10,000,000"), ["1", ",", "2", "and", "10,000,000"]);
    }
}
