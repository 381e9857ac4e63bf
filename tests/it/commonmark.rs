//! The briefing read by cmark-gfm, which is GitHub's own: the same headings, tables, lists, links and words as pulldown-cmark
//! finds. Skipped where the program is not installed.

#![expect(clippy::disallowed_methods, reason = "a test looks at the program from outside")]

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use pulldown_cmark::{Options, Parser, html};

use crate::program::{code, errors, fixtures, repository, wirebrief};

/// The page as cmark-gfm makes it; `None` where the program is not there.
fn theirs(markdown: &str) -> Option<String> {
    let mut program = Command::new("cmark-gfm");
    program.args(["--extension", "table", "--extension", "strikethrough", "--extension", "autolink", "--to", "html"]);
    let child = program.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = match child {
        Ok(child) => child,
        Err(error) => {
            eprintln!("skipped: cmark-gfm does not start: {error}");
            return None;
        }
    };
    let mut input = child.stdin.take().expect("it is a pipe");
    let text = markdown.to_owned();
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().expect("the program ends");
    writer.join().expect("the writer does not panic").expect("the program reads to the end");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).expect("HTML is UTF-8"))
}

fn ours(markdown: &str) -> String {
    let mut page = String::new();
    html::push_html(&mut page, Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH));
    page
}

/// One tag or one stretch of words a line, without what two writers of HTML may choose freely: blanks between blocks, how
/// alignment and empty elements are written, which signs stand as entities.
fn normal(page: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut rest = page;
    while !rest.is_empty() {
        let end = match rest.strip_prefix('<') {
            Some(inner) => inner.find('>').map_or(rest.len(), |end| end + 2),
            None => rest.find('<').unwrap_or(rest.len()),
        };
        let (part, after) = rest.split_at(end);
        rest = after;
        parts.push(if part.starts_with('<') { tag(part) } else { words(part) });
    }
    // The parts of a table may stand in a body or not where they have no rows.
    parts.retain(|part| !part.is_empty() && part != "<tbody>" && part != "</tbody>");
    parts
}

/// A tag with its alignment and address alone.
fn tag(tag: &str) -> String {
    let inner = tag.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/').trim();
    let name = inner.split_whitespace().next().unwrap_or_default();
    let value = |key: &str, end: char| {
        let from = inner.find(key)? + key.len();
        Some(inner[from..].split(end).next().unwrap_or_default().trim().to_owned())
    };
    let aligned = value("text-align:", '"').or_else(|| value("align=\"", '"'));
    let aligned = aligned.map(|side| side.trim_end_matches(';').trim().to_owned());
    let parts = [aligned, value("href=\"", '"'), value("src=\"", '"'), value("alt=\"", '"').map(|alt| words(&alt))];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { format!("<{name}>") } else { format!("<{name} {}>", parts.join(" ")) }
}

/// Words without entities and with one blank between them.
fn words(text: &str) -> String {
    let plain = [("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
    let text = plain.iter().fold(text.to_owned(), |text, (entity, sign)| text.replace(entity, sign));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn count(parts: &[String], name: &str) -> usize {
    parts
        .iter()
        .filter(|part| part.trim_start_matches('<').trim_end_matches('>').split(' ').next() == Some(name))
        .count()
}

/// Compares the two pages of one text; gives the parts, `None` where there is nothing to compare with.
fn same(markdown: &str, of: &str) -> Option<Vec<String>> {
    let (theirs, ours) = (normal(&theirs(markdown)?), normal(&ours(markdown)));
    let apart = theirs.iter().zip(&ours).position(|(a, b)| a != b);
    if let Some(at) = apart {
        let from = at.saturating_sub(3);
        let near = |parts: &[String]| parts[from..parts.len().min(at + 4)].join("\n");
        panic!("{of}: cmark-gfm reads\n{}\npulldown-cmark reads\n{}", near(&theirs), near(&ours));
    }
    assert_eq!(theirs.len(), ours.len(), "{of}");
    Some(theirs)
}

fn pages(folder: &Path, config: &str, edition: &str) -> [String; 2] {
    let output = wirebrief(folder, &["run", "--config", config], b"");
    assert_eq!(code(&output), 0, "{}", errors(&output));
    ["briefing.md", "evidence.md"]
        .map(|name| fs::read_to_string(folder.join(edition).join(name)).expect("it was written"))
}

#[test]
fn both_readers_find_the_same_headings_tables_lists_and_links() {
    let folder = fixtures();
    for (config, edition) in [
        ("fixtures/afghanistan/briefing.yaml", "reports/khorasan-fixture/2023-03-01"),
        ("fixtures/hostile/briefing.yaml", "reports/hostile-fixture/2023-03-01"),
    ] {
        let [briefing, evidence] = pages(folder.path(), config, edition);
        let Some(parts) = same(&briefing, config) else { return };
        for (name, least) in [("h1", 1), ("h2", 5), ("table", 4), ("td", 50), ("li", 2), ("a", 10)] {
            assert!(count(&parts, name) >= least, "{config}: {} of {name}", count(&parts, name));
        }
        same(&evidence, "evidence.md");
    }
}

#[test]
fn the_kept_pages_read_the_same() {
    for page in ["README.md", "ARCHITECTURE.md", "reports/sample/khorasan-fixture/2023-03-01/briefing.md"] {
        let text = fs::read_to_string(repository().join(page)).expect("it is kept");
        // Pages written by hand may hold HTML, which the two pass on unlike.
        if !text.contains("<img") {
            same(&text, page);
        }
    }
}

#[test]
fn what_two_readers_write_unlike_is_no_difference_and_the_rest_is() {
    let theirs = "<table>\n<thead>\n<tr>\n<th align=\"right\">a</th>\n</tr></thead></table>\n<img src=\"x\" alt=\"b &quot;c\" />";
    let ours = "<table><thead><tr><th style=\"text-align: right\">a</th></tr></thead><tbody>\n</tbody></table>\n<img src=\"x\" alt=\"b \"c\" />";
    assert_eq!(normal(theirs)[..6], normal(ours)[..6]);
    assert_ne!(normal("<p>a</p>"), normal("<p>b</p>"));
    assert_ne!(normal("<a href=\"#a1\">x</a>"), normal("<a href=\"#a2\">x</a>"));
    assert_ne!(normal("<ul><li>x</li></ul>"), normal("<p>- x</p>"));
}
