//! Words by which the press tells one kind of site → one wording of them: a gurdwara is a Sikh temple, a Shiite mosque is a Shia
//! mosque.

use std::collections::{BTreeMap, BTreeSet};

/// A phrase by its words, and the words that stand for it.
type Wording = (Vec<String>, Vec<String>);

/// Wordings that say the same, and words of faiths.
#[derive(Debug, Default)]
pub struct Wordings {
    /// By first word: the phrases that begin with it, the longest first, each with what stands for it.
    by_first: BTreeMap<String, Vec<Wording>>,
    /// Words of faiths and denominations, as they stand after folding.
    faiths: BTreeSet<String>,
}

impl Wordings {
    /// From lists of which the first wording stands for the others, and words of faiths.
    pub(super) fn compile(same: &[Vec<String>], faiths: &[String]) -> Self {
        let mut wordings = Self::default();
        for list in same {
            let Some(first) = list.first().map(|first| words(first)) else { continue };
            for other in list[1..].iter().map(|other| words(other)) {
                let Some(begin) = other.first().cloned() else { continue };
                let phrases = wordings.by_first.entry(begin).or_default();
                phrases.push((other, first.clone()));
                phrases.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
            }
        }
        for faith in faiths {
            wordings.faiths.extend(wordings.fold(&words(faith)));
        }
        wordings
    }

    /// The words of a name in lower case, with each wording replaced by the one that stands for it.
    pub fn fold(&self, words: &[String]) -> Vec<String> {
        let mut folded = Vec::with_capacity(words.len());
        let mut rest = words;
        while let [word, after @ ..] = rest {
            let phrases = self.by_first.get(word).into_iter().flatten();
            if let Some((phrase, first)) = phrases.clone().find(|(phrase, _)| rest.starts_with(phrase)) {
                folded.extend(first.iter().cloned());
                rest = &rest[phrase.len()..];
            } else {
                folded.push(word.clone());
                rest = after;
            }
        }
        folded
    }

    /// Whether a folded word in lower case names a faith or a denomination.
    pub fn is_faith(&self, word: &str) -> bool {
        self.faiths.contains(word)
    }
}

/// Lower-case words of a phrase.
pub fn words(phrase: &str) -> Vec<String> {
    let words = phrase.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::{Wordings, words};

    #[test]
    fn the_longest_wording_is_replaced_by_the_first_of_its_list() {
        let list = |phrases: &[&str]| phrases.iter().map(|phrase| (*phrase).to_owned()).collect::<Vec<_>>();
        let same = [list(&["Shia", "Shi'ite", "Shiite"]), list(&["Sikh temple", "gurdwara", "gurdwara of the Sikhs"])];
        let wordings = Wordings::compile(&same, &list(&["Shiite", "Sikh"]));
        let fold = |name: &str| wordings.fold(&words(name)).join(" ");
        assert_eq!(fold("Shi'ite mosque"), "shia mosque");
        assert_eq!(fold("Sur Gurdwara"), "sur sikh temple");
        assert_eq!(fold("gurdwara of the Sikhs"), "sikh temple");
        assert_eq!(fold("gurdwara of the"), "sikh temple of the");
        assert!(wordings.is_faith("shia") && wordings.is_faith("sikh") && !wordings.is_faith("temple"));
    }
}
