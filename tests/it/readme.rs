//! The commands of README.md do what it says: each is run on a copy of the fixtures.

use crate::program::{code, errors, files_under, fixtures, repository, text_of, wirebrief};

const START: &str = "cargo run --release -- ";

/// The arguments of every command in the fenced blocks marked `sh`.
fn commands(readme: &str) -> Vec<Vec<String>> {
    let blocks = readme.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next());
    let text = blocks.collect::<String>().replace("\\\n", " ");
    text.lines()
        .filter_map(|line| line.trim().trim_start_matches("$ ").strip_prefix(START))
        .map(|line| {
            let line = line.split(" #").next().unwrap_or_default();
            line.split_whitespace().map(|word| word.trim_matches(['"', '\'']).to_owned()).collect()
        })
        .collect()
}

#[test]
fn commands_of_the_readme_run() {
    if !repository().join("README.md").is_file() {
        eprintln!("skipped: there is no README.md yet");
        return;
    }
    let commands = commands(&text_of("README.md"));
    assert!(!commands.is_empty(), "README.md has no command that starts with `{START}`");
    let folder = fixtures();
    for command in &commands {
        // What is written into a file is printed here.
        let words: Vec<&str> =
            command.iter().map(String::as_str).take_while(|word| !matches!(*word, ">" | "|" | "<")).collect();
        let output = wirebrief(folder.path(), &words, b"");
        assert_eq!(code(&output), 0, "`{}`: {}", command.join(" "), errors(&output));
    }
    if commands.iter().any(|command| command.first().is_some_and(|word| word == "run")) {
        let written = files_under(&folder.path().join("reports"));
        assert!(written.keys().any(|name| name.ends_with("/briefing.md")), "no edition stands under reports/");
    }
}

#[test]
fn commands_are_found_in_blocks_alone() {
    let text =
        "`cargo run --release -- no`\n```sh\ncargo run --release -- run \\\n  --config a.yaml  # makes it\nls\n```\n";
    assert_eq!(commands(text), [["run", "--config", "a.yaml"]]);
}
