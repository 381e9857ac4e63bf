//! Containers that have begun and wait for their blocks.

use super::{Block, List, ListItem};

/// Lists and quotes nested deeper than this are set at this depth.
pub(super) const MAX_DEPTH: usize = 12;

/// A list, item, quote or footnote that has begun.
pub(super) enum Open {
    Quote(Vec<Block>),
    List(List),
    Item(ListItem),
    Note(String, Vec<Block>),
}
