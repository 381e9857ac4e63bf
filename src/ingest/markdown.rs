//! The reader for Markdown: front matter → metadata, the rest → the text that a reader of the page would see.

use pulldown_cmark::{Options, Parser, html};
use serde_json::Value;

use super::charset;
use super::json::{self, Fields};
use super::markup;
use super::raw::{Given, Raw};
use crate::model::document::{PartKind, Provenance};

/// Name and version of this reader, for the manifest.
const READER: &str = "markdown/1";
/// Longest front matter, in bytes.
const FRONT_MATTER: usize = 65_536;

/// Reads a file.
///
/// # Errors
/// The reason, in words, why there is no text.
pub(super) fn document(bytes: &[u8], fields: &Fields) -> Result<Raw, String> {
    let decoded = charset::decode(bytes, None)?;
    let mut warnings = decoded.warnings;
    let (front, body) = parts(&decoded.text);
    let mut given = front.map_or_else(Given::default, |yaml| match serde_yaml::from_str::<Value>(yaml) {
        Ok(value) => json::given(&value, fields),
        Err(error) => {
            warnings.push(format!("its front matter is no YAML and was left aside: {error}"));
            Given::default()
        }
    });
    let mut markup = String::with_capacity(body.len() * 5 / 4);
    html::push_html(&mut markup, Parser::new_ext(body, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH));
    let mut rendered = markup::render(&markup)?;
    if rendered.text.is_empty() {
        return Err("is empty".to_owned());
    }
    // A heading that opens the text is the title, unless the front matter has another one.
    if let Some(first) = rendered.marks.first_mut().filter(|mark| mark.span.start == 0) {
        let heading = first.span.of(&rendered.text);
        if given.title.as_deref().is_none_or(|title| title.trim() == heading) {
            given.title = Some(heading.to_owned());
            first.kind = PartKind::Title;
        }
    }
    Ok(Raw {
        given,
        marks: rendered.marks,
        warnings,
        provenance: Provenance { reader: READER.to_owned(), charset: decoded.charset, ..Provenance::default() },
        ..Raw::of(rendered.text)
    })
}

/// The front matter between `---` lines, if there is any, and the body.
fn parts(text: &str) -> (Option<&str>, &str) {
    let Some(rest) = text.strip_prefix("---").filter(|rest| rest.starts_with(['\n', '\r'])) else {
        return (None, text);
    };
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if at > 0 && matches!(line.trim_end(), "---" | "...") {
            return (Some(&rest[..at]), &rest[at + line.len()..]);
        }
        at += line.len();
        if at > FRONT_MATTER {
            break;
        }
    }
    (None, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Raw {
        document(text.as_bytes(), &Fields::default()).expect("it is Markdown")
    }

    #[test]
    fn front_matter_is_metadata_and_marks_are_no_text() {
        let raw = read(
            "---\ntitle: \"Bomb kills six\"\ndate: 2021-10-04\nauthor: [\"[[Ann Lee]]\"]\nsource: https://example.org/a\n---\n\n\
             Six *people* died, [officials](https://x.org) said.\n\n## Reactions\n\n> None so far.\n",
        );
        assert_eq!(raw.text, "Six people died, officials said.\n\nReactions\n\nNone so far.");
        let given = &raw.given;
        assert_eq!((given.title.as_deref(), given.published.as_deref()), (Some("Bomb kills six"), Some("2021-10-04")));
        assert_eq!((given.author.as_deref(), given.url.as_deref()), (Some("Ann Lee"), Some("https://example.org/a")));
        assert_eq!(raw.marks.len(), 1);
    }

    #[test]
    fn an_opening_heading_is_the_title() {
        let raw = read("# Bomb kills six\n\nSix people\ndied.\n");
        assert_eq!(raw.given.title.as_deref(), Some("Bomb kills six"));
        assert_eq!(raw.text, "Bomb kills six\n\nSix people died.");
        assert_eq!(raw.marks[0].kind, PartKind::Title);
    }

    #[test]
    fn broken_front_matter_is_told_of_and_left_aside() {
        let raw = read("---\ntitle: [a\n---\nSix people died.");
        assert_eq!(raw.text, "Six people died.");
        assert!(raw.warnings[0].contains("front matter"));
    }
}
