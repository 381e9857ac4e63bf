//! Bytes → text: the reader for plain text.
//!
//! The text is what the bytes decode to, without a byte-order mark and otherwise unchanged: evidence points into it.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Name and version of this reader, for the manifest.
pub(super) const READER: &str = "text/1";

/// A decoded file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text {
    /// The characters.
    pub(super) text: String,
    /// What they were decoded from.
    pub(super) charset: &'static str,
}

/// Formats that are told by their first bytes and that this reader leaves alone.
const OTHER_FORMATS: [(&[u8], &str); 13] = [
    (b"%PDF-", "is a PDF file, not text"),
    (b"PK\x03\x04", "is an archive or office file, not text"),
    (b"\xD0\xCF\x11\xE0", "is an office file, not text"),
    (b"\x1F\x8B", "is compressed, not text"),
    (b"\x89PNG", "is a picture, not text"),
    (b"\xFF\xD8\xFF", "is a picture, not text"),
    (b"GIF8", "is a picture, not text"),
    (b"{\\rtf", "is a rich-text file, not plain text"),
    (b"<!doctype html", "is a web page, which this version does not read"),
    (b"<html", "is a web page, which this version does not read"),
    (b"<?xml", "is XML, which this version does not read"),
    (b"<rss", "is a feed, which this version does not read"),
    (b"{\"", "is JSON, which this version does not read as a file"),
];

/// Decodes a file: by its byte-order mark, as UTF-8, or as Windows-1252 where that plausibly gives text.
///
/// # Errors
/// The reason, in words, why the bytes are not a text.
pub(super) fn decode(bytes: &[u8]) -> Result<Text, &'static str> {
    let head = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let other = OTHER_FORMATS
        .iter()
        .find(|(magic, _)| head.len() >= magic.len() && head[..magic.len()].eq_ignore_ascii_case(magic));
    if let Some((_, reason)) = other {
        return Err(reason);
    }
    let decoded = match Encoding::for_bom(bytes) {
        Some((encoding, length)) if encoding == UTF_16LE || encoding == UTF_16BE => {
            let charset = if encoding == UTF_16LE { "utf-16le" } else { "utf-16be" };
            let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[length..]);
            Text { text: text.ok_or("is not text")?.into_owned(), charset }
        }
        Some((_, length)) => unicode(&bytes[length..])?,
        None => unicode(bytes)?,
    };
    if decoded.text.chars().all(|c| c.is_whitespace() || c.is_control()) {
        return Err("is empty");
    }
    Ok(decoded)
}

fn unicode(bytes: &[u8]) -> Result<Text, &'static str> {
    match std::str::from_utf8(bytes) {
        Ok(text) if is_plausible(text) => Ok(Text { text: text.to_owned(), charset: "utf-8" }),
        Ok(_) => Err("is not text"),
        Err(_) => western(bytes),
    }
}

/// Windows-1252, which is Latin-1 with quotation marks and dashes. Every byte stands for something in it, so it is taken
/// only for bytes that read like a text: no control characters, and most letters plain.
fn western(bytes: &[u8]) -> Result<Text, &'static str> {
    let undefined = |b: &u8| matches!(b, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D);
    let control = |b: &u8| *b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0C);
    let high = bytes.iter().filter(|b| **b >= 0x80).count();
    if bytes.iter().any(|b| undefined(b) || control(b)) || high * 5 > bytes.len() {
        return Err("is not text");
    }
    let text: Cow<'_, str> = WINDOWS_1252.decode_without_bom_handling(bytes).0;
    Ok(Text { text: text.into_owned(), charset: "windows-1252" })
}

/// A text may hold a stray control character; one in which they are common is data.
fn is_plausible(text: &str) -> bool {
    let control = text.chars().filter(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{C}')).count();
    control * 50 <= text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_taken_off() {
        assert_eq!(decode(b"\xEF\xBB\xBFKabul").expect("it is text").text, "Kabul");
        let utf16: Vec<u8> = "\u{FEFF}Kabul".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&utf16), Ok(Text { text: "Kabul".to_owned(), charset: "utf-16le" }));
    }

    #[test]
    fn line_ends_stay_as_they_are() {
        assert_eq!(decode(b"a\r\nb\rc\n").expect("it is text").text, "a\r\nb\rc\n");
    }

    #[test]
    fn bytes_that_are_not_utf_8_are_read_as_western_where_they_look_like_text() {
        let text = decode(b"The caf\xE9 in Herat \x96 the \x93old\x94 one \x96 was hit.").expect("it looks like text");
        assert_eq!(text.text, "The café in Herat – the “old” one – was hit.");
        assert_eq!(text.charset, "windows-1252");
    }

    #[test]
    fn other_formats_and_noise_are_refused_with_a_reason() {
        assert_eq!(decode(b"%PDF-1.7 ..."), Err("is a PDF file, not text"));
        assert_eq!(decode(b"\n<!DOCTYPE html><p>"), Err("is a web page, which this version does not read"));
        assert_eq!(decode(&[0, 1, 2, 3, 0xFF, 0xFE, 9]), Err("is not text"));
        assert_eq!(decode(&[0xC3, 0x28, 0x81, 0xFF]), Err("is not text"));
        assert_eq!(decode(b"a\0b\0c\0d\0"), Err("is not text"));
        assert_eq!(decode(b" \n\t\n"), Err("is empty"));
    }

    #[test]
    fn a_stray_control_character_does_not_cost_an_article() {
        let text = format!("Officials said on Monday that four people{}were killed in the city.", '\u{7}');
        assert_eq!(decode(text.as_bytes()).map(|t| t.text), Ok(text));
    }
}
