//! An edition as a folder, `OUTPUT/SLUG/AS_OF/`: there whole, or not at all.
//!
//! The files are written into a folder beside the final one, which then takes its name in one step. An edition that it
//! replaces is moved away first and removed last. A run that is killed anywhere leaves the old edition or the new one, and at
//! most a folder whose name begins with a dot; the next run clears up.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use crate::model::delivery::{folder_name, of_folder_name};
use crate::model::edition::Edition;
use crate::world::{Kind, World};

/// What became of an edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// There was none of that name.
    Written,
    /// Another one of that name was there.
    Replaced,
    /// The same one was there already, and was left alone.
    Unchanged,
}

/// Where an edition stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The edition's folder.
    pub folder: PathBuf,
    /// 1 for the first edition of its day, 2 for the one after it was delivered, and so on.
    pub revision: u32,
    /// What was done.
    pub delivery: Delivery,
}

/// Why an edition could not be written. Nothing of it is left behind under its name.
#[derive(Debug, thiserror::Error)]
#[error("the edition cannot be written to `{}`: {error}", path.display())]
pub struct DeliverError {
    /// What could not be written.
    pub path: PathBuf,
    /// What the system says.
    pub error: io::Error,
}

/// Writes an edition below `output`. One of the same day and briefing is replaced, unless something of it `has_left` the house:
/// then the new one stands beside it, with the next number behind its name.
///
/// # Errors
/// A folder or file that cannot be made, or an old edition that cannot be moved.
pub fn folder<E: From<DeliverError>>(
    world: &dyn World,
    edition: &Edition,
    output: &Path,
    has_left: impl FnOnce(&str) -> Result<bool, E>,
) -> Result<Receipt, E> {
    let (_, revision) = place(world, edition, output, has_left)?;
    let (above, name) = (output.join(&edition.slug), folder_name(edition.as_of, revision));
    let (folder, delivery) = put(world, &above, &name, &edition.files)?;
    Ok(Receipt { folder, revision, delivery })
}

/// Where an edition would be written, and with which number.
///
/// # Errors
/// Those of `has_left`.
pub fn place<E>(
    world: &dyn World,
    edition: &Edition,
    output: &Path,
    has_left: impl FnOnce(&str) -> Result<bool, E>,
) -> Result<(PathBuf, u32), E> {
    let above = output.join(&edition.slug);
    let newest = revisions(world, &above, edition).into_iter().max().unwrap_or(1);
    let name = folder_name(edition.as_of, newest);
    let same = read(world, &above.join(&name)).is_ok_and(|files| files == edition.files);
    let revision = if !same && has_left(&name)? { newest + 1 } else { newest };
    Ok((above.join(folder_name(edition.as_of, revision)), revision))
}

/// The numbers of the editions of a day that are there.
fn revisions(world: &dyn World, above: &Path, edition: &Edition) -> Vec<u32> {
    let entries = world.list(above).unwrap_or_default();
    let named = entries.iter().filter_map(|entry| of_folder_name(entry.path.file_name()?.to_str()?));
    named.filter(|(as_of, _)| *as_of == edition.as_of).map(|(_, revision)| revision).collect()
}

/// Puts files into a folder of that name, in the place of one that is there.
///
/// # Errors
/// A folder or file that cannot be made, or an old folder that cannot be moved.
pub(super) fn put(
    world: &dyn World,
    above: &Path,
    name: &str,
    files: &BTreeMap<String, Vec<u8>>,
) -> Result<(PathBuf, Delivery), DeliverError> {
    let places = Places {
        new: above.join(format!(".{name}.new")),
        old: above.join(format!(".{name}.old")),
        edition: above.join(name),
    };
    make(above, world.create_folder(above))?;
    recover(world, &places)?;
    let replaces = world.look(&places.edition).is_ok();
    if replaces && read(world, &places.edition).is_ok_and(|there| there == *files) {
        return Ok((places.edition, Delivery::Unchanged));
    }
    if let Err(error) = write_all(world, &places.new, files) {
        // What was begun goes; if that fails too, the next run clears it up.
        let _ = world.remove_folder(&places.new);
        return Err(error);
    }
    if replaces {
        make(&places.edition, world.rename(&places.edition, &places.old))?;
    }
    if let Err(error) = world.rename(&places.new, &places.edition) {
        // Back to where it was, as far as that goes; the next run does the rest.
        if replaces {
            let _ = world.rename(&places.old, &places.edition);
        }
        let _ = world.remove_folder(&places.new);
        return make(&places.edition, Err(error));
    }
    make(above, world.settle(above))?;
    if replaces {
        make(&places.old, world.remove_folder(&places.old))?;
    }
    let delivery = if replaces { Delivery::Replaced } else { Delivery::Written };
    Ok((places.edition, delivery))
}

/// The three names that an edition's folder may have.
struct Places {
    edition: PathBuf,
    /// While it is written.
    new: PathBuf,
    /// After its successor is complete, until it is removed.
    old: PathBuf,
}

/// Clears up after a run that was killed: half an edition goes; one that was moved away comes back, unless its successor took
/// its place.
fn recover(world: &dyn World, places: &Places) -> Result<(), DeliverError> {
    if world.look(&places.new).is_ok() {
        make(&places.new, world.remove_folder(&places.new))?;
    }
    match (world.look(&places.old).is_ok(), world.look(&places.edition).is_ok()) {
        (true, true) => make(&places.old, world.remove_folder(&places.old)),
        (true, false) => make(&places.edition, world.rename(&places.old, &places.edition)),
        (false, _) => Ok(()),
    }
}

fn write_all(world: &dyn World, folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<(), DeliverError> {
    make(folder, world.create_folder(folder))?;
    let mut folders = vec![folder.to_owned()];
    for (name, bytes) in files {
        let path = folder.join(name);
        let parent = path.parent().expect("it lies in the folder").to_owned();
        if !folders.contains(&parent) {
            make(&parent, world.create_folder(&parent))?;
            folders.push(parent);
        }
        make(&path, world.write(&path, bytes))?;
    }
    folders.iter().try_for_each(|folder| make(folder, world.settle(folder)))
}

/// All files of a written edition by their path from its folder, with `/`.
///
/// # Errors
/// A folder or file that cannot be read.
pub fn read(world: &dyn World, folder: &Path) -> io::Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![(folder.to_owned(), String::new())];
    while let Some((path, prefix)) = folders.pop() {
        for entry in world.list(&path)? {
            let name = entry.path.file_name().unwrap_or_default().to_string_lossy();
            let name = format!("{prefix}{name}");
            if entry.kind == Kind::Folder {
                folders.push((entry.path, format!("{name}/")));
            } else {
                files.insert(name, world.read(&entry.path)?);
            }
        }
    }
    Ok(files)
}

fn make<T>(path: &Path, result: io::Result<T>) -> Result<T, DeliverError> {
    result.map_err(|error| DeliverError { path: path.to_owned(), error })
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::world::memory::Memory;

    fn edition(text: &str) -> Edition {
        let files = [("briefing.md", text), ("charts/timeline.svg", "<svg/>")];
        Edition {
            slug: "khorasan".to_owned(),
            as_of: NaiveDate::from_ymd_opt(2023, 3, 1).expect("a day of the calendar"),
            files: files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_owned())).into(),
        }
    }

    fn folder(world: &Memory, edition: &Edition, left: bool) -> Result<Receipt, DeliverError> {
        super::folder(world, edition, Path::new("reports"), |_| Ok::<_, DeliverError>(left))
    }

    fn shown(world: &Memory) -> Vec<(String, String)> {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the tests write text");
        world.files().into_iter().map(|(path, bytes)| (path.display().to_string(), text(bytes))).collect()
    }

    fn complete(text: &str) -> Vec<(String, String)> {
        let folder = "reports/khorasan/2023-03-01";
        vec![
            (format!("{folder}/briefing.md"), text.to_owned()),
            (format!("{folder}/charts/timeline.svg"), "<svg/>".to_owned()),
        ]
    }

    #[test]
    fn an_edition_is_written_left_alone_and_replaced() {
        let world = Memory::default();
        for (text, delivery) in [("one", Delivery::Written), ("one", Delivery::Unchanged), ("two", Delivery::Replaced)]
        {
            assert_eq!(folder(&world, &edition(text), false).expect("it can be written").delivery, delivery);
            assert_eq!(shown(&world), complete(text));
        }
    }

    #[test]
    fn a_run_killed_anywhere_leaves_a_whole_edition_and_the_next_one_goes_through() {
        for steps in 0.. {
            let world = Memory::default();
            folder(&world, &edition("old"), false).expect("it can be written");
            world.stop_after(Some(steps));
            let stopped = folder(&world, &edition("new"), false).is_err();
            world.stop_after(None);
            let is_hidden = |(path, _): &(String, String)| path.contains("/.");
            let visible: Vec<_> = shown(&world).into_iter().filter(|file| !is_hidden(file)).collect();
            let moved_away = visible.is_empty() && shown(&world).iter().any(|(path, _)| path.contains(".old/"));
            assert!(moved_away || visible == complete("old") || visible == complete("new"), "{steps}: {visible:?}");
            folder(&world, &edition("new"), false).expect("it can be written");
            assert_eq!(shown(&world), complete("new"), "{steps}");
            if !stopped {
                assert!(steps > 4, "the edition was replaced in {steps} steps");
                break;
            }
        }
    }

    #[test]
    fn an_edition_that_has_left_the_house_stays_and_the_next_one_gets_a_number() {
        let world = Memory::default();
        let receipt = |text, left| {
            let receipt = folder(&world, &edition(text), left).expect("it can be written");
            (receipt.folder.display().to_string(), receipt.revision, receipt.delivery)
        };
        let (first, second) = ("reports/khorasan/2023-03-01".to_owned(), "reports/khorasan/2023-03-01.2".to_owned());
        assert_eq!(receipt("one", false), (first.clone(), 1, Delivery::Written));
        assert_eq!(receipt("one", true), (first, 1, Delivery::Unchanged));
        assert_eq!(receipt("two", true), (second.clone(), 2, Delivery::Written));
        assert_eq!(receipt("two", true), (second.clone(), 2, Delivery::Unchanged));
        assert_eq!(receipt("three", false), (second, 2, Delivery::Replaced));
        assert_eq!(shown(&world).len(), 4);
    }

    #[test]
    fn a_file_in_the_way_is_an_error_and_stays() {
        let world = Memory::default().with("reports", "a file");
        let error = folder(&world, &edition("one"), false).expect_err("there is a file in the way");
        assert!(error.to_string().contains("`reports/khorasan`"), "{error}");
        assert_eq!(shown(&world), [("reports".to_owned(), "a file".to_owned())]);
    }
}
