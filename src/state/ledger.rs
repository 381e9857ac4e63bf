//! The ledger of deliveries, in `SQLite`: edition → way → recipient → how far it has come. Every step is on the disk when its
//! function returns.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, OptionalExtension as _, Row, params};

use crate::model::delivery::{DeliveryState, Errand, Issue, of_folder_name};
use crate::model::findings::LevelName;

/// How long another process may keep the ledger busy.
const PATIENCE: Duration = Duration::from_secs(10);

/// The number of the tables' form, in the database's own `user_version`.
const FORM: i64 = 1;

const TABLES: &str = "
    CREATE TABLE edition (
        slug TEXT NOT NULL, name TEXT NOT NULL, as_of TEXT NOT NULL, revision INTEGER NOT NULL,
        manifest TEXT NOT NULL, findings TEXT NOT NULL, level TEXT,
        PRIMARY KEY (slug, name)
    ) STRICT;
    CREATE TABLE delivery (
        slug TEXT NOT NULL, edition TEXT NOT NULL, channel TEXT NOT NULL, recipient TEXT NOT NULL,
        state TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, note TEXT NOT NULL DEFAULT '', changed TEXT NOT NULL,
        PRIMARY KEY (slug, edition, channel, recipient),
        FOREIGN KEY (slug, edition) REFERENCES edition (slug, name)
    ) STRICT;
    CREATE TABLE page (
        wiki TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL,
        PRIMARY KEY (wiki, path)
    ) STRICT;
";

/// Why the ledger cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the ledger `{}` cannot be used: {error}", path.display())]
pub struct LedgerError {
    /// The file.
    pub path: PathBuf,
    /// What the database says.
    pub error: rusqlite::Error,
}

/// The open ledger.
#[derive(Debug)]
pub struct Ledger {
    path: PathBuf,
    connection: Connection,
}

impl Ledger {
    /// Opens the ledger, and makes it where there is none. The folder must be there.
    ///
    /// # Errors
    /// A file that cannot be opened, is no ledger, or is one of a later version.
    pub fn open(path: &Path) -> Result<Self, LedgerError> {
        let ledger = Self::connect(path, Connection::open(path))?;
        ledger.prepare().map_err(|error| ledger.fault(error))?;
        Ok(ledger)
    }

    /// Opens the ledger without changing anything; `None` where there is none.
    ///
    /// # Errors
    /// As for [`Ledger::open`].
    pub fn look(path: &Path) -> Result<Option<Self>, LedgerError> {
        match Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY) {
            Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::CannotOpen) => Ok(None),
            opened => Self::connect(path, opened).map(Some),
        }
    }

    fn connect(path: &Path, opened: rusqlite::Result<Connection>) -> Result<Self, LedgerError> {
        let fault = |error| LedgerError { path: path.to_owned(), error };
        let connection = opened.map_err(fault)?;
        connection.busy_timeout(PATIENCE).map_err(fault)?;
        Ok(Self { path: path.to_owned(), connection })
    }

    fn prepare(&self) -> rusqlite::Result<()> {
        // The journal is written ahead; each step waits for the disk.
        self.connection.pragma_update(None, "journal_mode", "WAL")?;
        self.connection.pragma_update(None, "synchronous", "FULL")?;
        self.connection.pragma_update(None, "foreign_keys", true)?;
        let form: i64 = self.connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        match form {
            FORM => Ok(()),
            0 => self.connection.execute_batch(&format!("BEGIN; {TABLES} PRAGMA user_version = {FORM}; COMMIT;")),
            _ => Err(rusqlite::Error::InvalidParameterName(format!(
                "it has form {form}, of a later version of wirebrief"
            ))),
        }
    }

    fn fault(&self, error: rusqlite::Error) -> LedgerError {
        LedgerError { path: self.path.clone(), error }
    }

    /// Enters an edition, or what it holds now.
    ///
    /// # Errors
    /// What the database says.
    pub fn enter(&self, issue: &Issue) -> Result<(), LedgerError> {
        let level = issue.level.map(level_word);
        let done = self.connection.execute(
            "INSERT INTO edition (slug, name, as_of, revision, manifest, findings, level) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT (slug, name) DO UPDATE SET manifest = ?5, findings = ?6, level = ?7",
            params![issue.slug, issue.name(), issue.as_of.to_string(), issue.revision, issue.manifest, issue.findings, level],
        );
        done.map(drop).map_err(|error| self.fault(error))
    }

    /// Enters a delivery to be made, unless it is there already in whatever state; and says that later ones of the same
    /// recipient take the place of those of earlier editions that were not made.
    ///
    /// # Errors
    /// What the database says.
    pub fn plan(&mut self, issue: &Issue, channel: &str, recipient: &str, now: &str) -> Result<(), LedgerError> {
        let path = self.path.clone();
        let mut all = || {
            let step = self.connection.transaction()?;
            step.execute(
                "INSERT OR IGNORE INTO delivery (slug, edition, channel, recipient, state, changed) VALUES (?1, ?2, ?3, ?4, 'pending', ?5)",
                params![issue.slug, issue.name(), channel, recipient, now],
            )?;
            step.execute(
                "UPDATE delivery SET state = 'superseded', changed = ?6 WHERE slug = ?1 AND channel = ?2 AND recipient = ?3
                 AND state = 'pending' AND edition IN (
                     SELECT name FROM edition WHERE slug = ?1 AND (as_of < ?4 OR (as_of = ?4 AND revision < ?5)))",
                params![issue.slug, channel, recipient, issue.as_of.to_string(), issue.revision, now],
            )?;
            step.commit()
        };
        all().map_err(|error| LedgerError { path, error })
    }

    /// What a killed run had begun: nobody knows how it ended. Returns those of a briefing, to be reported once.
    ///
    /// # Errors
    /// What the database says.
    pub fn recover(&self, slug: &str, now: &str) -> Result<Vec<Errand>, LedgerError> {
        let note = "the run was stopped while it was being sent";
        let begun = self.errands(slug, DeliveryState::Sending)?;
        for errand in &begun {
            self.set(errand, DeliveryState::Unknown, note, now)?;
        }
        let unknown = |errand| Errand { state: DeliveryState::Unknown, note: note.to_owned(), ..errand };
        Ok(begun.into_iter().map(unknown).collect())
    }

    /// Takes down how far a delivery has come.
    ///
    /// # Errors
    /// What the database says.
    pub fn set(&self, errand: &Errand, state: DeliveryState, note: &str, now: &str) -> Result<(), LedgerError> {
        let tried = u32::from(state == DeliveryState::Sending);
        let done = self.connection.execute(
            "UPDATE delivery SET state = ?5, note = ?6, attempts = attempts + ?7, changed = ?8
             WHERE slug = ?1 AND edition = ?2 AND channel = ?3 AND recipient = ?4",
            params![errand.slug, errand.edition, errand.channel, errand.recipient, state.word(), note, tried, now],
        );
        done.map(drop).map_err(|error| self.fault(error))
    }

    /// The deliveries of a briefing in one state, the oldest edition first, then by way and recipient.
    ///
    /// # Errors
    /// What the database says.
    pub fn errands(&self, slug: &str, state: DeliveryState) -> Result<Vec<Errand>, LedgerError> {
        let read = || -> rusqlite::Result<Vec<Errand>> {
            let mut query = self.connection.prepare(
                "SELECT d.slug, d.edition, d.channel, d.recipient, d.state, d.attempts, d.note FROM delivery d
                 JOIN edition e ON e.slug = d.slug AND e.name = d.edition
                 WHERE d.slug = ?1 AND d.state = ?2 ORDER BY e.as_of, e.revision, d.channel, d.recipient",
            )?;
            query.query_map([slug, state.word()], errand)?.collect()
        };
        read().map_err(|error| self.fault(error))
    }

    /// How far each recipient of an edition by one way is.
    ///
    /// # Errors
    /// What the database says.
    pub fn states(
        &self,
        slug: &str,
        edition: &str,
        channel: &str,
    ) -> Result<BTreeMap<String, DeliveryState>, LedgerError> {
        let mut states = BTreeMap::new();
        for state in DeliveryState::ALL {
            let errands = self.errands(slug, state)?.into_iter();
            let of_both = errands.filter(|errand| errand.edition == edition && errand.channel == channel);
            states.extend(of_both.map(|errand| (errand.recipient, state)));
        }
        Ok(states)
    }

    /// Puts what nobody knows of an edition back to what is to be made.
    ///
    /// # Errors
    /// What the database says.
    pub fn retry_unknown(&self, slug: &str, edition: &str, now: &str) -> Result<usize, LedgerError> {
        let done = self.connection.execute(
            "UPDATE delivery SET state = 'pending', changed = ?3 WHERE slug = ?1 AND edition = ?2 AND state = 'unknown'",
            [slug, edition, now],
        );
        done.map_err(|error| self.fault(error))
    }

    /// Whether anything of an edition has left the house, or may have.
    ///
    /// # Errors
    /// What the database says.
    pub fn has_left(&self, slug: &str, edition: &str) -> Result<bool, LedgerError> {
        let found = self.connection.query_row(
            "SELECT EXISTS (SELECT 1 FROM delivery WHERE slug = ?1 AND edition = ?2 AND state IN ('sending', 'sent', 'unknown'))",
            [slug, edition],
            |row| row.get(0),
        );
        found.map_err(|error| self.fault(error))
    }

    /// An edition by its folder name; `None` where the ledger does not know it.
    ///
    /// # Errors
    /// What the database says.
    pub fn edition(&self, slug: &str, name: &str) -> Result<Option<Issue>, LedgerError> {
        let query = "SELECT slug, name, manifest, findings, level FROM edition WHERE slug = ?1 AND name = ?2";
        let found = self.connection.query_row(query, [slug, name], issue);
        found.optional().map(Option::flatten).map_err(|error| self.fault(error))
    }

    /// The newest edition of a briefing, other than `but`, of which something went that way; `None` where nothing ever did.
    ///
    /// # Errors
    /// What the database says.
    pub fn last(&self, slug: &str, channel: &str, but: &str) -> Result<Option<Issue>, LedgerError> {
        let found = self.connection.query_row(
            "SELECT slug, name, manifest, findings, level FROM edition e WHERE slug = ?1 AND name <> ?3 AND EXISTS (
                 SELECT 1 FROM delivery d WHERE d.slug = e.slug AND d.edition = e.name AND d.channel = ?2
                 AND d.state IN ('sending', 'sent', 'unknown'))
             ORDER BY as_of DESC, revision DESC LIMIT 1",
            [slug, channel, but],
            issue,
        );
        found.optional().map(Option::flatten).map_err(|error| self.fault(error))
    }

    /// The hash of a wiki's page as it was last written; `None` where it never was.
    ///
    /// # Errors
    /// What the database says.
    pub fn page(&self, wiki: &str, path: &str) -> Result<Option<String>, LedgerError> {
        let query = "SELECT sha256 FROM page WHERE wiki = ?1 AND path = ?2";
        let found = self.connection.query_row(query, [wiki, path], |row| row.get(0));
        found.optional().map_err(|error| self.fault(error))
    }

    /// Takes down how a wiki's pages were written.
    ///
    /// # Errors
    /// What the database says.
    pub fn keep_pages(&mut self, wiki: &str, pages: &[(String, String)]) -> Result<(), LedgerError> {
        let path = self.path.clone();
        let mut all = || {
            let step = self.connection.transaction()?;
            for (page, sha256) in pages {
                let query = "INSERT OR REPLACE INTO page (wiki, path, sha256) VALUES (?1, ?2, ?3)";
                step.execute(query, [wiki, page, sha256])?;
            }
            step.commit()
        };
        all().map_err(|error| LedgerError { path, error })
    }
}

fn errand(row: &Row<'_>) -> rusqlite::Result<Errand> {
    let word: String = row.get(4)?;
    let state = DeliveryState::ALL.into_iter().find(|state| state.word() == word);
    Ok(Errand {
        slug: row.get(0)?,
        edition: row.get(1)?,
        channel: row.get(2)?,
        recipient: row.get(3)?,
        state: state.ok_or_else(|| rusqlite::Error::InvalidParameterName(format!("there is no state `{word}`")))?,
        attempts: row.get(5)?,
        note: row.get(6)?,
    })
}

fn issue(row: &Row<'_>) -> rusqlite::Result<Option<Issue>> {
    let name: String = row.get(1)?;
    let level: Option<String> = row.get(4)?;
    let Some((as_of, revision)) = of_folder_name(&name) else { return Ok(None) };
    Ok(Some(Issue {
        slug: row.get(0)?,
        as_of,
        revision,
        manifest: row.get(2)?,
        findings: row.get(3)?,
        level: level.and_then(|word| serde_json::from_value(word.into()).ok()),
    }))
}

/// The word by which the ledger keeps a level: the one of `briefing.json`.
fn level_word(level: LevelName) -> String {
    let word = serde_json::to_value(level).expect("a level has a JSON form");
    word.as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    const NOW: &str = "2023-03-02T05:00:00Z";

    fn issue_of(day: u32, revision: u32) -> Issue {
        Issue {
            slug: "khorasan".to_owned(),
            as_of: NaiveDate::from_ymd_opt(2023, 3, day).expect("a day of the calendar"),
            revision,
            manifest: format!("m{day}.{revision}"),
            findings: format!("f{day}"),
            level: Some(LevelName::Severe),
        }
    }

    fn ledger() -> (tempfile::TempDir, Ledger) {
        let folder = tempfile::tempdir().expect("there is room");
        let ledger = Ledger::open(&folder.path().join("ledger.sqlite")).expect("it can be made");
        (folder, ledger)
    }

    #[test]
    fn a_delivery_is_planned_once_and_a_later_edition_takes_its_place() {
        let (_folder, mut ledger) = ledger();
        for (day, revision) in [(1, 1), (1, 2), (2, 1)] {
            let issue = issue_of(day, revision);
            ledger.enter(&issue).expect("it can be written");
            for _ in 0..2 {
                ledger.plan(&issue, "email", "a@example.org", NOW).expect("it can be written");
            }
        }
        let pending = ledger.errands("khorasan", DeliveryState::Pending).expect("it can be read");
        assert_eq!(pending.iter().map(|e| e.edition.as_str()).collect::<Vec<_>>(), ["2023-03-02"]);
        let superseded = ledger.errands("khorasan", DeliveryState::Superseded).expect("it can be read");
        assert_eq!(superseded.iter().map(|e| e.edition.as_str()).collect::<Vec<_>>(), ["2023-03-01", "2023-03-01.2"]);
        assert_eq!(ledger.errands("other", DeliveryState::Pending).expect("it can be read"), []);
    }

    #[test]
    fn what_a_killed_run_had_begun_is_unknown_and_counts_as_having_left() {
        let (folder, mut ledger) = ledger();
        let issue = issue_of(1, 1);
        ledger.enter(&issue).expect("it can be written");
        ledger.plan(&issue, "email", "a@example.org", NOW).expect("it can be written");
        assert!(!ledger.has_left("khorasan", "2023-03-01").expect("it can be read"));
        let errand = ledger.errands("khorasan", DeliveryState::Pending).expect("it can be read").remove(0);
        ledger.set(&errand, DeliveryState::Sending, "", NOW).expect("it can be written");
        drop(ledger);
        let ledger = Ledger::open(&folder.path().join("ledger.sqlite")).expect("it is there");
        assert_eq!(ledger.recover("khorasan", NOW).expect("it can be written").len(), 1);
        let unknown = ledger.errands("khorasan", DeliveryState::Unknown).expect("it can be read");
        assert_eq!((unknown.len(), unknown[0].attempts), (1, 1));
        assert!(ledger.has_left("khorasan", "2023-03-01").expect("it can be read"));
        assert_eq!(ledger.last("khorasan", "email", "2023-03-02").expect("it can be read"), Some(issue));
        assert_eq!(ledger.last("khorasan", "wiki", "2023-03-02").expect("it can be read"), None);
    }

    #[test]
    fn looking_makes_no_ledger_and_a_file_of_something_else_is_an_error() {
        let folder = tempfile::tempdir().expect("there is room");
        let path = folder.path().join("ledger.sqlite");
        assert!(Ledger::look(&path).expect("nothing is there").is_none());
        assert!(!path.exists());
        let (_other, ledger) = ledger();
        ledger.connection.execute_batch("PRAGMA user_version = 99").expect("it can be set");
        let later = Ledger::open(&ledger.path).expect_err("it is of a later version");
        assert!(later.to_string().contains("later version"), "{later}");
    }
}
