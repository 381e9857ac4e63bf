//! A text → the sketch that its copies are found by.
//!
//! Every run of five words is hashed, and the hashes below a fixed bound are kept: the same passage leaves the same hashes in
//! whatever page it stands, so that a copy inside a longer page shows too (FracMinHash; Irber et al. 2022). A short text keeps
//! its smallest hashes, a very long one no more than its smallest.

use std::fmt::Write as _;

/// Words in a run.
const WORDS: usize = 5;
/// One run in so many is kept.
const SCALE: u64 = 8;
/// At least so many are kept, where the text has them.
const LEAST: usize = 16;
/// At most so many are kept.
const MOST: usize = 256;

/// Hashes of word runs, in hexadecimal, ascending, joined by blanks. Case, punctuation and white space do not count. A text of
/// fewer than five words is one run; one without words has an empty sketch.
pub(super) fn sketch<'t>(paragraphs: impl Iterator<Item = &'t str>) -> String {
    let words: Vec<u64> = paragraphs.flat_map(words).collect();
    let all = |bound: u64| {
        let mut runs: Vec<u64> = match words.len() {
            0 => Vec::new(),
            n if n < WORDS => vec![run(&words)],
            _ => words.windows(WORDS).map(run).filter(|hash| *hash < bound).collect(),
        };
        runs.sort_unstable();
        runs.dedup();
        runs
    };
    let mut runs = all(u64::MAX / SCALE);
    if runs.len() < LEAST {
        runs = all(u64::MAX);
        runs.truncate(LEAST);
    }
    runs.truncate(MOST);
    let mut sketch = String::with_capacity(runs.len() * 17);
    for (index, hash) in runs.iter().enumerate() {
        let gap = if index == 0 { "" } else { " " };
        write!(sketch, "{gap}{hash:016x}").expect("a string takes everything");
    }
    sketch
}

/// Hashes of the words of a text (FNV-1a over their letters and digits in lower case).
fn words(text: &str) -> impl Iterator<Item = u64> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(|word| {
        let next = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        let first = 0xcbf2_9ce4_8422_2325_u64;
        if word.is_ascii() {
            return word.bytes().fold(first, |hash, byte| next(hash, byte.to_ascii_lowercase()));
        }
        let mut bytes = [0; 4];
        let letters = word.chars().flat_map(char::to_lowercase);
        letters.fold(first, |hash, c| c.encode_utf8(&mut bytes).bytes().fold(hash, next))
    })
}

/// One hash of a run of words, in which order counts (the finaliser of SplitMix64 after each word).
fn run(words: &[u64]) -> u64 {
    words.iter().fold(0, |hash: u64, word| {
        let mut z = (hash ^ word).wrapping_add(0x9e37_79b9_7f4a_7c15);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<String> {
        sketch(std::iter::once(text)).split_whitespace().map(str::to_owned).collect()
    }

    fn article(seed: usize) -> String {
        let words = (0..400).map(|i| format!("word{}", (i * 31 + seed * 977) % 5003));
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn case_and_punctuation_do_not_count() {
        assert_eq!(of("The bomb, on Monday, killed six."), of("the  BOMB on Monday killed six"));
    }

    #[test]
    fn a_copy_inside_a_longer_page_shows() {
        let (one, other) = (article(1), article(2));
        let page = format!("{other} {one}");
        let (inner, outer) = (of(&one), of(&page));
        let shared = inner.iter().filter(|h| outer.contains(h)).count();
        assert_eq!(shared, inner.len());
        assert!(of(&other).iter().filter(|h| inner.contains(h)).count() < 3);
    }

    #[test]
    fn hashes_ascend_and_are_bounded() {
        let long = (0..40).map(article).collect::<Vec<_>>().join(" ");
        let hashes = of(&long);
        assert!(hashes.is_sorted() && hashes.len() <= MOST);
        assert_eq!(of("Two words").len(), 1);
        assert!(of(" … ").is_empty());
    }
}
