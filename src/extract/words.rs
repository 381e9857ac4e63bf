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

/// A long list of words in lower case. The signs of all its words are kept as a set, which tells of most other words that they
/// are not in it without reading them.
pub(super) struct Words<const N: usize> {
    words: [&'static str; N],
    signs: [u64; 4],
}

impl<const N: usize> Words<N> {
    /// The list of these words.
    pub(super) const fn of(words: [&'static str; N]) -> Self {
        let mut signs = [0; 4];
        let mut i = 0;
        while i < N {
            let sign = sign(words[i]);
            signs[(sign >> 6) as usize] |= 1 << (sign & 63);
            i += 1;
        }
        Self { words, signs }
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
        self.signs[(sign >> 6) as usize] >> (sign & 63) & 1 != 0 && self.words.contains(&word)
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
