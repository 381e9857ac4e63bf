//! The reader for mail: newsletters as they arrive, and web pages that a browser saved as one file (MHTML).

use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::charset;
use super::html;
use super::json::domain;
use super::markup;
use super::raw::{Given, Raw};
use crate::model::document::Provenance;

/// Name and version of this reader, for the manifest.
const READER: &str = "mail/1 (mail-parser 0.11)";
/// Words below which a plain part is a stand-in such as "view this mail in your browser".
const STAND_IN: usize = 40;

/// Reads a mail.
///
/// # Errors
/// Why there is no text in it.
pub(super) fn document(bytes: &[u8]) -> Result<Raw, String> {
    let message = MessageParser::default().parse(bytes).ok_or("is a mail that cannot be read")?;
    let header = |name: &str| message.header_raw(name).map(|value| value.trim().to_owned());
    let address = header("Snapshot-Content-Location");
    let mut given = Given {
        title: message.subject().map(subject),
        published: message.date().map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)),
        url: address.clone().filter(|url| url.starts_with("http")),
        ..Given::default()
    };
    let sender = message.from().and_then(|from| from.first());
    let name = sender.and_then(|sender| sender.name()).map(str::to_owned);
    let is_newsletter = ["List-Unsubscribe", "List-Id", "List-Post"].iter().any(|n| header(n).is_some());
    if address.is_some() {
        // The browser that saved a page is no publisher, and the day of saving no day of publication.
        given.published = None;
    } else if is_newsletter {
        given.publisher = name;
        given.site =
            sender.and_then(|s| s.address()).and_then(|a| a.rsplit_once('@')).map(|(_, host)| domain(host).to_owned());
    } else {
        given.author = name;
    }
    let (raw, charset) = body(&message, address.is_some())?;
    if raw.text.trim().is_empty() {
        return Err("is a mail without a text".to_owned());
    }
    let provenance = Provenance { reader: READER.to_owned(), charset, ..Provenance::default() };
    Ok(Raw { given: if address.is_some() { raw.given.clone().or(given) } else { given }, provenance, ..raw })
}

/// The text of a mail with its character set: the plain part where it says enough, else the HTML part.
fn body(message: &Message<'_>, is_page: bool) -> Result<(Raw, String), String> {
    let plain = message.text_bodies().find_map(|part| match &part.body {
        PartType::Text(text) => Some((text.as_ref(), charset(part))),
        _ => None,
    });
    let markup = message.html_bodies().find_map(|part| match &part.body {
        PartType::Html(html) => Some((html.as_ref(), charset(part))),
        _ => None,
    });
    let says_enough = |text: &str| text.split_whitespace().take(STAND_IN).count() == STAND_IN;
    match (plain, markup) {
        (_, Some((page, charset))) if is_page => Ok((html::page(page)?, charset)),
        (Some((text, charset)), None) => Ok((Raw::of(text.to_owned()), charset)),
        (Some((text, charset)), Some(_)) if says_enough(text) => Ok((Raw::of(text.to_owned()), charset)),
        (_, Some((page, charset))) => {
            let rendered = markup::render(page)?;
            Ok((Raw { marks: rendered.marks, ..Raw::of(rendered.text) }, charset))
        }
        (None, None) => as_it_stands(message),
    }
}

/// What stands behind the header of a mail whose parts are not where it says.
fn as_it_stands(message: &Message<'_>) -> Result<(Raw, String), String> {
    let without = || "is a mail without a text".to_owned();
    let bytes = message.raw_message();
    let blank = [&b"\r\n\r\n"[..], b"\n\n"]
        .into_iter()
        .filter_map(|gap| bytes.windows(gap.len()).position(|window| window == gap).map(|at| at + gap.len()));
    let decoded = charset::decode(&bytes[blank.min().ok_or_else(without)?..], None).map_err(|_| without())?;
    // Packed parts are no text as they stand.
    if decoded.text.to_lowercase().contains("base64") || decoded.text.split_whitespace().count() < 8 {
        return Err(without());
    }
    let mut warnings = decoded.warnings;
    warnings.push("its parts are not where the mail says; it was read as it stands".to_owned());
    Ok((Raw { warnings, ..Raw::of(decoded.text) }, decoded.charset))
}

fn charset(part: &MessagePart<'_>) -> String {
    let stated = part.content_type().and_then(|content| content.attribute("charset"));
    stated.unwrap_or("us-ascii").to_lowercase()
}

/// The subject without marks of answers and forwards.
fn subject(subject: &str) -> String {
    let mut rest = subject.trim();
    while let Some((mark, after)) = rest.split_once(':')
        && ["re", "fw", "fwd", "aw", "wg"].contains(&mark.trim().to_lowercase().as_str())
    {
        rest = after.trim_start();
    }
    rest.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "Six people died in Herat on Monday, officials said, when a bomb went off beside a bus. The bus had come\n\
        from Kabul with forty passengers, many of them students, and had stopped at a gate of the university for a\n\
        while before the bomb went off.\n";

    #[test]
    fn a_newsletter_has_its_subject_day_and_sender() {
        let mail = format!(
            "From: \"Radio Tern\" <news@mail.tern.example>\r\nTo: a@b.example\r\nSubject: Fwd: =?utf-8?q?Six_killed_=E2=80=93_Herat?=\r\n\
             Date: Mon, 04 Oct 2021 23:30:00 -0500\r\nList-Unsubscribe: <https://x.example>\r\nMIME-Version: 1.0\r\n\
             Content-Type: text/plain; charset=utf-8\r\n\r\n{BODY}"
        );
        let raw = document(mail.as_bytes()).expect("it is a mail");
        assert_eq!(raw.text, BODY);
        assert_eq!(raw.given.title.as_deref(), Some("Six killed – Herat"));
        assert_eq!(raw.given.published.as_deref(), Some("2021-10-04"));
        assert_eq!(raw.given.publisher.as_deref(), Some("Radio Tern"));
    }

    #[test]
    fn the_html_part_speaks_where_the_plain_one_says_nothing() {
        let mail = "From: a@b.example\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=\"b\"\r\n\r\n\
            --b\r\nContent-Type: text/plain\r\n\r\nView in browser\r\n--b\r\nContent-Type: text/html; charset=iso-8859-1\r\n\
            Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>Six people died in a caf=E9.</p>\r\n--b--\r\n";
        let raw = document(mail.as_bytes()).expect("it is a mail");
        assert_eq!((raw.text.as_str(), raw.provenance.charset.as_str()), ("Six people died in a café.", "iso-8859-1"));
    }

    #[test]
    fn a_broken_boundary_does_not_cost_more_than_the_mail() {
        let mail = format!(
            "From: a@b.example\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n\
             --c\r\nContent-Type: text/plain\r\n\r\n{BODY}"
        );
        let raw = document(mail.as_bytes()).expect("its text is there");
        assert!(raw.text.contains("Six people died") && raw.warnings[0].contains("as it stands"));
    }

    #[test]
    fn a_page_that_a_browser_saved_as_mail_is_a_page() {
        let page =
            format!("<html><head><title>Six killed</title></head><body><nav>Home</nav><p>{BODY}</p></body></html>");
        let mail = format!(
            "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://tern.example/2021/10/04/a\r\nSubject: Six killed\r\n\
             Date: Fri, 3 Mar 2023 10:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n\
             --b\r\nContent-Type: text/html\r\n\r\n{page}\r\n--b--\r\n"
        );
        let raw = document(mail.as_bytes()).expect("it is a page");
        assert!(raw.text.contains("Six people died"), "{}", raw.text);
        assert_eq!((raw.given.published.as_deref(), raw.given.title.as_deref()), (None, Some("Six killed")));
        assert_eq!(raw.given.url.as_deref(), Some("https://tern.example/2021/10/04/a"));
    }
}
