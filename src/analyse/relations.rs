//! How actors relate to one another, as far as analysing needs it.

use std::collections::BTreeMap;

use crate::codebook::Codebook;

/// Parents, home countries and names of actors, by canonical name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Relations {
    /// The group that an actor belongs to.
    pub parent: BTreeMap<String, String>,
    /// The country that an actor is at home in.
    pub area: BTreeMap<String, String>,
    /// A short name to print in tables.
    pub short: BTreeMap<String, String>,
    /// The forms by which texts name an actor.
    pub forms: BTreeMap<String, Vec<String>>,
}

impl Relations {
    /// What a codebook says.
    pub fn of(_codebook: &Codebook) -> Self {
        Self::default()
    }

    /// The group that `name` belongs to.
    pub fn parent(&self, name: &str) -> Option<&str> {
        self.parent.get(name).map(String::as_str)
    }

    /// The country that `name` is at home in.
    pub fn area(&self, name: &str) -> Option<&str> {
        self.area.get(name).map(String::as_str)
    }

    /// Whether `name` is `ancestor` or belongs to it, over any number of steps.
    pub fn is_or_child_of(&self, name: &str, ancestor: &str) -> bool {
        let mut at = name;
        // A circle in the codebook ends after as many steps as there are parents.
        for _ in 0..=self.parent.len() {
            if at == ancestor {
                return true;
            }
            match self.parent(at) {
                Some(parent) => at = parent,
                None => return false,
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn children_belong_and_circles_end() {
        let parent = [("Haqqani Network", "Taliban"), ("a", "b"), ("b", "a")];
        let relations = Relations {
            parent: parent.map(|(child, parent)| (child.to_owned(), parent.to_owned())).into(),
            ..Relations::default()
        };
        assert!(relations.is_or_child_of("Taliban", "Taliban"));
        assert!(relations.is_or_child_of("Haqqani Network", "Taliban"));
        assert!(!relations.is_or_child_of("Taliban", "Haqqani Network"));
        assert!(!relations.is_or_child_of("Pakistani Taliban", "Taliban"));
        assert!(!relations.is_or_child_of("a", "Taliban"));
    }
}
