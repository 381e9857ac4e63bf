//! The sample edition under reports/sample/ is what the program makes of fixtures/afghanistan, byte for byte.
//!
//! After a change that is meant to change it: `WIREBRIEF_UPDATE=1 cargo test sample`, and look at the difference.

#![expect(clippy::disallowed_methods, reason = "a test looks at the repository from outside")]

use std::fs;

use crate::program::{code, errors, files_under, fixtures, repository, wirebrief};

const SAMPLE: &str = "reports/sample/khorasan-fixture/2023-03-01";

#[test]
fn the_sample_is_what_the_program_makes() {
    let folder = fixtures();
    let config = "fixtures/afghanistan/briefing.yaml";
    let output = wirebrief(folder.path(), &["run", "--config", config, "--output", "reports/sample"], b"");
    assert_eq!(code(&output), 0, "{}", errors(&output));
    let made = files_under(&folder.path().join(SAMPLE));
    let kept = repository().join(SAMPLE);
    if std::env::var_os("WIREBRIEF_UPDATE").is_some_and(|value| value == "1") {
        if kept.exists() {
            fs::remove_dir_all(&kept).expect("the old sample can be removed");
        }
        for (name, bytes) in &made {
            let path = kept.join(name);
            fs::create_dir_all(path.parent().expect("it has a folder")).expect("it can be written to");
            fs::write(path, bytes).expect("it can be written to");
        }
    }
    assert!(kept.is_dir(), "there is no {SAMPLE}; make it with WIREBRIEF_UPDATE=1");
    let kept = files_under(&kept);
    let update = "if that is meant, make the sample anew with WIREBRIEF_UPDATE=1";
    assert_eq!(made.keys().collect::<Vec<_>>(), kept.keys().collect::<Vec<_>>(), "{update}");
    for (name, bytes) in &made {
        if *bytes == kept[name] {
            continue;
        }
        let (new, old) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&kept[name]));
        let line = new.lines().zip(old.lines()).position(|(new, old)| new != old);
        let told = line.filter(|_| name != "briefing.pdf").and_then(|line| {
            Some(format!("line {}\n  made: {}\n  kept: {}", line + 1, new.lines().nth(line)?, old.lines().nth(line)?))
        });
        panic!("{name} differs; {update}\n{}", told.unwrap_or_default());
    }
}
