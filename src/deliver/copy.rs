//! Edition → a folder elsewhere, `PATH/SLUG/AS_OF/`, and a link `latest` beside it that leads to it.

use std::io;
use std::path::Path;

use super::dispatch::Files;
use super::folder::{DeliverError, put};
use super::settings::CopyTo;
use crate::model::delivery::{Issue, of_folder_name};
use crate::world::World;

/// Copies an edition. `latest` leads to the newest one that is there, whichever is copied last.
pub(super) fn copy(world: &dyn World, to: &CopyTo, issue: &Issue, files: &Files) -> Result<(), DeliverError> {
    let above = to.path.join(&issue.slug);
    put(world, &above, &issue.name(), files)?;
    let fault = |error| DeliverError { path: above.clone(), error };
    let entries = world.list(&above).map_err(fault)?;
    let editions = entries.iter().filter_map(|entry| of_folder_name(entry.path.file_name()?.to_str()?));
    let newest = editions.max().map(|(as_of, revision)| crate::model::delivery::folder_name(as_of, revision));
    let link = above.join("latest");
    match world.link(&link, Path::new(&newest.unwrap_or_else(|| issue.name()))) {
        // A file system without links has the folders alone.
        Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(()),
        linked => linked.map_err(|error| DeliverError { path: link, error }),
    }
}

#[cfg(test)]
mod tests {
    use super::super::message::tests::issue;
    use super::super::settings::When;
    use super::*;
    use crate::world::memory::Memory;

    #[test]
    fn the_link_leads_to_the_newest_edition_even_if_an_older_one_is_copied_later() {
        let world = Memory::default();
        let to = CopyTo { channel: "folder".to_owned(), path: "srv".into(), when: When::Always };
        let files: Files = [("briefing.md".to_owned(), b"# Lage\n".to_vec())].into();
        for revision in [2, 1] {
            copy(&world, &to, &Issue { revision, ..issue() }, &files).expect("it can be written");
        }
        let files = world.files();
        assert_eq!(files.get(Path::new("srv/khorasan/latest")).map(Vec::as_slice), Some(&b"2023-03-01.2"[..]));
        assert_eq!(files.len(), 3);
    }
}
