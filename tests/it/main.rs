//! The integration tests, in one binary.
mod cli;
mod formats;
mod ingest;
mod mangled;
mod readability;

/// The folder with material that is not part of the repository, if it has that file: `$WIREBRIEF_SHARED`, or `shared` beside
/// the repository.
fn shared(file: &str) -> Option<std::path::PathBuf> {
    let beside = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("WIREBRIEF_SHARED").map_or(beside, std::path::PathBuf::from);
    let there = folder.join(file).is_file();
    if !there {
        eprintln!("skipped: there is no {}; set WIREBRIEF_SHARED", folder.join(file).display());
    }
    there.then_some(folder)
}
