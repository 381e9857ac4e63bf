//! The program as other programs call it: exit codes, streams, and what is on the disk afterwards.

#![expect(clippy::disallowed_methods, reason = "a test looks at the program from outside")]

use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::program::{code, errors, wirebrief};

const ARTICLE: &str = "Bomb kills six in Herat\n\nPublished: 4 October 2021\n\nA bomb killed six people in Herat on Sunday, officials said.\n";

/// A folder with a configuration and, if any are given, articles beside it.
fn folder(config: &str, articles: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    fs::write(folder.path().join("briefing.yaml"), config).expect("it can be written to");
    for (name, bytes) in articles {
        let path = folder.path().join("corpus").join(name);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("it can be written to");
        fs::write(path, bytes).expect("it can be written to");
    }
    folder
}

fn config(more: &str) -> String {
    format!("title: Herat\nas_of: 2021-10-31\ncorpus:\n  - path: corpus\n{more}")
}

#[test]
fn a_good_run_under_cron_writes_the_edition_and_says_nothing() {
    let folder = folder(&config(""), &[("herat.txt", ARTICLE.as_bytes())]);
    let output = wirebrief(folder.path(), &["run"], b"");
    assert_eq!((code(&output), errors(&output).as_str(), output.stdout.len()), (0, "", 0));
    let edition = folder.path().join("reports/herat/2021-10-31");
    for name in ["briefing.md", "briefing.pdf", "briefing.json", "evidence.md", "claims.json", "manifest.json"] {
        assert!(edition.join(name).is_file(), "{name}");
    }
    let verified = wirebrief(folder.path(), &["verify", "reports/herat/2021-10-31"], b"");
    assert_eq!((code(&verified), verified.stdout.len()), (0, 0), "{}", errors(&verified));
    let watched = wirebrief(folder.path(), &["run", "--verbose"], b"");
    assert!(
        errors(&watched).contains("edition unchanged: reports/herat/2021-10-31/briefing.pdf"),
        "{}",
        errors(&watched)
    );
}

#[test]
fn an_edition_that_was_changed_does_not_hold() {
    let folder = folder(&config(""), &[("herat.txt", ARTICLE.as_bytes())]);
    wirebrief(folder.path(), &["run"], b"");
    let changed = ARTICLE.replace("six", "nine");
    fs::write(folder.path().join("corpus/herat.txt"), changed).expect("it can be written to");
    let output = wirebrief(folder.path(), &["verify", "reports/herat/2021-10-31"], b"");
    assert_eq!(code(&output), 65);
    assert!(String::from_utf8_lossy(&output.stdout).contains("herat.txt"));
}

#[test]
fn wrong_configurations_end_with_78_their_place_and_a_hint() {
    for (text, parts) in [
        ("titel: x\n", ["briefing.yaml:1:1", "1 | titel: x", "did you mean `title`?"]),
        ("title: x\ncorpus: 18\n", ["briefing.yaml:2:9", "2 | corpus: 18", "write a list"]),
        ("title: x\nas_of: 2023-02-30\n", ["briefing.yaml:2:8", "2 | as_of: 2023-02-30", "year-month-day"]),
    ] {
        let folder = folder(text, &[]);
        let output = wirebrief(folder.path(), &["run"], b"");
        assert_eq!(code(&output), 78, "{text}");
        for part in parts {
            assert!(errors(&output).contains(part), "{part} in\n{}", errors(&output));
        }
        assert!(!folder.path().join("reports").exists());
    }
    let folder = folder("title: x", &[]);
    assert_eq!(code(&wirebrief(folder.path(), &["run", "--config", "nowhere.yaml"], b"")), 78);
}

#[test]
fn the_command_line_and_the_corpus_have_codes_of_their_own() {
    let folder = folder(&config(""), &[]);
    assert_eq!(code(&wirebrief(folder.path(), &["run", "--as-of", "yesterday"], b"")), 64);
    assert_eq!(code(&wirebrief(folder.path(), &["extract"], b"")), 64);
    assert_eq!(code(&wirebrief(folder.path(), &["run"], b"")), 66);
    let verified = wirebrief(folder.path(), &["verify", "nowhere"], b"");
    assert_eq!(code(&verified), 66);
    assert!(errors(&verified).contains("the edition `nowhere` cannot be read"), "{}", errors(&verified));
    assert_eq!(code(&wirebrief(folder.path(), &["--help"], b"")), 0);
}

#[test]
fn an_empty_corpus_gives_an_edition_and_a_warning() {
    let folder = folder(&config(""), &[]);
    fs::create_dir(folder.path().join("corpus")).expect("it can be written to");
    let output = wirebrief(folder.path(), &["run"], b"");
    assert_eq!(code(&output), 0);
    assert!(errors(&output).contains("warning: nothing was read"), "{}", errors(&output));
    assert!(folder.path().join("reports/herat/2021-10-31/briefing.md").is_file());
}

#[test]
fn a_file_that_is_not_text_costs_itself_alone() {
    let folder = folder(&config(""), &[("herat.txt", ARTICLE.as_bytes()), ("noise.bin", &[0, 1, 2, 255, 254, 0])]);
    let output = wirebrief(folder.path(), &["run"], b"");
    assert_eq!(code(&output), 0);
    assert!(errors(&output).contains("the file is not text") && errors(&output).contains("noise.bin"));
    let json = fs::read(folder.path().join("reports/herat/2021-10-31/manifest.json")).expect("it was written");
    let json: Value = serde_json::from_slice(&json).expect("it is JSON");
    assert_eq!(json["documents"].as_array().map(Vec::len), Some(1));
}

#[test]
fn an_output_that_cannot_be_written_ends_with_73_and_leaves_nothing() {
    let folder = folder(&config(""), &[("herat.txt", ARTICLE.as_bytes())]);
    fs::write(folder.path().join("reports"), "a file in the way").expect("it can be written to");
    let output = wirebrief(folder.path(), &["run"], b"");
    assert_eq!(code(&output), 73, "{}", errors(&output));
    assert!(errors(&output).contains("--output"));
    assert_eq!(fs::read(folder.path().join("reports")).expect("it is still there"), b"a file in the way");
}

#[test]
fn a_run_on_any_number_of_threads_writes_the_same_bytes() {
    let articles: Vec<(String, String)> =
        (0..40).map(|i| (format!("{i}.txt"), ARTICLE.replace("six", &format!("{}", i + 2)))).collect();
    let articles: Vec<(&str, &[u8])> = articles.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let folder = folder(&config(""), &articles);
    let facts = |jobs: &str| wirebrief(folder.path(), &["extract", "--jobs", jobs, "corpus"], b"").stdout;
    let one = facts("1");
    assert_eq!(one.split(|b| *b == b'\n').count(), 41);
    assert_eq!(one, facts("4"));
}

#[test]
fn a_bad_line_on_standard_input_is_answered_in_its_place() {
    let folder = folder("", &[]);
    let input = b"{\"id\": \"a\", \"text\": \"Six people died.\"}\n{bad\n\n{\"id\": \"b\", \"text\": \"\"}\n";
    let output = wirebrief(folder.path(), &["extract", "-"], input);
    assert_eq!(code(&output), 65);
    let lines: Vec<Value> = output
        .stdout
        .split(|b| *b == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).expect("each line is JSON"))
        .collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0]["document"]["id"], "a");
    assert_eq!(lines[1]["line"], 2);
    assert!(lines[1]["error"].is_string());
    assert_eq!(lines[2]["document"]["id"], "b");
    assert!(errors(&output).contains("error: line 2 of standard input"));
}

#[test]
fn a_reader_that_has_enough_is_no_failure() {
    let folder = folder(&config(""), &[("herat.txt", ARTICLE.as_bytes())]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_wirebrief"))
        .args(["extract", "-"])
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let mut input = child.stdin.take().expect("it is a pipe");
    for _ in 0..2000 {
        if input.write_all(b"{\"id\": \"a\", \"text\": \"Six people died.\"}\n").is_err() {
            break;
        }
    }
    drop(input);
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!(code(&output), 0, "{}", errors(&output));
    assert!(!errors(&output).contains("panicked"));
}

const FEED: &str = "<rss version=\"2.0\"><channel><title>Radio Tern</title><item><title>Two killed in Kunduz</title>\
    <pubDate>Tue, 05 Oct 2021 08:00:00 GMT</pubDate><description>A bomb killed two people in Kunduz on Monday, the police said.\
    </description></item></channel></rss>";

#[test]
fn an_edition_of_many_formats_is_proved_and_verified() {
    let page = "<!doctype html><html><head><title>Four killed</title><meta property=article:published_time content=2021-10-06>\
        </head><body><p>A bomb killed four people in Kabul on Tuesday, the police said.</p></body></html>";
    let lines = "{\"story\": \"A bomb killed three people in Khost on Sunday, officials said.\", \"day\": \"2021-10-04\"}\n{\"story\": 1}\n";
    let articles: [(&str, &[u8]); 4] = [
        ("herat.txt", ARTICLE.as_bytes()),
        ("tern.xml", FEED.as_bytes()),
        ("page.html", page.as_bytes()),
        ("lines.jsonl", lines.as_bytes()),
    ];
    let folder = folder(&config("    fields: {text: [story], published: [day]}\n"), &articles);
    let output = wirebrief(folder.path(), &["run"], b"");
    assert_eq!(code(&output), 0, "{}", errors(&output));
    assert!(!errors(&output).contains("does not hold"), "{}", errors(&output));
    let json = fs::read(folder.path().join("reports/herat/2021-10-31/manifest.json")).expect("it was written");
    let json: Value = serde_json::from_slice(&json).expect("it is JSON");
    let read: Vec<(&str, &str)> = json["documents"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|d| (d["path"].as_str().expect("a path"), d["reader"].as_str().expect("a reader")))
        .collect();
    assert_eq!(
        read.iter().map(|(path, _)| *path).collect::<Vec<_>>(),
        ["herat.txt", "lines.jsonl#1", "lines.jsonl#2", "page.html", "tern.xml#1"]
    );
    assert!(read[4].1.starts_with("feed/"));
    let verified = wirebrief(folder.path(), &["verify", "reports/herat/2021-10-31"], b"");
    assert_eq!(code(&verified), 0, "{}", String::from_utf8_lossy(&verified.stdout));
}

#[test]
fn the_analysts_corrections_of_documents_are_applied_and_hold() {
    let corrections = "documents:\n  - document: tern.xml#1\n    leave_out: true\n    reason: not ours\n  \
        - document: herat.txt\n    published: 2021-10-05\n  - document: nowhere.txt\n    title: x\n";
    let articles: [(&str, &[u8]); 2] = [("herat.txt", ARTICLE.as_bytes()), ("tern.xml", FEED.as_bytes())];
    let folder = folder(&config("corrections: corrections.yaml\n"), &articles);
    fs::write(folder.path().join("corrections.yaml"), corrections).expect("it can be written to");
    let output = wirebrief(folder.path(), &["run"], b"");
    assert_eq!(code(&output), 0, "{}", errors(&output));
    assert!(errors(&output).contains("corrections.yaml:7:1"), "{}", errors(&output));
    // What the analyst left out is listed, and no warning in every run.
    assert!(!errors(&output).contains("not ours"), "{}", errors(&output));
    let edition = folder.path().join("reports/herat/2021-10-31");
    let markdown = fs::read_to_string(edition.join("briefing.md")).expect("it was written");
    assert!(markdown.contains("is left out by the analyst: not ours"), "{markdown}");
    let json: Value =
        serde_json::from_slice(&fs::read(edition.join("briefing.json")).expect("it was written")).expect("JSON");
    assert_eq!(json["documents"][0]["published"]["basis"], "correction", "{}", json["documents"]);
    let manifest = fs::read(edition.join("manifest.json")).expect("it was written");
    let manifest: Value = serde_json::from_slice(&manifest).expect("it is JSON");
    assert!(manifest["corrections"].is_string());
    assert_eq!(code(&wirebrief(folder.path(), &["verify", "reports/herat/2021-10-31"], b"")), 0);
}

#[test]
fn what_is_not_in_english_is_counted_by_language() {
    let french = "Une bombe a explosé lundi près d'un autobus à Hérat et a tué six personnes, ont déclaré les autorités \
        locales, qui n'ont pas désigné de responsable.\n";
    let russian = "Взрыв прогремел в городе Герат, сообщили местные власти. Погибли шесть человек, ещё двадцать \
        получили ранения.\n";
    let articles: [(&str, &[u8]); 4] = [
        ("herat.txt", ARTICLE.as_bytes()),
        ("a.txt", french.as_bytes()),
        ("b.txt", french.as_bytes()),
        ("c.txt", russian.as_bytes()),
    ];
    let folder = folder(&config(""), &articles);
    let output = wirebrief(folder.path(), &["run"], b"");
    assert_eq!(code(&output), 0, "{}", errors(&output));
    let edition = folder.path().join("reports/herat/2021-10-31");
    let markdown = fs::read_to_string(edition.join("briefing.md")).expect("it was written");
    assert!(markdown.contains("for their language:** 2 in French, 1 in Russian."), "{markdown}");
    assert_eq!(code(&wirebrief(folder.path(), &["verify", "reports/herat/2021-10-31"], b"")), 0);
}

#[cfg(unix)]
#[test]
fn links_out_of_the_corpus_and_pipes_are_skipped() {
    let folder = folder(&config(""), &[("herat.txt", ARTICLE.as_bytes())]);
    let corpus = folder.path().join("corpus");
    fs::write(folder.path().join("secret.txt"), "Nine died.").expect("it can be written to");
    std::os::unix::fs::symlink("../secret.txt", corpus.join("out.txt")).expect("links can be made");
    std::os::unix::fs::symlink("herat.txt", corpus.join("inside.txt")).expect("links can be made");
    std::os::unix::fs::symlink("nowhere", corpus.join("dangling.txt")).expect("links can be made");
    assert!(Command::new("mkfifo").arg(corpus.join("pipe")).status().expect("it is there").success());
    let output = wirebrief(folder.path(), &["run"], b"");
    assert_eq!(code(&output), 0);
    for part in ["out of the corpus folder", "leads nowhere", "is not a regular file"] {
        assert!(errors(&output).contains(part), "{part} in\n{}", errors(&output));
    }
}

const UPDATE: &str = "Herat toll rises\n\nPublished: 6 October 2021\n\nThe bomb that went off in Herat on Sunday killed nine people, officials said on Wednesday.\n";

#[test]
fn explain_says_why_an_incident_is_what_it_is() {
    let articles: [(&str, &[u8]); 2] = [("herat.txt", ARTICLE.as_bytes()), ("update.txt", UPDATE.as_bytes())];
    let folder = folder(&config(""), &articles);
    let explain = |item: &str, more: &[&str]| {
        let args: Vec<&str> = ["explain", item].iter().chain(more).copied().collect();
        wirebrief(folder.path(), &args, b"")
    };
    // There is no edition yet.
    assert_eq!(code(&explain("2021-10-03-herat-bombing", &[])), 66);
    assert_eq!(code(&wirebrief(folder.path(), &["run"], b"")), 0);
    let output = explain("2021-10-03-herat-bombing", &[]);
    assert_eq!(code(&output), 0, "{}", errors(&output));
    let text = String::from_utf8(output.stdout).expect("it is text");
    insta::assert_snapshot!("explain_incident", text);
    let article = explain("update.txt", &["--edition", "reports/herat/2021-10-31"]);
    let text = String::from_utf8(article.stdout).expect("it is text");
    assert!(text.starts_with("A2 update.txt\n") && text.contains("2021-10-03-herat-bombing"), "{text}");
    let unknown = explain("herat-bombing", &[]);
    assert_eq!((code(&unknown), unknown.stdout.len()), (65, 0));
    assert!(errors(&unknown).contains("there is `2021-10-03-herat-bombing`"), "{}", errors(&unknown));
    assert_eq!(code(&explain("2021-10-03-herat-bombing", &["--edition", "nowhere"])), 66);
}

#[test]
fn ids_are_kept_from_the_edition_before() {
    let undated = "Bomb kills six\n\nA bomb killed six people at the Baran hotel in Herat, officials said.\n";
    let folder = folder(&config(""), &[("herat.txt", undated.as_bytes())]);
    let ids = |as_of: &str| {
        let json =
            fs::read(folder.path().join("reports/herat").join(as_of).join("briefing.json")).expect("it is there");
        let json: Value = serde_json::from_slice(&json).expect("it is JSON");
        let ids = json["incidents"].as_array().expect("a list").iter().map(|i| i["id"].to_string());
        (ids.collect::<Vec<_>>().join(" "), json["report"]["previous"].is_string())
    };
    assert_eq!(code(&wirebrief(folder.path(), &["run", "--as-of", "2021-10-20"], b"")), 0);
    let (first, previous) = ids("2021-10-20");
    assert!(first.contains("undated-") && !previous, "{first}");
    let dated = "Six dead in Herat\n\nPublished: 4 October 2021\n\nA bomb killed six people at the Baran hotel in Herat on Sunday, the police said.\n";
    fs::write(folder.path().join("corpus/later.txt"), dated).expect("it can be written to");
    assert_eq!(code(&wirebrief(folder.path(), &["run"], b"")), 0);
    assert_eq!(ids("2021-10-31"), (first.clone(), true));
    assert_eq!(code(&wirebrief(folder.path(), &["verify", "reports/herat/2021-10-31"], b"")), 0);
    assert_eq!(code(&wirebrief(folder.path(), &["run", "--previous", "none"], b"")), 0);
    let (fresh, previous) = ids("2021-10-31");
    assert!(fresh.contains("2021-10-03-") && !previous, "{fresh}");
    let named = ["run", "--previous", "reports/herat/2021-10-20"];
    assert_eq!(code(&wirebrief(folder.path(), &named, b"")), 0);
    assert_eq!(ids("2021-10-31"), (first, true));
    assert_eq!(code(&wirebrief(folder.path(), &["run", "--previous", "nowhere"], b"")), 66);
}

#[test]
fn a_line_that_is_no_document_ends_with_65_after_the_others_were_done() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let good = serde_json::json!({"id": "a", "text": ARTICLE}).to_string();
    let input = format!("{good}\nnonsense\n{}\n", good.replace("\"a\"", "\"b\""));
    let output = wirebrief(folder.path(), &["extract", "-"], input.as_bytes());
    assert_eq!(code(&output), 65);
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 3);
    assert!(errors(&output).contains("error: line 2 of standard input is no document"), "{}", errors(&output));
    assert_eq!(code(&wirebrief(folder.path(), &["extract", "-"], good.as_bytes())), 0);
}

#[test]
fn an_incident_is_explained_by_its_label() {
    let folder = folder(&config(""), &[("herat.txt", ARTICLE.as_bytes())]);
    wirebrief(folder.path(), &["run"], b"");
    let output = wirebrief(folder.path(), &["explain", "I1"], b"");
    assert_eq!(code(&output), 0, "{}", errors(&output));
    assert!(String::from_utf8_lossy(&output.stdout).contains("herat.txt"));
    for none in ["I0", "I99", "I"] {
        let output = wirebrief(folder.path(), &["explain", none], b"");
        assert_eq!(code(&output), 65, "{none}");
        assert!(errors(&output).contains("as `I2`"), "{}", errors(&output));
    }
}
