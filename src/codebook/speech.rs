//! Speech words with their stance, and the words by which content shows a stance or a topic.

use serde::Deserialize;

use super::lexicon::{Lexicon, Vocabulary};
use crate::model::statement::Stance;

/// How a cue takes its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Takes {
    /// `said (that) …`, `“…,” he said`.
    Clause,
    /// `denied …`, `dismissed the threat`: a noun phrase or a gerund, also a clause with `that`.
    Object,
    /// `urged X to …`.
    Infinitive,
    /// `according to X`: the speaker follows.
    Source,
    /// `claimed responsibility for`: the whole phrase says it.
    Whole,
}

/// Speech words as written in a pack.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CueEntry {
    /// The words, in every form.
    pub words: Vec<String>,
    /// Stance that the word itself says; left out where the content decides.
    #[serde(default)]
    pub stance: Option<Stance>,
    /// How it takes its content.
    pub takes: Takes,
}

/// Words in a content that show its stance.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StanceEntry {
    /// Stance that they show.
    pub stance: Stance,
    /// The phrases.
    pub words: Vec<String>,
    /// Phrases that show it where a negation stands shortly before them.
    #[serde(default)]
    pub negated: Vec<String>,
}

/// Words in a content that show its topic.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TopicEntry {
    /// The topic.
    pub topic: String,
    /// The phrases.
    pub words: Vec<String>,
}

/// The section as written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Speech words.
    pub cues: Vec<CueEntry>,
    /// Words that show a stance, strongest first.
    pub stances: Vec<StanceEntry>,
    /// Words that show a topic, first that fits.
    pub topics: Vec<TopicEntry>,
}

/// A speech word compiled.
#[derive(Debug, Clone, Copy)]
pub struct Cue {
    /// Stance that the word itself says.
    pub stance: Option<Stance>,
    /// How it takes its content.
    pub takes: Takes,
}

/// The section compiled.
#[derive(Debug, Default)]
pub struct Speech {
    /// Speech words.
    pub cues: Lexicon<Cue>,
    /// Words of stance: index of the entry, which is its rank.
    pub stances: Lexicon<(usize, Stance)>,
    /// Words of stance that count under a negation alone.
    pub negated: Lexicon<(usize, Stance)>,
    /// Words of topic: index into `topics`, which is its rank.
    pub topic_words: Lexicon<usize>,
    /// Topics.
    pub topics: Vec<String>,
}

impl Options {
    pub(super) fn extend(&mut self, more: Self) {
        self.cues.extend(more.cues);
        self.stances.extend(more.stances);
        self.topics.extend(more.topics);
    }

    pub(super) fn compile(&self, vocabulary: &mut Vocabulary) -> Speech {
        let mut speech = Speech { topics: self.topics.iter().map(|t| t.topic.clone()).collect(), ..Speech::default() };
        for entry in &self.cues {
            for word in &entry.words {
                speech.cues.add(vocabulary, word, Cue { stance: entry.stance, takes: entry.takes });
            }
        }
        for (rank, entry) in self.stances.iter().enumerate() {
            for word in &entry.words {
                speech.stances.add(vocabulary, word, (rank, entry.stance));
            }
            for word in &entry.negated {
                speech.negated.add(vocabulary, word, (rank, entry.stance));
            }
        }
        for (i, entry) in self.topics.iter().enumerate() {
            for word in &entry.words {
                speech.topic_words.add(vocabulary, word, i);
            }
        }
        speech
    }
}
