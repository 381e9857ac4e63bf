//! What a file is: told by its content first, by its name where the content leaves it open.

use super::charset;

/// A format that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// Plain text.
    Text,
    /// Markdown, with front matter or without.
    Markdown,
    /// A web page.
    Page,
    /// RSS or Atom.
    Feed,
    /// One JSON value: an article, a list of them, or a JSON Feed.
    Json,
    /// An article a line.
    JsonLines,
    /// A mail.
    Mail,
}

/// Formats that are told by their first bytes and left alone, with what to do instead.
const BINARY: [(&[u8], &str); 18] = [
    (b"%PDF-", "is a PDF file: save its text as .txt or .md"),
    (b"PK\x03\x04", "is an archive or office file: unpack it, or save its text as .txt, .md or .html"),
    (b"\xD0\xCF\x11\xE0", "is an office file: save its text as .txt, .md or .html"),
    (b"{\\rtf", "is a rich-text file: save it as plain text"),
    (b"\x89PNG", "is a picture, not text"),
    (b"\xFF\xD8\xFF", "is a picture, not text"),
    (b"GIF8", "is a picture, not text"),
    (b"RIFF", "is a picture, sound or film, not text"),
    (b"ID3", "is a sound file: an article is needed as text"),
    (b"OggS", "is a sound file: an article is needed as text"),
    (b"7z\xBC\xAF", "is an archive: unpack it"),
    (b"Rar!", "is an archive: unpack it"),
    (b"BZh", "is compressed with bzip2: unpack it, or compress with gzip"),
    (b"\xFD7zXZ", "is compressed with xz: unpack it, or compress with gzip"),
    (b"\x28\xB5\x2F\xFD", "is compressed with zstd: unpack it, or compress with gzip"),
    (b"PAR1", "is a Parquet table: export its articles as JSON Lines"),
    (b"SQLite format 3", "is a database: export its articles as JSON Lines"),
    (b"WARC/", "is a web archive: export its pages as .html files"),
];

/// Whether the bytes begin a gzip file.
pub(super) fn is_gzip(head: &[u8]) -> bool {
    head.starts_with(b"\x1F\x8B")
}

/// The format of a file by its first bytes (as many as are at hand) and its name without `.gz`.
///
/// # Errors
/// Why it is not read, with what to do instead.
pub(super) fn recognise(head: &[u8], name: &str) -> Result<Format, String> {
    let bytes = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    if let Some((_, reason)) = BINARY.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err((*reason).to_owned());
    }
    let glance = charset::glance(head);
    if is_event_table(&glance) {
        return Err(
            "is an event table of GDELT, which holds no articles: fetch the pages that its last column names, \
                    and put those here"
                .to_owned(),
        );
    }
    let text = glance.trim_start();
    let name = name.to_lowercase();
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    if let Some(format) = marked_up(text)? {
        return Ok(format);
    }
    if looks_like_json(text) || (ends(&[".json", ".jsonl", ".ndjson"]) && text.starts_with(['{', '['])) {
        return Ok(if ends(&[".jsonl", ".ndjson"]) || is_json_lines(bytes) { Format::JsonLines } else { Format::Json });
    }
    if is_mail(text, ends(&[".eml", ".mht", ".mhtml"])) {
        return Ok(Format::Mail);
    }
    let front_matter = text.starts_with("---\n") || text.starts_with("---\r\n");
    let closed = || text[3..].contains("\n---") && text[..text.find("\n---").unwrap_or(0).max(3)].contains(':');
    if ends(&[".md", ".markdown", ".mdown"]) || (front_matter && closed()) {
        return Ok(Format::Markdown);
    }
    if ends(&[".html", ".htm", ".xhtml"]) && text.contains('<') {
        return Ok(Format::Page);
    }
    if ends(&[".jsonl", ".ndjson"]) {
        return Ok(Format::JsonLines);
    }
    Ok(Format::Text)
}

/// HTML and XML, by the first element.
fn marked_up(text: &str) -> Result<Option<Format>, String> {
    if !text.starts_with('<') {
        return Ok(None);
    }
    let Some(root) = first_element(text) else {
        return Ok(None);
    };
    let page = [
        "html", "head", "body", "meta", "title", "link", "script", "style", "article", "main", "section", "div", "p",
        "h1", "h2", "table", "header", "span", "base",
    ];
    match root.as_str() {
        "rss" | "feed" | "rdf:rdf" | "channel" => Ok(Some(Format::Feed)),
        root if page.contains(&root) => Ok(Some(Format::Page)),
        root if text.starts_with("<?xml") => {
            Err(format!("is XML of a kind that is not read (`{root}`): save the article as .html, .txt or .md"))
        }
        _ => Ok(None),
    }
}

/// The name of the first element behind declarations and comments, in small letters.
fn first_element(text: &str) -> Option<String> {
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let after = rest.strip_prefix('<')?;
        rest = if let Some(comment) = after.strip_prefix("!--") {
            &comment[comment.find("-->")? + 3..]
        } else if let Some(doctype) = after.strip_prefix('!') {
            if doctype.to_lowercase().starts_with("doctype html") {
                return Some("html".to_owned());
            }
            // A document type may bring declarations of its own in brackets.
            let end = match (doctype.find('['), doctype.find('>')?) {
                (Some(open), close) if open < close => doctype.find("]>").map_or(doctype.len(), |i| i + 2),
                (_, close) => close + 1,
            };
            &doctype[end..]
        } else if let Some(declaration) = after.strip_prefix('?') {
            &declaration[declaration.find('>')? + 1..]
        } else {
            let end = after.find(|c: char| !(c.is_alphanumeric() || matches!(c, ':' | '-' | '_')))?;
            return (end > 0).then(|| after[..end].to_lowercase());
        };
    }
}

fn looks_like_json(text: &str) -> bool {
    let inner = |open: char| text.strip_prefix(open).map(str::trim_start);
    inner('{').is_some_and(|rest| rest.starts_with(['"', '}']))
        || inner('[').is_some_and(|rest| rest.starts_with('{') || rest.starts_with(']'))
}

/// Whether the first line is a whole object and another one follows.
fn is_json_lines(bytes: &[u8]) -> bool {
    let bytes = bytes.trim_ascii_start();
    let Some(end) = bytes.iter().position(|b| *b == b'\n') else { return false };
    bytes[end..].trim_ascii_start().starts_with(b"{")
        && bytes.starts_with(b"{")
        && serde_json::from_slice::<serde::de::IgnoredAny>(&bytes[..end]).is_ok()
}

/// Whether a text begins with the header of a mail: lines `Name: value`, two of them names that only mails have.
fn is_mail(text: &str, by_name: bool) -> bool {
    let sure =
        ["message-id", "mime-version", "received", "return-path", "content-type", "delivered-to", "dkim-signature"];
    let other = ["from", "to", "subject", "date", "reply-to", "cc", "sender"];
    let (mut mail, mut known) = (0, 0);
    for line in text.lines().take_while(|line| !line.trim().is_empty()) {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else { break };
        if name.is_empty() || name.contains(|c: char| !(c.is_ascii_alphanumeric() || c == '-')) {
            break;
        }
        let name = name.to_lowercase();
        mail += usize::from(sure.contains(&name.as_str()));
        known += usize::from(other.contains(&name.as_str()));
    }
    // A letter saved as text keeps its four lines: who, to whom, when, about what.
    (mail >= 1 && known + mail >= 3) || known >= 4 || (by_name && known + mail >= 1)
}

/// Whether the first line is a row of GDELT's events or mentions: many columns between tabs, the first two an id and a day.
fn is_event_table(text: &str) -> bool {
    let Some(line) = text.lines().next() else { return false };
    let columns: Vec<&str> = line.split('\t').collect();
    let is_number = |column: &str, least: usize| column.len() >= least && column.bytes().all(|b| b.is_ascii_digit());
    let rows = columns.len() >= 14 && is_number(columns[0], 6) && is_number(columns[1], 8);
    rows || (columns.len() >= 14 && columns[0].eq_ignore_ascii_case("globaleventid"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_goes_before_the_name() {
        for (text, name, format) in [
            ("A bomb killed six.", "a.txt", Format::Text),
            ("A bomb killed six.", "a", Format::Text),
            ("# A bomb", "a.md", Format::Markdown),
            ("---\ntitle: A bomb\n---\nText", "a.txt", Format::Markdown),
            ("<!DOCTYPE html>\n<title>x", "a.txt", Format::Page),
            ("<!-- saved from x -->\n<HTML><p>", "a", Format::Page),
            ("<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"x\"><html>", "a", Format::Page),
            ("<?xml version=\"1.0\"?><!-- c --><rss version=\"2.0\">", "a.html", Format::Feed),
            ("<!DOCTYPE x [<!ENTITY a \"b\">]><feed xmlns=\"x\">", "a", Format::Feed),
            ("{\"text\": \"x\"}", "a.txt", Format::Json),
            ("[{\"text\": \"x\"}]", "a", Format::Json),
            ("{\"text\": \"x\"}\n{\"text\": \"y\"}", "a.json", Format::JsonLines),
            ("{\"text\": \"x\"}\n", "a.jsonl", Format::JsonLines),
            ("{\n \"text\": \"x\"}", "a.json", Format::Json),
            ("From: a\nSubject: b\nMIME-Version: 1.0\n\ntext", "a", Format::Mail),
            ("From: a\nTo: b\nDate: c\nSubject: d\n\ntext", "a.txt", Format::Mail),
            ("From: a\nDate: c\nSubject: d\n\ntext", "a.txt", Format::Text),
            ("From: a\n\ntext", "a.eml", Format::Mail),
            ("Title: A bomb\nDate: today\n\ntext", "a.txt", Format::Text),
            ("[Photo: a street]\n\nA bomb", "a.txt", Format::Text),
            ("<b>A bomb</b> killed six", "a.txt", Format::Text),
        ] {
            assert_eq!(recognise(text.as_bytes(), name), Ok(format), "{text:?} {name}");
        }
    }

    #[test]
    fn what_is_not_read_is_refused_with_what_to_do() {
        let row = format!("1005000000\t20210921\t202109\t2021\t2021.7{}", "\t".repeat(56));
        for (bytes, part) in [
            (b"%PDF-1.7".to_vec(), "save its text"),
            (b"PK\x03\x04word/document.xml".to_vec(), "unpack it"),
            (row.into_bytes(), "fetch the pages"),
            (b"<?xml version=\"1.0\"?><nitf>".to_vec(), "`nitf`"),
            (b"PAR1xx".to_vec(), "JSON Lines"),
        ] {
            let reason = recognise(&bytes, "a").expect_err("it is not read");
            assert!(reason.contains(part), "{reason}");
        }
    }
}
