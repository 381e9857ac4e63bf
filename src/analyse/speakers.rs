//! Who speaks for whom, and about whom.

use crate::model::statement::Statement;

use super::attacks::Subject;
use super::relations::Relations;
use super::settings::Settings;

/// What is needed to tell sides apart.
#[derive(Debug, Clone, Copy)]
pub(super) struct Speakers<'a> {
    pub(super) relations: &'a Relations,
    pub(super) settings: &'a Settings,
}

impl<'a> Speakers<'a> {
    /// The actor under a name, with the parent counted as the configuration says.
    pub(super) fn subject<'b>(&self, actor: &'b str) -> Subject<'b>
    where
        'a: 'b,
    {
        let parent_counts = self.settings.threat.as_ref().is_none_or(|threat| threat.parent_counts);
        Subject { actor, parent_counts, relations: self.relations }
    }

    /// Whether the speaker's organisation is `name` or a part of it.
    pub(super) fn speaks_for(&self, statement: &Statement, name: &str) -> bool {
        side(statement).is_some_and(|side| self.relations.is_or_child_of(side, name))
    }

    /// The party to the conflict that `name` belongs to or speaks for: the denier or the assessed actor; `None` for anybody else.
    pub(super) fn party(&self, name: &str) -> Option<&'a str> {
        let name = self.relations.spokesmen.get(name).map_or(name, String::as_str);
        let denials = self.settings.denials.as_ref();
        let denier = denials.map(|denials| denials.denier.as_str());
        let actors =
            [self.settings.threat.as_ref().map(|threat| threat.actor.as_str()), denials.map(|d| d.about.as_str())];
        denier
            .filter(|denier| self.relations.is_or_child_of(name, denier))
            .or_else(|| actors.into_iter().flatten().find(|actor| self.subject(actor).is_or_parent(name)))
    }

    /// Whether the statement is about the actor or its parent.
    pub(super) fn is_about(&self, statement: &Statement, actor: &str) -> bool {
        statement.about.actor.as_deref().is_some_and(|about| self.subject(actor).is_or_parent(about))
    }

    /// Whether the speaker belongs neither to the actor nor to the configured denier.
    pub(super) fn is_other(&self, statement: &Statement, actor: &str) -> bool {
        let subject = self.subject(actor);
        let denier = self.settings.denials.as_ref().map(|denials| denials.denier.as_str());
        !side(statement).is_some_and(|side| subject.is_or_parent(side))
            && !denier.is_some_and(|denier| self.speaks_for(statement, denier))
    }
}

/// The side that a speaker stands for: the organisation, or the speaker's own name where none is stated.
fn side(statement: &Statement) -> Option<&str> {
    statement.speaker.organisation.as_deref().or(statement.speaker.name.as_deref())
}
