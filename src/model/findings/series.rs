//! One measure of how people live, as it was told through time.

use serde::{Deserialize, Serialize};

/// The conditions that tell of one indicator at one place. Those that repeat a figure for the same time stand with it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Series {
    /// Id of the condition that holds for the latest day: the one that it is said to hold for, else the day on which its article
    /// was published; those of which neither is known come last.
    pub latest: String,
    /// Ids of others that give the same figure, for the same time or where one of the two does not state its time.
    pub agreeing: Vec<String>,
    /// Ids of other figures of the same article: a part, a share, a second count.
    pub also: Vec<String>,
    /// Ids of other figures in the same unit that other origins give for the same time.
    pub disputed: Vec<String>,
    /// Ids of figures for an earlier time, the latest first.
    pub earlier: Vec<String>,
}
