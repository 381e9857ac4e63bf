//! A mirror of `delivery:` and `hooks:`, with nothing worked out.

use std::fmt;
use std::marker::PhantomData;
use std::path::PathBuf;

use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::deliver::settings::{Encryption, Flavour, OnEdit};
use crate::model::findings::LevelName;

/// `delivery`. Each way may be left out, be one, or be a list.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DeliveryOptions {
    /// By mail.
    pub email: Option<OneOrMany<EmailOptions>>,
    /// Into a wiki.
    pub wiki: Option<OneOrMany<WikiOptions>>,
    /// Into a folder.
    pub folder: Option<OneOrMany<FolderOptions>>,
}

/// `hooks`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct HookOptions {
    /// A program with its arguments, run after a failed run.
    pub on_failure: Vec<String>,
    /// The same after a good one.
    pub on_success: Vec<String>,
    /// An address on the web that is called after each run.
    pub ping: Option<PingOption>,
}

/// `ping`: the address alone, or where it stands.
#[derive(Debug)]
pub enum PingOption {
    /// The address.
    Open(String),
    /// Keys that say where it stands.
    Keys(PingOptions),
}

/// `ping` with keys.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PingOptions {
    /// The address.
    pub url: Option<String>,
    /// A file with the address, readable by its owner alone.
    pub url_file: Option<PathBuf>,
    /// A variable of the environment that holds it.
    pub url_env: Option<String>,
    /// A program with its arguments that prints it.
    pub url_command: Option<Vec<String>>,
    /// Its name in systemd's folder of credentials.
    pub url_credential: Option<String>,
    /// A file of certificates (PEM) that are trusted in place of the usual ones.
    pub trusted: Option<PathBuf>,
    /// How long it may take, in seconds; 10 where nothing is said.
    pub timeout: Option<u64>,
}

impl<'de> Deserialize<'de> for PingOption {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = PingOption;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an address, or `{url_file: …}`")
            }

            fn visit_str<E: Error>(self, address: &str) -> Result<PingOption, E> {
                Ok(PingOption::Open(address.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<PingOption, A::Error> {
                PingOptions::deserialize(MapAccessDeserializer::new(map)).map(PingOption::Keys)
            }
        }
        deserializer.deserialize_any(Either)
    }
}

/// One, or a list.
#[derive(Debug)]
pub struct OneOrMany<T>(Vec<T>);

impl<T> OneOrMany<T> {
    /// All of them.
    pub fn list(&self) -> &[T] {
        &self.0
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Either<T> {
            type Value = OneOrMany<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("keys, or a list of them")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<OneOrMany<T>, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(list)).map(OneOrMany)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<OneOrMany<T>, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(|one| OneOrMany(vec![one]))
            }
        }
        deserializer.deserialize_any(Either(PhantomData))
    }
}

/// `email`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmailOptions {
    /// By which the ledger knows it; its kind and place where nothing is said.
    pub name: Option<String>,
    /// `smtp://user@host:587`, `smtps://user@host:465` or `sendmail:///usr/sbin/sendmail`.
    pub server: String,
    /// A file with the password, readable by its owner alone.
    pub password_file: Option<PathBuf>,
    /// A variable of the environment that holds it.
    pub password_env: Option<String>,
    /// A program with its arguments that prints it.
    pub password_command: Option<Vec<String>>,
    /// Its name in systemd's folder of credentials.
    pub password_credential: Option<String>,
    /// `none` for a server on this machine that knows no encryption; it goes without a password.
    pub encryption: Option<EncryptionOption>,
    /// A file of certificates (PEM) that are trusted beside the usual ones.
    pub trusted: Option<PathBuf>,
    /// From whom.
    pub from: String,
    /// Whom answers go to.
    pub reply_to: Option<String>,
    /// A file of addresses, or a list of them.
    pub readers: ReadersOption,
    /// A template of the subject.
    pub subject: Option<String>,
    /// For those who want it no more, as in `mailto:desk@example.org`.
    pub list_unsubscribe: Option<String>,
    /// Whether the Markdown is attached beside the PDF; it is not where nothing is said.
    pub attach_markdown: Option<bool>,
    /// Largest mail in bytes.
    pub size_limit: Option<usize>,
    /// How long the server may be silent, in seconds; 60 where nothing is said.
    pub timeout: Option<u64>,
    /// How often a mail is tried in one run; 3 where nothing is said.
    pub tries: Option<u32>,
    /// How long to wait before the second try, in seconds; 5 where nothing is said.
    pub pause: Option<u64>,
    /// Which editions.
    pub when: Option<WhenOption>,
}

/// `encryption`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EncryptionOption {
    /// STARTTLS.
    Starttls,
    /// From the first byte.
    Tls,
    /// Not at all.
    None,
}

impl From<EncryptionOption> for Encryption {
    fn from(option: EncryptionOption) -> Self {
        match option {
            EncryptionOption::Starttls => Self::StartTls,
            EncryptionOption::Tls => Self::Tls,
            EncryptionOption::None => Self::Nothing,
        }
    }
}

/// `readers`.
#[derive(Debug, PartialEq, Eq)]
pub enum ReadersOption {
    /// A file, one address a line.
    File(PathBuf),
    /// The addresses.
    Listed(Vec<String>),
}

impl<'de> Deserialize<'de> for ReadersOption {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = ReadersOption;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a file of addresses, or a list of them")
            }

            fn visit_str<E: Error>(self, path: &str) -> Result<ReadersOption, E> {
                Ok(ReadersOption::File(path.into()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<ReadersOption, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(list)).map(ReadersOption::Listed)
            }
        }
        deserializer.deserialize_any(Either)
    }
}

/// `when`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenOption {
    /// Each edition.
    Always,
    /// One that tells something else.
    Changed,
    /// One whose level reaches this.
    Level(LevelName),
}

impl<'de> Deserialize<'de> for WhenOption {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Level {
            level: LevelName,
        }
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = WhenOption;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("`always`, `changed` or `{level: severe}`")
            }

            fn visit_str<E: Error>(self, word: &str) -> Result<WhenOption, E> {
                match word {
                    "always" => Ok(WhenOption::Always),
                    "changed" => Ok(WhenOption::Changed),
                    other => Err(E::unknown_variant(other, &["always", "changed"])),
                }
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<WhenOption, A::Error> {
                Level::deserialize(MapAccessDeserializer::new(map)).map(|when| WhenOption::Level(when.level))
            }
        }
        deserializer.deserialize_any(Either)
    }
}

/// `wiki`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WikiOptions {
    /// By which the ledger knows it; its kind and place where nothing is said.
    pub name: Option<String>,
    /// Address or path of the repository.
    pub repository: String,
    /// The branch; the remote's own where nothing is said.
    pub branch: Option<String>,
    /// How pages are called and linked; as on GitHub where nothing is said.
    pub flavour: Option<FlavourOption>,
    /// A folder in it.
    pub folder: Option<String>,
    /// Whether the front page gets a list of editions; it does where nothing is said.
    pub index: Option<bool>,
    /// Whether the sidebar gets one; it does not where nothing is said.
    pub sidebar: Option<bool>,
    /// Who writes.
    pub author: Option<String>,
    /// What happens to a page that somebody changed by hand.
    pub on_edit: Option<OnEditOption>,
    /// Which editions.
    pub when: Option<WhenOption>,
}

/// `flavour`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlavourOption {
    /// GitHub's.
    Github,
    /// GitLab's.
    Gitlab,
    /// Gitea's and Forgejo's.
    Gitea,
    /// Gollum.
    Gollum,
}

impl From<FlavourOption> for Flavour {
    fn from(option: FlavourOption) -> Self {
        match option {
            FlavourOption::Github => Self::Github,
            FlavourOption::Gitlab => Self::Gitlab,
            FlavourOption::Gitea => Self::Gitea,
            FlavourOption::Gollum => Self::Gollum,
        }
    }
}

/// `on_edit`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnEditOption {
    /// Theirs is kept beside ours.
    Keep,
    /// Nothing is written.
    Refuse,
}

impl From<OnEditOption> for OnEdit {
    fn from(option: OnEditOption) -> Self {
        match option {
            OnEditOption::Keep => Self::Keep,
            OnEditOption::Refuse => Self::Refuse,
        }
    }
}

/// `folder`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FolderOptions {
    /// By which the ledger knows it; its kind and place where nothing is said.
    pub name: Option<String>,
    /// Where editions are copied to.
    pub path: PathBuf,
    /// Which editions.
    pub when: Option<WhenOption>,
}
