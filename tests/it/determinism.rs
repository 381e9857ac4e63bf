//! The same input gives the same bytes: on any number of threads, in any process, after any other edition, in any order of files.

use std::collections::BTreeMap;
use std::io::Result;
use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::{DateTime, Utc};
use wirebrief::config::{Overrides, Settings, Source, load};
use wirebrief::pipeline::{on_threads, run};
use wirebrief::world::memory::Memory;
use wirebrief::world::{Entry, Kind, World};

use crate::program::{files_under, fixtures, repository, text_of};

const KHORASAN: &str = "fixtures/afghanistan/briefing.yaml";
const HOSTILE: &str = "fixtures/hostile/briefing.yaml";

/// Files of an edition by path.
type Files = BTreeMap<PathBuf, Vec<u8>>;

fn fixture_world(now: i64) -> Memory {
    let world = Memory::at(DateTime::from_timestamp(now, 0).expect("it is a time"));
    let files = files_under(&repository().join("fixtures"));
    files.into_iter().fold(world, |world, (name, bytes)| world.with(format!("fixtures/{name}"), bytes))
}

fn settings(config: &str, now: DateTime<Utc>) -> Settings {
    let source = Source { path: PathBuf::from(config), text: text_of(config) };
    let overrides = Overrides { output: Some(PathBuf::from("reports")), ..Overrides::default() };
    load(&source, &overrides, now).expect("the fixture's configuration is right").output
}

/// Makes one edition after another in one world, and hands out what stands under `reports/` then.
fn editions(world: &dyn World, configs: &[&str]) {
    for config in configs {
        run(world, &settings(config, world.now())).unwrap_or_else(|error| panic!("{config}: {error}"));
    }
}

fn written(world: &Memory) -> Files {
    let files: Files = world.files().into_iter().filter(|(path, _)| path.starts_with("reports")).collect();
    assert!(files.len() >= 6, "an edition has files: {:?}", files.keys());
    files
}

fn assert_same(one: &Files, other: &Files, what: &str) {
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>(), "{what}");
    for (path, bytes) in one {
        assert!(other[path] == *bytes, "{what}: {} differs", path.display());
    }
}

/// A world that lists every folder backwards.
struct Backwards(Memory);

impl World for Backwards {
    fn read(&self, path: &Path) -> Result<Vec<u8>> {
        self.0.read(path)
    }
    fn look(&self, path: &Path) -> Result<Kind> {
        self.0.look(path)
    }
    fn list(&self, folder: &Path) -> Result<Vec<Entry>> {
        self.0.list(folder).map(|entries| entries.into_iter().rev().collect())
    }
    fn canonical(&self, path: &Path) -> Result<PathBuf> {
        self.0.canonical(path)
    }
    fn create_folder(&self, path: &Path) -> Result<()> {
        self.0.create_folder(path)
    }
    fn write(&self, path: &Path, bytes: &[u8]) -> Result<()> {
        self.0.write(path, bytes)
    }
    fn rename(&self, from: &Path, to: &Path) -> Result<()> {
        self.0.rename(from, to)
    }
    fn remove_folder(&self, path: &Path) -> Result<()> {
        self.0.remove_folder(path)
    }
    fn settle(&self, folder: &Path) -> Result<()> {
        self.0.settle(folder)
    }
    fn now(&self) -> DateTime<Utc> {
        self.0.now()
    }
    fn variable(&self, name: &str) -> Option<String> {
        self.0.variable(name)
    }
}

#[test]
fn threads_clock_and_the_order_of_files_decide_nothing() {
    let on = |threads: usize, now: i64| {
        let world = fixture_world(now);
        on_threads(Some(threads), || editions(&world, &[KHORASAN])).expect("threads can be started");
        written(&world)
    };
    let one = on(1, 0);
    assert_same(&one, &on(4, 2_000_000_000), "four threads, years later");
    let backwards = Backwards(fixture_world(0));
    on_threads(Some(2), || editions(&backwards, &[KHORASAN])).expect("threads can be started");
    assert_same(&one, &written(&backwards.0), "folders listed backwards");
}

#[test]
fn one_edition_leaves_nothing_to_the_next() {
    let forth = fixture_world(0);
    editions(&forth, &[KHORASAN, HOSTILE]);
    let back = fixture_world(0);
    editions(&back, &[HOSTILE, KHORASAN]);
    assert_same(&written(&forth), &written(&back), "two editions in one process, in either order");
}

#[test]
fn two_processes_write_the_same_bytes() {
    let edition = |home: &str, zone: &str, threads: &str| {
        let folder = fixtures();
        let output = Command::new(env!("CARGO_BIN_EXE_wirebrief"))
            .args(["run", "--config", KHORASAN])
            .current_dir(folder.path())
            .env("HOME", home)
            .env("TZ", zone)
            .env("LANG", home)
            .env("RAYON_NUM_THREADS", threads)
            .output()
            .expect("the program starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        files_under(&folder.path().join("reports")).into_iter().map(|(name, b)| (PathBuf::from(name), b)).collect()
    };
    let one: Files = edition("C", "UTC", "1");
    assert_same(&one, &edition("de_DE.UTF-8", "Asia/Kabul", "3"), "two processes");
    let world = fixture_world(0);
    editions(&world, &[KHORASAN]);
    let here = written(&world);
    let here = here.into_iter().map(|(p, b)| (p.strip_prefix("reports").map(Path::to_owned).unwrap_or(p), b)).collect();
    assert_same(&one, &here, "on a disk and in memory");
}
