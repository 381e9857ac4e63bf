//! Bytes → characters: by the byte-order mark, by what the bytes are, by what the document declares, or by what they look like.
//!
//! The text is what the bytes decode to, without a byte-order mark and otherwise unchanged: evidence points into it. Decoded that
//! was wrongly decoded before it came here is told of, never mended.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A decoded file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The characters.
    pub(super) text: String,
    /// What they were decoded from, in small letters.
    pub(super) charset: String,
    /// What is wrong with it, in words.
    pub(super) warnings: Vec<String>,
}

/// Decodes a file. `declared` is the name of a character set that the document gives itself; bytes that are UTF-8 are taken
/// for it whatever is declared.
///
/// # Errors
/// The reason, in words, why the bytes are not a text.
pub(super) fn decode(bytes: &[u8], declared: Option<&str>) -> Result<Decoded, String> {
    let not_text = || "is not text".to_owned();
    let mut decoded = match Encoding::for_bom(bytes) {
        Some((encoding, length)) if encoding == UTF_16LE || encoding == UTF_16BE => {
            let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[length..]);
            named(text.ok_or_else(not_text)?.into_owned(), encoding)
        }
        Some((_, length)) => unmarked(&bytes[length..], declared)?,
        None => unmarked(bytes, declared)?,
    };
    if !is_plausible(&decoded.text) {
        return Err(not_text());
    }
    if decoded.text.chars().all(|c| c.is_whitespace() || c.is_control()) {
        return Err("is empty".to_owned());
    }
    decoded.warnings.extend(mojibake(&decoded.text));
    Ok(decoded)
}

/// The first characters of a file, for telling its format; what cannot be decoded is replaced.
pub(super) fn glance(bytes: &[u8]) -> String {
    let head = &bytes[..bytes.len().min(4096)];
    let (encoding, length) = Encoding::for_bom(head).unwrap_or((UTF_8, 0));
    encoding.decode_without_bom_handling(&head[length..]).0.into_owned()
}

fn named(text: String, encoding: &'static Encoding) -> Decoded {
    Decoded { text, charset: encoding.name().to_lowercase(), warnings: Vec::new() }
}

fn unmarked(bytes: &[u8], declared: Option<&str>) -> Result<Decoded, String> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(named(text.to_owned(), UTF_8));
    }
    if let Some(text) = nearly_utf8(bytes) {
        return Ok(text);
    }
    let declared = declared.and_then(|name| Encoding::for_label(name.trim().as_bytes()));
    // UTF-8 is what it was just found not to be.
    if let Some(encoding) = declared.filter(|e| *e != UTF_8 && *e != UTF_16LE && *e != UTF_16BE)
        && let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes)
    {
        return Ok(named(text.into_owned(), encoding));
    }
    detected(bytes)
}

/// UTF-8 with a few broken places, as a cut or a bad splice leaves them: read with `�` there, and told of.
fn nearly_utf8(bytes: &[u8]) -> Option<Decoded> {
    let (mut broken, mut sound) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    (broken * 100 <= bytes.len() && sound > 2 * broken).then(|| {
        let places = if broken == 1 { "one place is" } else { "some places are" };
        let warning = format!("{places} not valid UTF-8 and read as `�`");
        Decoded { warnings: vec![warning], ..named(String::from_utf8_lossy(bytes).into_owned(), UTF_8) }
    })
}

/// By what the bytes look like. Every byte stands for something in most character sets, so it is taken only for bytes that
/// read like a text: no control characters, and for a Western guess most letters plain.
fn detected(bytes: &[u8]) -> Result<Decoded, String> {
    let control = |b: &u8| *b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B);
    let undefined = |b: &u8| matches!(b, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D);
    let high = bytes.iter().filter(|b| **b >= 0x80).count();
    let western = high * 5 <= bytes.len() && !bytes.iter().any(undefined);
    if bytes.iter().any(control) {
        return Err("is not text".to_owned());
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    // A few letters beyond ASCII are too little to tell one Latin alphabet from another.
    let encoding = if western && high < 8 { WINDOWS_1252 } else { guess };
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    let is_text = if encoding == WINDOWS_1252 { western } else { high >= 8 };
    text.filter(|text| is_text && text.chars().all(|c| !c.is_control() || c.is_whitespace() || c == '\u{1B}'))
        .map(|text| named(text.into_owned(), encoding))
        .ok_or_else(|| "is not text".to_owned())
}

/// A text may hold a stray control character; one in which they are common is data.
fn is_plausible(text: &str) -> bool {
    let is_odd = |byte: &u8| byte.is_ascii_control() && !matches!(byte, b'\t' | b'\n' | b'\r' | 0xC);
    // The controls above ASCII are C2 80 to C2 9F in UTF-8.
    let plain = text.bytes().filter(is_odd).count();
    let high = text.as_bytes().windows(2).filter(|pair| pair[0] == 0xC2 && pair[1] < 0xA0).count();
    (plain + high) * 50 <= text.len()
}

/// What UTF-8 looks like where it was once read as Windows-1252.
const MOJIBAKE: [&str; 9] = ["â€™", "â€œ", "â€\u{9d}", "â€“", "â€”", "Ã©", "Ã¨", "Ã¼", "Â\u{a0}"];

/// A warning where a text plainly was wrongly decoded before.
fn mojibake(text: &str) -> Option<String> {
    if !text.contains(['â', 'Ã', 'Â']) {
        return None;
    }
    let sample = MOJIBAKE.iter().find(|sequence| text.matches(*sequence).count() >= 2)?;
    Some(format!("the text was wrongly decoded before it came here (`{}`); it is read as it is", sample.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, String) {
        let text = decode(bytes, None).expect("it is text");
        (text.text, text.charset)
    }

    #[test]
    fn a_byte_order_mark_is_taken_off() {
        assert_eq!(read(b"\xEF\xBB\xBFKabul"), ("Kabul".to_owned(), "utf-8".to_owned()));
        let utf16: Vec<u8> = "\u{FEFF}Kabul".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&utf16), ("Kabul".to_owned(), "utf-16le".to_owned()));
    }

    #[test]
    fn line_ends_stay_as_they_are() {
        assert_eq!(read(b"a\r\nb\rc\n").0, "a\r\nb\rc\n");
    }

    #[test]
    fn bytes_that_are_not_utf_8_are_read_as_western_where_they_look_like_text() {
        let (text, charset) = read(b"The caf\xE9 in Herat \x96 the \x93old\x94 one \x96 was hit.");
        assert_eq!(text, "The café in Herat – the “old” one – was hit.");
        assert_eq!(charset, "windows-1252");
    }

    #[test]
    fn what_is_declared_goes_before_what_is_guessed_and_after_what_is_certain() {
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode("Взрыв в Кабуле");
        let text = decode(&bytes, Some("windows-1251")).expect("it is text");
        assert_eq!((text.text.as_str(), text.charset.as_str()), ("Взрыв в Кабуле", "windows-1251"));
        let text = decode("Взрыв".as_bytes(), Some("windows-1251")).expect("it is text");
        assert_eq!((text.text.as_str(), text.charset.as_str()), ("Взрыв", "utf-8"));
    }

    #[test]
    fn an_alphabet_is_told_by_its_letters() {
        let russian = "Взрыв прогремел в столице Афганистана, сообщили местные власти.";
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(russian);
        assert_eq!(read(&bytes), (russian.to_owned(), "windows-1251".to_owned()));
    }

    #[test]
    fn a_cut_character_does_not_cost_an_article() {
        let mut bytes =
            "Officials said “six” people – four of them guards – had died in the blast. ".repeat(20).into_bytes();
        bytes.extend(b"\xE2\x80");
        let text = decode(&bytes, None).expect("it is text");
        assert!(text.text.ends_with('\u{FFFD}'));
        assert_eq!(text.warnings, ["one place is not valid UTF-8 and read as `�`"]);
    }

    #[test]
    fn wrongly_decoded_text_is_told_of_and_left() {
        let text = decode("It isnâ€™t known, he said, and donâ€™t ask.".as_bytes(), None).expect("it is text");
        assert!(text.text.contains("isnâ€™t"));
        assert!(text.warnings[0].contains("wrongly decoded"));
    }

    #[test]
    fn noise_is_refused() {
        for bytes in [&[0, 1, 2, 3, 0xFF, 0xFE, 9][..], &[0xC3, 0x28, 0x81, 0xFF], b"a\0b\0c\0d\0"] {
            assert_eq!(decode(bytes, None), Err("is not text".to_owned()));
        }
        assert_eq!(decode(b" \n\t\n", None), Err("is empty".to_owned()));
    }

    #[test]
    fn a_stray_control_character_does_not_cost_an_article() {
        let text = format!("Officials said on Monday that four people{}were killed in the city.", '\u{7}');
        assert_eq!(read(text.as_bytes()).0, text);
    }
}
