//! How foreign text stands in Markdown: made visible, escaped once, and read back.
//!
//! The one escaping function of the program. Everything that comes from an article goes through [`escape`] on its way
//! into a manuscript, and nothing goes through it twice.

/// What a reader can see of `text`: runs of white space are one blank, and control characters, direction overrides,
/// invisible characters and private-use characters are gone.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.chars() {
        if c.is_whitespace() {
            blank = !out.is_empty();
        } else if !is_hidden(c) {
            if blank {
                out.push(' ');
                blank = false;
            }
            out.push(c);
        }
    }
    out
}

/// `text` as Markdown that reads as exactly [`visible`]`(text)` wherever inline text may stand, table cells included,
/// and that holds no markup, link or HTML.
pub fn escape(text: &str) -> String {
    let text = visible(text);
    let mut out = String::with_capacity(text.len() + 8);
    let mut only_digits = true;
    let mut previous = "";
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        match c {
            // An entity, because tables are cut into cells before backslashes are looked at.
            '|' => out.push_str("&#124;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '#' | '~' | '@' | '$' | '!' | '{' | '}' => {
                out.push('\\');
                out.push(c);
            }
            // Marks of lists and headings, at the start of a line only.
            '-' | '+' | '=' if at == 0 => {
                out.push('\\');
                out.push(c);
            }
            '.' | ')' if at > 0 && only_digits && (rest.is_empty() || rest.starts_with(' ')) => {
                out.push('\\');
                out.push(c);
            }
            // Addresses that GitHub turns into links by themselves.
            ':' if rest.starts_with("//") => out.push_str("\\:"),
            '.' if previous.to_ascii_lowercase().ends_with("www") => out.push_str("\\."),
            _ => out.push(c),
        }
        only_digits &= c.is_ascii_digit();
        previous = &text[..at + c.len_utf8()];
    }
    out
}

/// The text that Markdown written by [`escape`] reads as.
pub fn unescape(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut rest = markdown;
    while let Some(c) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix("&#124;") {
            out.push('|');
            rest = after;
            continue;
        }
        rest = &rest[c.len_utf8()..];
        match rest.chars().next() {
            Some(next) if c == '\\' && next.is_ascii_punctuation() => {
                out.push(next);
                rest = &rest[next.len_utf8()..];
            }
            _ => out.push(c),
        }
    }
    out
}

/// Characters that a reader does not see or that change the order of others, and those that the program keeps for its
/// own marks.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E000}'..='\u{F8FF}'
            | '\u{E0000}'..='\u{E007F}' | '\u{F0000}'..='\u{10FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Text that tries to be markup, once for each construct of CommonMark and GitHub.
    const HOSTILE: [&str; 24] = [
        "[x](javascript:y) | **b** <img> {{ 7*7 }} ``code`` # h",
        "# heading",
        "- item",
        "+ item",
        "* item",
        "1. item",
        "12) item",
        "> quote",
        "---",
        "===",
        "``` fence",
        "~~~ fence",
        "    indented",
        "a\n\nb | c \\| d",
        "<script>alert(1)</script> &lt;b&gt; &#124; &amp;",
        "![alt](http://example.org/x.png)",
        "https://example.org www.example.org a@example.org",
        "{% include \"x\" %} {# c #} {{ x }}",
        "one\\",
        "a\u{202E}b\u{200B}c\u{0}d\u{7}e\u{E000}f\u{E001}g",
        "[^1]: note",
        "$x$ ~~struck~~ __bold__ _it_ snake_case_word",
        "<!-- comment --> <https://example.org>",
        "|---|---| :--: ",
    ];

    #[test]
    fn escaped_text_reads_back() {
        for text in HOSTILE {
            assert_eq!(unescape(&escape(text)), visible(text), "{text:?}");
        }
    }

    #[test]
    fn hostile_text_stays_text_in_paragraphs_and_cells() {
        for text in HOSTILE {
            let escaped = escape(text);
            for markdown in [format!("{escaped}\n"), format!("| h | i |\n|---|---|\n| {escaped} | j |\n")] {
                assert_eq!(
                    plain(&markdown),
                    if markdown.starts_with('|') { format!("hi{}j", visible(text)) } else { visible(text) }
                );
            }
        }
    }

    /// The text of a document that may hold one paragraph or one table and nothing else.
    fn plain(markdown: &str) -> String {
        use pulldown_cmark::{Event, Options, Parser, Tag};
        let mut out = String::new();
        for event in Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
            match event {
                Event::Text(text) => out.push_str(&text),
                Event::Start(Tag::Paragraph | Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell)
                | Event::End(_) => {}
                other => panic!("{markdown:?} became markup: {other:?}"),
            }
        }
        out
    }

    #[test]
    fn ordinary_prose_is_left_alone() {
        let text = "On 21 September, the Taliban's spokesman said: \"No evidence.\" (8–12 dead; 3.5 per cent)";
        assert_eq!(escape(text), text);
    }
}
