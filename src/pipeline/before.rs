//! The edition before → the ids that are kept and what the new one is held beside.

use std::path::Path;

use super::{Error, explain, files, newest};
use crate::config::{Previous, Settings};
use crate::diag::Diagnostic;
use crate::model::findings::{Changes, Findings};
use crate::world::World;
use crate::{analyse, proof, resolve};

/// The edition before; nothing for a first edition.
#[derive(Default)]
pub(super) struct Before {
    /// Its incidents, whose ids are kept.
    pub(super) ids: resolve::Before,
    /// Hash of its manifest; `None` for a first edition.
    pub(super) sha256: Option<String>,
    findings: Option<Box<Findings>>,
    /// The changes since then, where the edition before itself is gone.
    changes: Option<Changes>,
}

impl Before {
    /// Reads the edition that the settings name, or the newest of an earlier day. One that nobody named and that cannot be
    /// read is warned of and left alone.
    pub(super) fn of_settings(
        world: &dyn World,
        settings: &Settings,
        warnings: &mut Vec<Diagnostic>,
    ) -> Result<Self, Error> {
        let as_of = settings.analyse.as_of;
        let folder = match &settings.previous {
            Previous::Nothing => None,
            Previous::Folder(folder) => Some(folder.clone()),
            Previous::Newest => newest(world, settings, |day| day < as_of),
        };
        let Some(folder) = folder else { return Ok(Self::default()) };
        match Self::read(world, &folder) {
            Err(error) if settings.previous == Previous::Newest => {
                let message = format!("{error}; ids follow from the content alone, and no changes are listed");
                let hint = "name another edition with `--previous`, or `--previous none`";
                warnings.push(Diagnostic::warning(message).hint(hint));
                Ok(Self::default())
            }
            read => read,
        }
    }

    /// Reads the edition in a folder.
    pub(super) fn read(world: &dyn World, folder: &Path) -> Result<Self, Error> {
        let findings = explain::findings(world, folder)?;
        let sha256 = files(world, folder)?.get("manifest.json").map(|manifest| proof::sha256(manifest));
        Ok(Self { ids: resolve::Before::of(&findings), sha256, findings: Some(Box::new(findings)), changes: None })
    }

    /// Stands in for an edition before that is gone: ids and changes are the later edition's own word.
    pub(super) fn of_itself(edition: Findings, sha256: String) -> Self {
        let ids = resolve::Before::of(&edition);
        Self { ids, sha256: Some(sha256), findings: None, changes: Some(edition.findings.changes) }
    }

    /// What has changed since then.
    pub(super) fn changes_to(&self, now: &Findings) -> Changes {
        match &self.changes {
            Some(changes) => changes.clone(),
            None => analyse::changes(self.findings.as_deref(), now),
        }
    }
}
