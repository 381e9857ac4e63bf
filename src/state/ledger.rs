//! The ledger of deliveries, in `SQLite`: edition → way → recipient → how far it has come. Every step is on the disk when its
//! function returns.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, OptionalExtension as _, Row, params};

use crate::model::delivery::{DeliveryState, Errand, Issue, of_folder_name};
use crate::model::findings::LevelName;

/// How long another process may keep the ledger busy.
const PATIENCE: Duration = Duration::from_secs(10);

/// The number of the tables' form, in the database's own `user_version`.
const FORM: i64 = 2;

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

/// From form 1 to form 2: addresses of mail are kept in small letters, as two spellings of one reader are one reader.
const TO_FORM_2: &str =
    "UPDATE OR IGNORE delivery SET recipient = lower(recipient) WHERE channel = 'email' OR channel LIKE 'email %';";

/// Why the ledger cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the ledger `{}` cannot be used: {error}", path.display())]
pub struct LedgerError {
    /// The file.
    pub path: PathBuf,
    /// What the database says.
    pub error: rusqlite::Error,
}

impl LedgerError {
    /// Whether there is no room for it on the disk.
    pub fn is_full(&self) -> bool {
        full(&self.error)
    }
}

fn full(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull)
}

/// The open ledger.
#[derive(Debug)]
pub struct Ledger {
    path: PathBuf,
    connection: Connection,
    only_looks: bool,
}

impl Drop for Ledger {
    fn drop(&mut self) {
        if !self.only_looks {
            // The journal goes; one that stays is no harm.
            let _ = self.connection.pragma_update(None, "journal_mode", "DELETE");
        }
    }
}

impl Ledger {
    /// Opens the ledger, and makes it where there is none. The folder must be there.
    ///
    /// # Errors
    /// A file that cannot be opened, is no ledger, or is one of a later version.
    pub fn open(path: &Path) -> Result<Self, LedgerError> {
        let ledger = Self::connect(path, Connection::open(path), false)?;
        ledger.prepare().map_err(|error| ledger.fault(error))?;
        Ok(ledger)
    }

    /// Opens the ledger without changing anything; `None` where there is none.
    ///
    /// # Errors
    /// As for [`Ledger::open`].
    pub fn look(path: &Path) -> Result<Option<Self>, LedgerError> {
        let ledger = match Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY) {
            Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::CannotOpen) => return Ok(None),
            opened => Self::connect(path, opened, true)?,
        };
        if ledger.form().is_ok() {
            return Ok(Some(ledger));
        }
        // A killed run left a step half done: only one who may write can put it right, as the next run will.
        let opened = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE);
        Self::connect(path, opened, true).map(Some)
    }

    fn connect(path: &Path, opened: rusqlite::Result<Connection>, only_looks: bool) -> Result<Self, LedgerError> {
        let fault = |error| LedgerError { path: path.to_owned(), error };
        let connection = opened.map_err(fault)?;
        connection.busy_timeout(PATIENCE).map_err(fault)?;
        Ok(Self { path: path.to_owned(), connection, only_looks })
    }

    fn form(&self) -> rusqlite::Result<i64> {
        self.connection.pragma_query_value(None, "user_version", |row| row.get(0))
    }

    fn prepare(&self) -> rusqlite::Result<()> {
        // Each step waits for the disk. The journal keeps its room from one step to the next: what was begun with room for it
        // can be ended on a disk that has none left, so that a message which has gone is known to have gone.
        self.connection.pragma_update(None, "journal_mode", "PERSIST")?;
        self.connection.pragma_update(None, "synchronous", "FULL")?;
        self.connection.pragma_update(None, "foreign_keys", true)?;
        match self.form()? {
            FORM => Ok(()),
            1 => self.connection.execute_batch(&format!("BEGIN; {TO_FORM_2} PRAGMA user_version = {FORM}; COMMIT;")),
            0 => self.connection.execute_batch(&format!("BEGIN; {TABLES} PRAGMA user_version = {FORM}; COMMIT;")),
            form => Err(rusqlite::Error::InvalidParameterName(format!(
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

    /// Enters a delivery to be made, unless it is there already in another state than superseded: a reader, or somebody who asks
    /// for that edition, is back. A new one takes the place of those of earlier editions to the same recipient that were not made.
    ///
    /// # Errors
    /// What the database says.
    pub fn plan(&mut self, issue: &Issue, channel: &str, recipient: &str, now: &str) -> Result<(), LedgerError> {
        let path = self.path.clone();
        let mut all = || {
            let step = self.connection.transaction()?;
            let new = step.execute(
                "INSERT INTO delivery (slug, edition, channel, recipient, state, changed) VALUES (?1, ?2, ?3, ?4, 'pending', ?5)
                 ON CONFLICT (slug, edition, channel, recipient)
                 DO UPDATE SET state = 'pending', note = '', changed = ?5 WHERE state = 'superseded'",
                params![issue.slug, issue.name(), channel, recipient, now],
            )?;
            if new > 0 {
                step.execute(
                    "UPDATE delivery SET state = 'superseded', changed = ?6 WHERE slug = ?1 AND channel = ?2 AND recipient = ?3
                     AND state = 'pending' AND edition IN (
                         SELECT name FROM edition WHERE slug = ?1 AND (as_of < ?4 OR (as_of = ?4 AND revision < ?5)))",
                    params![issue.slug, channel, recipient, issue.as_of.to_string(), issue.revision, now],
                )?;
            }
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

    /// Takes down how far a delivery has come. Where there is no room for the note, it is left out.
    ///
    /// # Errors
    /// What the database says.
    pub fn set(&self, errand: &Errand, state: DeliveryState, note: &str, now: &str) -> Result<(), LedgerError> {
        let tried = u32::from(state == DeliveryState::Sending);
        let set = |note: &str| {
            self.connection.execute(
                "UPDATE delivery SET state = ?5, note = ?6, attempts = attempts + ?7, changed = ?8
                 WHERE slug = ?1 AND edition = ?2 AND channel = ?3 AND recipient = ?4",
                params![errand.slug, errand.edition, errand.channel, errand.recipient, state.word(), note, tried, now],
            )
        };
        let done = match set(note) {
            Err(error) if full(&error) && !note.is_empty() => set(""),
            done => done,
        };
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

    /// All deliveries of an edition, by way and recipient.
    ///
    /// # Errors
    /// What the database says.
    pub fn of_edition(&self, slug: &str, edition: &str) -> Result<Vec<Errand>, LedgerError> {
        let read = || -> rusqlite::Result<Vec<Errand>> {
            let mut query = self.connection.prepare(
                "SELECT slug, edition, channel, recipient, state, attempts, note FROM delivery
                 WHERE slug = ?1 AND edition = ?2 ORDER BY channel, recipient",
            )?;
            query.query_map([slug, edition], errand)?.collect()
        };
        read().map_err(|error| self.fault(error))
    }

    /// Puts what an edition has in that state back to what is to be made.
    ///
    /// # Errors
    /// What the database says.
    pub fn retry(&self, slug: &str, edition: &str, state: DeliveryState, now: &str) -> Result<usize, LedgerError> {
        let done = self.connection.execute(
            "UPDATE delivery SET state = 'pending', changed = ?3 WHERE slug = ?1 AND edition = ?2 AND state = ?4",
            [slug, edition, now, state.word()],
        );
        done.map_err(|error| self.fault(error))
    }

    /// Who was to be sent anything of a briefing by each way.
    ///
    /// # Errors
    /// What the database says.
    pub fn ways(&self, slug: &str) -> Result<BTreeMap<String, BTreeSet<String>>, LedgerError> {
        let read = || -> rusqlite::Result<BTreeMap<String, BTreeSet<String>>> {
            let mut ways: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
            let mut query =
                self.connection.prepare("SELECT DISTINCT channel, recipient FROM delivery WHERE slug = ?1")?;
            for row in query.query_map([slug], |row| Ok((row.get(0)?, row.get(1)?)))? {
                let (way, recipient) = row?;
                ways.entry(way).or_default().insert(recipient);
            }
            Ok(ways)
        };
        read().map_err(|error| self.fault(error))
    }

    /// Gives a way of a briefing another name, under which nothing must be entered yet.
    ///
    /// # Errors
    /// What the database says.
    pub fn rename(&mut self, slug: &str, old: &str, new: &str) -> Result<(), LedgerError> {
        let path = self.path.clone();
        let mut all = || {
            let step = self.connection.transaction()?;
            step.execute("UPDATE delivery SET channel = ?3 WHERE slug = ?1 AND channel = ?2", [slug, old, new])?;
            // Another briefing may write into a wiki under the old name.
            step.execute(
                "INSERT OR IGNORE INTO page (wiki, path, sha256) SELECT ?2, path, sha256 FROM page WHERE wiki = ?1",
                [old, new],
            )?;
            step.commit()
        };
        all().map_err(|error| LedgerError { path, error })
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

    /// The newest edition of a briefing of which something was to go that way and no later one took its place, other than
    /// `but`; `None` where there is none.
    ///
    /// # Errors
    /// What the database says.
    pub fn newest(&self, slug: &str, channel: &str, but: &str) -> Result<Option<Issue>, LedgerError> {
        let found = self.connection.query_row(
            "SELECT slug, name, manifest, findings, level FROM edition e WHERE slug = ?1 AND name <> ?3 AND EXISTS (
                 SELECT 1 FROM delivery d WHERE d.slug = e.slug AND d.edition = e.name AND d.channel = ?2
                 AND d.state <> 'superseded')
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
#[path = "ledger_tests.rs"]
mod tests;
