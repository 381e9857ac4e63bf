//! Lists of words that the recognisers ask for, and the signs by which most words are known not to be in them.

/// A word's first letter, last letter and length as a number below 256: words of different signs differ.
pub(super) const fn sign(word: &str) -> u8 {
    let bytes = word.as_bytes();
    if bytes.is_empty() {
        return 0;
    }
    let (first, last, length) = (bytes[0], bytes[bytes.len() - 1], bytes.len() as u8);
    first.wrapping_mul(7).wrapping_add(last.wrapping_mul(31)).wrapping_add(length.wrapping_mul(101))
}

/// A long list of words in lower case, at most 255, with an index by their signs: of most other words one look tells that they
/// are not in it.
pub(super) struct Words<const N: usize> {
    /// In the order of their signs.
    words: [&'static str; N],
    /// By sign: where its words begin, counted from 1; 0 where it has none.
    index: [u8; 256],
}

impl<const N: usize> Words<N> {
    /// The list of these words.
    pub(super) const fn of(given: [&'static str; N]) -> Self {
        assert!(N < 256, "the index counts in bytes");
        let (mut words, mut index) = ([""; N], [0; 256]);
        let (mut sign, mut filled) = (0, 0);
        while sign < 256 {
            let mut i = 0;
            while i < N {
                if self::sign(given[i]) as usize == sign {
                    words[filled] = given[i];
                    filled += 1;
                    if index[sign] == 0 {
                        index[sign] = filled as u8;
                    }
                }
                i += 1;
            }
            sign += 1;
        }
        Self { words, index }
    }
}

/// A list of words that a token can be looked for in.
pub(super) trait List {
    /// Whether the word, of that sign, is in the list.
    fn holds(&self, word: &str, sign: u8) -> bool;
}

impl<const N: usize> List for Words<N> {
    #[inline]
    fn holds(&self, word: &str, sign: u8) -> bool {
        match self.index[usize::from(sign)] {
            0 => false,
            from => self.words[usize::from(from) - 1..]
                .iter()
                .take_while(|one| self::sign(one) == sign)
                .any(|one| *one == word),
        }
    }
}

/// A short list, written where it is asked. With the words known, the compiler turns each comparison into one of integers.
impl<const N: usize> List for [&str; N] {
    #[inline(always)]
    #[expect(
        clippy::inline_always,
        clippy::manual_contains,
        reason = "a third of the time of an article was spent here"
    )]
    fn holds(&self, word: &str, _: u8) -> bool {
        self.iter().any(|one| *one == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    static INDEXED: Words<7> = Words::of(DAYS);

    #[test]
    fn a_list_holds_its_words_and_no_others() {
        // "mornay" has the sign of "monday": first and last letter and length are the same
        for word in ["monday", "sunday", "mornay", "day", "mondays", "", "é"] {
            assert_eq!(INDEXED.holds(word, sign(word)), DAYS.contains(&word), "{word}");
            assert_eq!(DAYS.holds(word, sign(word)), DAYS.contains(&word), "{word}");
        }
        assert!(DAYS.iter().all(|word| INDEXED.holds(word, sign(word))));
        assert_eq!(sign("monday"), sign("mornay"));
    }
}
