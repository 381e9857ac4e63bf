//! The order of the house: who may know whom, and what a file may look like. Read from the sources as text.

#![expect(clippy::disallowed_methods, reason = "a test looks at the repository from outside")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use regex::Regex;

use crate::program::{files_under, repository, text_of};

/// A row of the table: module, modules that it may use, outside crates that live only in the rows that name them.
/// The table in ARCHITECTURE.md under `## Who may know whom` is the same one.
const TABLE: [(&str, &str, &str); 16] = [
    ("model", "", ""),
    ("diag", "", "strsim"),
    ("world", "", ""),
    ("codebook", "diag model", "regex rustc_hash serde_yaml"),
    (
        "ingest",
        "codebook diag model world",
        "chardetng dom_query dom_smoothie encoding_rs feed_rs flate2 mail_parser pulldown_cmark regex serde_yaml whatlang",
    ),
    ("extract", "codebook model", ""),
    ("resolve", "codebook diag model", "serde_yaml"),
    ("analyse", "codebook model", ""),
    ("compose", "diag model", "pulldown_cmark tera"),
    ("proof", "model", ""),
    ("typeset", "diag model", "hypher lopdf parley png printpdf pulldown_cmark subsetter svg2pdf unicode_bidi"),
    ("state", "model", "rusqlite"),
    ("deliver", "diag model state world", "lettre ureq"),
    // Each stage's `Settings`, and the names by which they are configured: `codebook::BUNDLED`, `compose::Section`.
    (
        "config",
        "analyse codebook compose deliver diag ingest model resolve typeset",
        "chrono_tz serde_path_to_error serde_yaml strsim",
    ),
    (
        "pipeline",
        "analyse codebook compose config deliver diag extract ingest model proof resolve state typeset world",
        "rayon",
    ),
    ("cli", "config diag model pipeline world", "annotate_snippets clap rustix tracing tracing_subscriber"),
];

/// Outside crates that any module may use.
const ANYWHERE: [&str; 5] = ["serde", "serde_json", "chrono", "thiserror", "sha2"];

/// Files of more than 600 lines, each with the reason why it is still one.
const LONG: [(&str, &str); 0] = [];

/// A source file with its comments, the insides of its strings and its tests taken out.
struct Source {
    path: String,
    text: String,
    code: String,
}

fn is_rust(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|ending| ending == "rs")
}

fn sources() -> Vec<Source> {
    let files: BTreeMap<String, String> = files_under(&repository().join("src"))
        .into_iter()
        .filter(|(name, _)| is_rust(name))
        .map(|(name, bytes)| (name, String::from_utf8(bytes).expect("sources are UTF-8")))
        .collect();
    let beside = Regex::new(r#"#\[path = "([a-z_]+\.rs)"\]"#).expect("it is a pattern");
    let mut of_tests = BTreeSet::new();
    let mut sources = Vec::new();
    for (name, text) in files {
        let (code, modules) = without_tests(&without_words(&text));
        let folder = match name.rsplit_once('/') {
            Some((folder, "mod.rs")) => folder.to_owned(),
            _ => name.trim_end_matches(".rs").to_owned(),
        };
        of_tests.extend(modules.into_iter().map(|module| format!("src/{folder}/{module}.rs")));
        // `#[path]` puts a module beside the file that declares it.
        for module in beside.captures_iter(&text) {
            let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
            of_tests.insert(format!("src/{folder}/{}", &module[1]));
        }
        sources.push(Source { path: format!("src/{name}"), text, code });
    }
    sources.retain(|source| !of_tests.contains(&source.path));
    sources
}

/// The text without comments and without what stands in string and character literals.
fn without_words(text: &str) -> String {
    let pattern = r##"(?s)//[^\n]*|/\*.*?\*/|\br#"(.*?)"#|\br"[^"]*"|"(\\.|[^"\\])*"|'(\\'|\\[^']+|[^'\\])'"##;
    let pattern = Regex::new(pattern).expect("it is a pattern");
    pattern.replace_all(text, "\"\"").into_owned()
}

/// The code without what `#[cfg(test)]` stands before, and the names of the modules that are thereby left out.
fn without_tests(code: &str) -> (String, Vec<String>) {
    let declared = Regex::new(r"mod ([a-z_]+);").expect("it is a pattern");
    let (mut kept, mut modules, mut rest) = (String::new(), Vec::new(), code);
    while let Some((before, after)) = rest.split_once("#[cfg(test)]") {
        kept.push_str(before);
        let mut depth = 0_usize;
        let end = after.char_indices().find(|(_, c)| {
            match c {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0 && matches!(c, '}' | ';')
        });
        let end = end.map_or(after.len(), |(at, c)| at + c.len_utf8());
        modules.extend(declared.captures(&after[..end]).map(|found| found[1].to_owned()));
        rest = &after[end..];
    }
    kept.push_str(rest);
    (kept, modules)
}

/// The first folder, or the name of a file directly under `src`.
fn module_of(path: &str) -> &str {
    let path = path.trim_start_matches("src/");
    path.split_once('/').map_or(path.trim_end_matches(".rs"), |(module, _)| module)
}

/// The modules that a file's code names from the root of the crate.
fn modules_used(source: &Source) -> BTreeSet<String> {
    let parts = source.path.trim_start_matches("src/").split('/').filter(|part| *part != "mod.rs").count();
    // So many times `super` leads to the root.
    let root = format!(r"\b(?:crate::|{})(\{{|[a-z_]+)", "super::".repeat(parts));
    let mut used = BTreeSet::new();
    for found in Regex::new(&root).expect("it is a pattern").captures_iter(&source.code) {
        let whole = found.get(0).expect("there is a match");
        if source.code[..whole.start()].ends_with("super::") {
            continue;
        }
        if &found[1] != "{" {
            used.insert(found[1].to_owned());
            continue;
        }
        // `crate::{a, b::{c, d}}`: the first name of each part.
        let (mut depth, mut first) = (0_usize, String::new());
        for c in source.code[whole.end()..].chars() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    used.insert(std::mem::take(&mut first));
                }
                _ if depth == 0 => first.push(c),
                _ => {}
            }
        }
        used.insert(first);
    }
    let name = |path: String| path.trim().split([':', ' ']).next().unwrap_or_default().to_owned();
    used.into_iter().map(name).filter(|name| !name.is_empty()).collect()
}

/// The crates that `Cargo.toml` names under `[dependencies]`, for all systems or for some, as they are written in code.
fn dependencies() -> Vec<String> {
    let manifest = text_of("Cargo.toml");
    let sections = manifest.split("\n[").filter_map(|section| section.split_once("]\n"));
    let of_program =
        sections.filter(|(name, _)| *name == "dependencies" || name.strip_suffix(".dependencies").is_some());
    let lines = of_program.flat_map(|(_, lines)| lines.lines());
    let names = lines.filter_map(|line| line.split_once('=')).filter(|(name, _)| !name.starts_with('#'));
    names.map(|(name, _)| name.trim().replace('-', "_")).collect()
}

fn names_crate(code: &str, name: &str) -> bool {
    let pattern = format!(r"(^|[^:A-Za-z0-9_]){name}(::|\s*;|\s+as\s)");
    Regex::new(&pattern).expect("it is a pattern").is_match(code)
}

fn words(text: &str) -> BTreeSet<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

fn assert_none(wrong: &[String], rule: &str) {
    assert!(wrong.is_empty(), "{rule}:\n{}", wrong.join("\n"));
}

#[test]
fn modules_know_only_whom_they_may() {
    let table: BTreeMap<&str, BTreeSet<String>> = TABLE.iter().map(|row| (row.0, words(row.1))).collect();
    let (mut wrong, mut used) = (Vec::new(), BTreeSet::new());
    for source in sources() {
        let module = module_of(&source.path);
        if matches!(module, "lib" | "main") {
            continue;
        }
        let Some(may) = table.get(module) else {
            wrong.push(format!("{}: `{module}` is not in the table", source.path));
            continue;
        };
        for other in modules_used(&source) {
            // Anything else is an item of the crate's root, of which there are none, or a macro.
            if other != module && table.contains_key(other.as_str()) {
                if !may.contains(&other) {
                    wrong.push(format!("{} uses `{other}`, which `{module}` may not", source.path));
                }
                used.insert((module.to_owned(), other));
            }
        }
    }
    for (module, may) in &table {
        let unused = may.iter().filter(|other| !used.contains(&((*module).to_owned(), (*other).clone())));
        wrong.extend(unused.map(|other| format!("`{module}` may use `{other}` and does not")));
    }
    assert_none(&wrong, "the table of who may know whom does not hold");
}

#[test]
fn outside_crates_live_where_the_table_says() {
    let (mut wrong, mut found) = (Vec::new(), BTreeSet::new());
    let outside = Regex::new(r"\bstd::(fs|env|process|net)\b").expect("it is a pattern");
    let dependencies = dependencies();
    assert!(dependencies.len() > 10, "read only {dependencies:?} from Cargo.toml");
    for source in sources() {
        let module = module_of(&source.path);
        let may = TABLE.iter().find(|row| row.0 == module).map(|row| words(row.2)).unwrap_or_default();
        for name in dependencies.iter().filter(|name| names_crate(&source.code, name)) {
            if !ANYWHERE.contains(&name.as_str()) && !may.contains(name) {
                wrong.push(format!("{} uses the crate `{name}`, which `{module}` may not", source.path));
            }
            found.insert((module.to_owned(), name.clone()));
        }
        if module != "cli" && module != "main" && outside.is_match(&source.code) {
            wrong.push(format!("{} reaches outside; `World` is the one door", source.path));
        }
    }
    for (module, _, crates) in TABLE {
        let unused = words(crates).into_iter().filter(|name| !found.contains(&(module.to_owned(), name.clone())));
        wrong.extend(unused.map(|name| format!("`{module}` may use the crate `{name}` and does not")));
    }
    for name in &dependencies {
        if !found.iter().any(|(_, used)| used == name) {
            wrong.push(format!("Cargo.toml names `{name}`, which no module uses"));
        }
    }
    assert_none(&wrong, "outside crates are not where they belong");
}

#[test]
fn architecture_holds_the_same_table() {
    let path = repository().join("ARCHITECTURE.md");
    let Ok(text) = fs::read_to_string(&path) else {
        eprintln!("skipped: there is no ARCHITECTURE.md yet");
        return;
    };
    let heading = "\n## Who may know whom\n";
    let section = text.split(heading).nth(1).expect("ARCHITECTURE.md has the heading").split("\n## ").next();
    let rows = section.unwrap_or_default().lines().filter(|line| line.starts_with('|')).skip(2);
    let code = Regex::new("`([a-z0-9_]+)`").expect("it is a pattern");
    let cell = |text: &str| code.captures_iter(text).map(|name| name[1].to_owned()).collect::<BTreeSet<_>>();
    let written: Vec<_> = rows
        .map(|row| {
            let cells: Vec<&str> = row.trim_matches('|').split('|').collect();
            (cell(cells[0]), cell(cells[1]), cell(cells.get(2).unwrap_or(&"")))
        })
        .collect();
    let held: Vec<_> = TABLE.iter().map(|row| (words(row.0), words(row.1), words(row.2))).collect();
    let ticked = |names: &str| {
        let names: Vec<String> = names.split(' ').filter(|n| !n.is_empty()).map(|n| format!("`{n}`")).collect();
        if names.is_empty() { "–".to_owned() } else { names.join(", ") }
    };
    let lines: Vec<String> =
        TABLE.iter().map(|row| format!("| `{}` | {} | {} |", row.0, ticked(row.1), ticked(row.2))).collect();
    assert!(written == held, "ARCHITECTURE.md has another table. The one that holds:\n{}", lines.join("\n"));
}

#[test]
fn files_open_with_what_they_are_and_stay_short() {
    let mut wrong = Vec::new();
    let mut long = BTreeSet::new();
    for folder in ["src", "tests"] {
        for (name, bytes) in files_under(&repository().join(folder)) {
            if !is_rust(&name) {
                continue;
            }
            let path = format!("{folder}/{name}");
            let text = String::from_utf8(bytes).expect("sources are UTF-8");
            if !text.starts_with("//! ") {
                wrong.push(format!("{path} does not open with `//!`"));
            }
            let lines = text.lines().count();
            let excused = LONG.iter().any(|(long, _)| *long == path);
            // A named file has a little room, no more: it waits to be parted.
            if lines > if excused { 800 } else { 600 } {
                wrong.push(format!("{path} has {lines} lines"));
            }
            if lines > 600 {
                long.insert(path.clone());
            }
            let stem = name.rsplit('/').next().unwrap_or_default().trim_end_matches(".rs");
            if ["utils", "util", "helpers", "helper", "common", "misc"].contains(&stem)
                || ["/utils/", "/helpers/", "/common/", "/misc/"].iter().any(|drawer| path.contains(drawer))
            {
                wrong.push(format!("{path} is a drawer; name it by what is in it"));
            }
        }
    }
    for (path, _) in LONG.iter().filter(|(path, _)| !long.contains(*path)) {
        wrong.push(format!("{path} is short now; take it out of the list"));
    }
    assert_none(&wrong, "files are not in order");
}

#[test]
fn nothing_is_left_undone_or_silenced_without_a_reason() {
    let mut wrong = Vec::new();
    let undone = Regex::new(r"\b(todo|unimplemented|dbg)!|\.unwrap\(\)").expect("it is a pattern");
    let silenced = Regex::new(r"(?s)#!?\[(?:expect|allow)\((.*?)\)\]").expect("it is a pattern");
    for source in sources() {
        let hits = undone.find_iter(&source.code);
        wrong.extend(hits.map(|hit| format!("{}: `{}`", source.path, hit.as_str())));
        for hit in silenced.captures_iter(&source.text).filter(|hit| !hit[1].contains("reason = \"")) {
            wrong.push(format!("{}: `{}` gives no reason", source.path, &hit[0]));
        }
    }
    assert_none(&wrong, "what should not be in a finished source");
}

#[test]
fn the_repository_does_not_say_where_it_was_made() {
    // Put together here, so that this file does not hold them. Cargo.lock names the registry by its public address.
    let lock = concat!("registry+https://github.com/rust-lang/", "crates", ".io-index");
    let patterns = [
        concat!("/wo", "rk/"),
        concat!("/ro", "ot/"),
        concat!("/ho", "me/"),
        concat!("/tm", "p/"),
        concat!("cra", "tes.io"),
        concat!("py", "pi.org"),
        concat!("npm", "js.org"),
        concat!("artifact", "ory"),
        concat!("proxy.go", "lang.org"),
        concat!("local", "host:"),
    ];
    let mut wrong = Vec::new();
    for entry in fs::read_dir(repository()).expect("the repository can be listed") {
        let path = entry.expect("the repository can be listed").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // Of reports/ only the sample is the repository's.
        let path = if name == "reports" { path.join("sample") } else { path };
        let files = if ["target", ".git"].contains(&name.as_str()) || !path.exists() {
            continue;
        } else if path.is_dir() {
            files_under(&path)
        } else {
            BTreeMap::from([(String::new(), fs::read(&path).expect("a file can be read"))])
        };
        // What a run keeps beside its configuration is none of the repository's either.
        for (inner, bytes) in files.into_iter().filter(|(inner, _)| !inner.contains(".wirebrief/")) {
            let Ok(text) = String::from_utf8(bytes) else { continue };
            let text = text.replace(lock, "");
            for (number, line) in text.lines().enumerate() {
                for pattern in patterns.iter().filter(|pattern| line.contains(*pattern)) {
                    wrong.push(format!("{name}/{inner}:{}: `{pattern}`", number + 1));
                }
            }
        }
    }
    assert_none(&wrong, "files name a place where the repository was made");
}

#[test]
fn the_reader_of_sources_sees_what_it_must() {
    let text = "use crate::{analyse, codebook::{a, b}, model as m};\n// crate::cli\nlet s = \"crate::pipeline \\\" crate::proof\";\n\
                let c = '\"'; super::super::deliver::x(); super::own::y();\n#[cfg(test)]\nmod tests {\n use crate::compose;\n}\n\
                #[cfg(test)]\nmod apart;\nuse crate::world::World; tera::Tera; my::regex::X; use rayon;\n";
    let (code, apart) = without_tests(&without_words(text));
    let source = Source { path: "src/config/section.rs".to_owned(), text: text.to_owned(), code };
    assert_eq!(modules_used(&source), words("analyse codebook deliver model world"));
    assert_eq!(apart, ["apart"]);
    assert!(names_crate(&source.code, "tera") && names_crate(&source.code, "rayon"));
    assert!(!names_crate(&source.code, "regex"));
}
