//! Deliveries: which edition goes to whom by which way, and how far that has come.

use std::fmt;

use chrono::NaiveDate;

use super::findings::LevelName;

/// How far a delivery has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DeliveryState {
    /// It is to be made, or to be tried again.
    Pending,
    /// It was begun and nobody knows yet how it ended. After a run it stands nowhere; what a killed run leaves becomes `Unknown`.
    Sending,
    /// The other side has taken it.
    Sent,
    /// The other side refuses it for good.
    Failed,
    /// It broke off after the other side may have taken it. It is not made again unless somebody says so.
    Unknown,
    /// A later edition took its place before it was made.
    Superseded,
}

impl DeliveryState {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Pending, Self::Sending, Self::Sent, Self::Failed, Self::Unknown, Self::Superseded];

    /// The word that the ledger holds.
    pub fn word(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
            Self::Superseded => "superseded",
        }
    }
}

impl fmt::Display for DeliveryState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// An edition as deliveries know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// Folder name of the briefing.
    pub slug: String,
    /// The day that it stands for.
    pub as_of: NaiveDate,
    /// 1 for the first edition of its day, 2 for the one that replaced it after it had been delivered, and so on.
    pub revision: u32,
    /// SHA-256 of its manifest, in hexadecimal.
    pub manifest: String,
    /// SHA-256 of what it tells, the as-of date and the period aside, in hexadecimal.
    pub findings: String,
    /// The threat level; `None` where it is not assessed.
    pub level: Option<LevelName>,
}

impl Issue {
    /// The name of its folder, as in `2023-03-01` or `2023-03-01.2`.
    pub fn name(&self) -> String {
        folder_name(self.as_of, self.revision)
    }
}

/// The folder of an edition: its day, and from the second edition of a day on a number.
pub fn folder_name(as_of: NaiveDate, revision: u32) -> String {
    if revision == 1 { as_of.to_string() } else { format!("{as_of}.{revision}") }
}

/// The day and number that a folder's name stands for; `None` where it is not the name of an edition.
pub fn of_folder_name(name: &str) -> Option<(NaiveDate, u32)> {
    let (day, revision) = name.split_once('.').map_or((name, None), |(day, number)| (day, Some(number)));
    let revision = revision.map_or(Some(1), |number| number.parse().ok().filter(|&number| number > 1))?;
    let day = day.parse().ok()?;
    (folder_name(day, revision) == name).then_some((day, revision))
}

/// One delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Errand {
    /// Folder name of the briefing.
    pub slug: String,
    /// Folder name of the edition.
    pub edition: String,
    /// The way, as in `email` or `wiki 2`.
    pub channel: String,
    /// Whom it is for: an address, a repository, a folder.
    pub recipient: String,
    /// How far it has come.
    pub state: DeliveryState,
    /// How often its sending was begun; what was put off before that does not count.
    pub attempts: u32,
    /// What the other side said last; empty where nothing was said.
    pub note: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_name_stands_for_a_day_and_a_number() {
        let day = NaiveDate::from_ymd_opt(2023, 3, 1).expect("a day of the calendar");
        assert_eq!(of_folder_name("2023-03-01"), Some((day, 1)));
        assert_eq!(of_folder_name("2023-03-01.2"), Some((day, 2)));
        for wrong in ["2023-03-01.1", "2023-03-01.02", "2023-3-1", "latest", ".2023-03-01.new", "2023-03-01.old"] {
            assert_eq!(of_folder_name(wrong), None, "{wrong}");
        }
    }
}
