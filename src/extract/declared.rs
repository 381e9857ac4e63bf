//! A text whose headline says that it is somebody's statement → who speaks in it, and which of its sentences do something.

use super::reading::Reading;
use super::statements::Draft;
use super::token::Tokens;
use crate::codebook::Codebook;
use crate::codebook::speech::Capacity;
use crate::model::actor::Speaker;
use crate::model::statement::{Form, Stance};

/// The rule of sentences of such a text.
pub(super) const DECLARED: &str = "statement/declared";

/// Words of a name at most.
const LONGEST_NAME: usize = 4;

/// `Statement by President Jane Doe on …`: the one whose words the whole text is. `None` where the headline names none.
pub(super) fn author(title: Option<&str>, codebook: &Codebook) -> Option<Speaker> {
    let title = title?;
    let lower = title.to_lowercase();
    let after = codebook.speech.declarations.iter().find_map(|phrase| {
        let behind = lower.strip_prefix(phrase.as_str())?;
        // the lower case of some letters is longer than they are
        (behind.starts_with(' ') && title.is_char_boundary(phrase.len())).then(|| &title[phrase.len()..])
    })?;
    let capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    let part =
        |word: &&str| capital(word) || matches!(*word, "of" | "the" | "bin" | "al" | "ben" | "van" | "von" | "de");
    let words: Vec<&str> = after.split_whitespace().take_while(part).collect();
    let office = |word: &str| {
        let word = word.to_lowercase();
        codebook.speech.capacity(&word) == Some(Capacity::Official)
            || matches!(
                word.as_str(),
                "of" | "the" | "state" | "foreign" | "prime" | "vice" | "acting" | "deputy" | "us" | "u.s."
            )
    };
    let split = words.iter().position(|word| !office(word))?;
    let clean = |words: &[&str]| words.join(" ").trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let name = &words[split..];
    if !(2..=LONGEST_NAME).contains(&name.len()) || name.iter().any(|w| matches!(*w, "of" | "the")) {
        return None;
    }
    let name = clean(name);
    let known = codebook.actors.persons.iter().find(|p| p.name == name);
    let role = Some(clean(&words[..split]).to_lowercase()).filter(|role| !role.is_empty());
    Some(Speaker {
        as_written: name.clone(),
        name: Some(name),
        role: role.or_else(|| known.and_then(|p| p.role.clone())),
        organisation: known.and_then(|p| p.organisation.clone()),
    })
}

/// A sentence in the first person, as a statement of the author.
pub(super) fn sentence(tokens: &Tokens<'_>, reading: &Reading, author: &Speaker) -> Option<Draft> {
    let (first, end) = (reading.sentence.first, reading.sentence.end);
    let own = (first..end).any(|i| tokens.is(i, &["we", "our", "i", "my", "us", "i'm", "we're", "we've", "i've"]));
    own.then(|| Draft {
        speaker: author.clone(),
        cue: String::new(),
        cue_stance: None,
        leads: None,
        pieces: vec![(first, end)],
        form: Form::Direct,
        date: None,
        sentence: reading.index,
        rule: DECLARED,
    })
}

/// Whether a statement does something: of a whole text only such sentences are kept.
pub(super) fn acts(stance: Stance) -> bool {
    !matches!(stance, Stance::Claim | Stance::Assessment | Stance::Other)
}
