//! Who was named last: what "the group" and "the terrorist organization" stand for.

use std::collections::BTreeMap;

use super::names::NameMention;
use super::token::Tokens;
use crate::codebook::Codebook;
use crate::codebook::actors::{Kind, Name};
use crate::model::actor::Actor;

/// Groups and bodies in the order in which the article named them last.
#[derive(Debug, Default)]
pub(super) struct Memory {
    recent: Vec<usize>,
    /// Bodies by the noun of their full name, as the article named them last.
    bodies: BTreeMap<String, String>,
}

impl Memory {
    /// Takes note of the names of a sentence.
    pub(super) fn note(&mut self, names: &[NameMention]) {
        for name in names {
            if let Name::Actor(index) = name.name {
                self.recent.retain(|&i| i != index);
                self.recent.push(index);
            }
        }
    }

    /// Takes note of the bodies that a sentence names in full.
    pub(super) fn note_bodies(&mut self, bodies: Vec<(String, String)>) {
        self.bodies.extend(bodies);
    }

    /// The body that `the ministry` stands for. `None` where the article named none.
    pub(super) fn body(&self, noun: &str) -> Option<String> {
        self.bodies.get(noun).cloned()
    }

    /// Who was named last, news outlets aside.
    pub(super) fn last_actor(&self, codebook: &Codebook) -> Option<String> {
        let entries = self.recent.iter().rev().map(|&i| &codebook.actors.entries[i]);
        entries.filter(|e| e.kind != Kind::Media).map(|e| e.name.clone()).next()
    }

    /// The actor that a name or description of this sentence stands for: names outright, descriptions by the last actor
    /// that bears them, seen first among the names before it in the sentence. `None` where nothing fits.
    pub(super) fn actor(
        &self,
        tokens: &Tokens<'_>,
        mention: &NameMention,
        before: &[NameMention],
        codebook: &Codebook,
    ) -> Option<Actor> {
        match mention.name {
            Name::Actor(_) => mention.actor(tokens, codebook),
            Name::Description(_) => {
                let phrase = tokens.words(mention.first, mention.end).to_lowercase();
                let here = before.iter().rev().filter(|n| n.end <= mention.first).filter_map(|n| match n.name {
                    Name::Actor(index) => Some(index),
                    _ => None,
                });
                let index = here.chain(self.recent.iter().rev().copied()).find(|&index| {
                    codebook.actors.entries[index].descriptions.iter().any(|d| d.to_lowercase() == phrase)
                })?;
                let name = codebook.actors.entries[index].name.clone();
                Some(Actor { name, as_written: tokens.words(mention.first, mention.end) })
            }
            Name::Seat(_) | Name::Person(_) => None,
        }
    }
}

/// Kind of the actor of that canonical name.
pub(super) fn kind_of(actor: &Actor, codebook: &Codebook) -> Option<Kind> {
    codebook.actors.get(&actor.name).map(|e| e.kind)
}

impl Memory {
    /// The armed group that was named last, other than `except`.
    pub(super) fn last_group(&self, codebook: &Codebook, except: Option<&str>) -> Option<String> {
        self.recent
            .iter()
            .rev()
            .map(|&i| &codebook.actors.entries[i])
            .find(|e| e.kind == Kind::ArmedGroup && Some(e.name.as_str()) != except)
            .map(|e| e.name.clone())
    }
}
