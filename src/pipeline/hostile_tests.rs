//! The hostile fixture through the whole pipeline: what comes out is Markdown without any markup of the articles'.

use std::collections::BTreeMap;

use chrono::DateTime;
use pulldown_cmark::{Event, Options, Parser, Tag};

use super::run;
use crate::config::{Overrides, load};
use crate::world::memory::Memory;

const CONFIG: &str = include_str!("../../fixtures/hostile/briefing.yaml");
const CORPUS: [(&str, &[u8]); 8] = [
    ("article.txt", include_bytes!("../../fixtures/hostile/corpus/article.txt")),
    ("empty.txt", include_bytes!("../../fixtures/hostile/corpus/empty.txt")),
    ("latin-1.txt", include_bytes!("../../fixtures/hostile/corpus/latin-1.txt")),
    ("markup.txt", include_bytes!("../../fixtures/hostile/corpus/markup.txt")),
    ("nul.txt", include_bytes!("../../fixtures/hostile/corpus/nul.txt")),
    ("one-line.txt", include_bytes!("../../fixtures/hostile/corpus/one-line.txt")),
    ("quotes.txt", include_bytes!("../../fixtures/hostile/corpus/quotes.txt")),
    ("whitespace.txt", include_bytes!("../../fixtures/hostile/corpus/whitespace.txt")),
];

/// The Markdown files of the edition, by name.
fn edition() -> BTreeMap<String, String> {
    let corpus = CORPUS.iter().fold(Memory::at(DateTime::UNIX_EPOCH), |world, (name, bytes)| {
        world.with(format!("fixtures/hostile/corpus/{name}"), *bytes)
    });
    let source = crate::config::Source { path: "fixtures/hostile/briefing.yaml".into(), text: CONFIG.to_owned() };
    let settings = load(&source, &Overrides::default(), DateTime::UNIX_EPOCH).expect("the fixture's").output;
    run(&corpus, &settings).expect("an edition that holds");
    let name = |path: std::path::PathBuf| path.file_name().map(|name| name.to_string_lossy().into_owned());
    let files = corpus.files().into_iter().filter_map(|(path, bytes)| Some((name(path)?, bytes)));
    let markdown = files.filter(|(name, _)| name.rsplit('.').next() == Some("md"));
    markdown.map(|(name, bytes)| (name, String::from_utf8(bytes).expect("text"))).collect()
}

#[test]
fn no_markup_of_an_article_comes_through() {
    let files = edition();
    assert_eq!(files.keys().collect::<Vec<_>>(), ["briefing.md", "evidence.md"]);
    for (name, markdown) in files {
        assert!(markdown.contains("alert(1)"), "the fixture is hostile");
        for event in Parser::new_ext(&markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
            match event {
                Event::Start(Tag::Link { dest_url, .. }) => assert!(dest_url.starts_with("#a"), "{name}: {dest_url}"),
                Event::Code(code) => {
                    let own = ["briefing.json", "evidence.md", "wirebrief verify"];
                    assert!(own.contains(&&*code) || CORPUS.iter().any(|(file, _)| **file == *code), "{name}: {code}");
                }
                // The program's own pictures.
                Event::Start(Tag::Image { dest_url, .. })
                    if ["charts/timeline.svg", "charts/tempo.svg", "charts/map.svg"].contains(&&*dest_url) => {}
                Event::Start(Tag::Image { .. } | Tag::HtmlBlock | Tag::CodeBlock(_) | Tag::BlockQuote(_))
                | Event::Html(_)
                | Event::InlineHtml(_)
                | Event::InlineMath(_)
                | Event::DisplayMath(_)
                | Event::FootnoteReference(_)
                | Event::TaskListMarker(_) => panic!("{name} holds {event:?}"),
                _ => {}
            }
        }
    }
}
