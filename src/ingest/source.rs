//! A file → its documents, one after the other: opened, unpacked, recognised, and handed to the reader of its format.
//!
//! A file that is read whole may be as long as one document; a file with a document a line is read line by line, and only its
//! lines are bounded. What is wrong with one document costs no other.

use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use flate2::bufread::MultiGzDecoder;

use super::corpus::Input;
use super::format::{self, Format};
use super::json::{self, Fields};
use super::raw::{Numbered, Raw};
use super::settings::Settings;
use super::{charset, feed, html, mail, markdown, sha256, text};
use crate::model::document::Skipped;
use crate::world::{Kind, World};

/// The documents of one file as they are read, and what of it was not read.
pub type Raws<'w> = Box<dyn Iterator<Item = Result<Raw, Skipped>> + Send + 'w>;

type Bytes<'w> = Box<dyn BufRead + Send + 'w>;

/// Opens a file of the corpus. Nothing of it is held but the document that is being read.
pub fn open<'w>(world: &'w dyn World, input: &'w Input, settings: &'w Settings) -> Raws<'w> {
    let skipped = |reason: String| Skipped::unreadable(&input.id, reason);
    match opened(world, input, settings) {
        Ok(raws) => raws,
        Err(reason) => Box::new(std::iter::once(Err(skipped(reason)))),
    }
}

fn opened<'w>(world: &'w dyn World, input: &'w Input, settings: &'w Settings) -> Result<Raws<'w>, String> {
    if let Some(reason) = &input.refused {
        return Err(reason.clone());
    }
    let fields = settings.corpus.get(input.corpus).map_or(&NO_FIELDS, |corpus| &corpus.fields);
    let limit = settings.limit;
    let unreadable = |error: io::Error| format!("cannot be read: {error}");
    let Kind::File { size } = world.look(&input.path).map_err(unreadable)? else {
        return Err("is not a regular file".to_owned());
    };
    if size <= limit {
        // It may have grown since it was looked at.
        let mut bytes = Vec::with_capacity(size as usize);
        world.open(&input.path).map_err(unreadable)?.take(limit + 1).read_to_end(&mut bytes).map_err(unreadable)?;
        if bytes.len() as u64 <= limit {
            return whole(bytes, input, fields, limit);
        }
    }
    let file = BufReader::with_capacity(1 << 16, world.open(&input.path).map_err(unreadable)?);
    streamed(Box::new(file), input, fields, limit)
}

static NO_FIELDS: Fields = Fields {
    text: Vec::new(),
    title: Vec::new(),
    author: Vec::new(),
    publisher: Vec::new(),
    published: Vec::new(),
    url: Vec::new(),
    language: Vec::new(),
};

/// The name of a file without the ending of its compression.
fn name(id: &str) -> &str {
    id.strip_suffix(".gz").or_else(|| id.strip_suffix(".GZ")).unwrap_or(id)
}

/// A file that is no longer than one document may be.
fn whole<'w>(bytes: Vec<u8>, input: &'w Input, fields: &'w Fields, limit: u64) -> Result<Raws<'w>, String> {
    if !format::is_gzip(&bytes) {
        return read(&bytes, &sha256(&bytes), "", input, fields, limit);
    }
    let hash = sha256(&bytes);
    let mut unpacked = Vec::new();
    let result = MultiGzDecoder::new(bytes.as_slice()).take(limit + 1).read_to_end(&mut unpacked);
    let is_lines = || matches!(format::recognise(&unpacked, name(&input.id)), Ok(Format::JsonLines));
    if (result.is_err() || unpacked.len() as u64 > limit) && is_lines() {
        return streamed(Box::new(Cursor::new(bytes)), input, fields, limit);
    }
    if let Err(error) = result {
        return Err(broken_gzip(&error));
    }
    if unpacked.len() as u64 > limit {
        return Err(too_long(limit));
    }
    if format::is_gzip(&unpacked) {
        return Err("is compressed twice: unpack it once".to_owned());
    }
    read(&unpacked, &hash, "gzip+", input, fields, limit)
}

fn broken_gzip(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => "is a gzip file that breaks off".to_owned(),
        _ => format!("is a broken gzip file: {error}"),
    }
}

fn too_long(limit: u64) -> String {
    format!("is longer than {} MB", limit / 1_000_000)
}

/// Hands bytes to the reader of their format.
fn read<'w>(
    bytes: &[u8],
    hash: &str,
    packing: &str,
    input: &'w Input,
    fields: &'w Fields,
    limit: u64,
) -> Result<Raws<'w>, String> {
    // The readers of other formats are other people's; a panic in one is a bug, but never the end of a batch.
    let documents =
        catch_unwind(AssertUnwindSafe(|| by_format(bytes, &input.id, fields))).unwrap_or_else(|_| failed())?;
    let Some(documents) = documents else {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).to_vec();
        return Ok(Box::new(lines(Box::new(Cursor::new(bytes)), input, packing.to_owned(), fields, limit)));
    };
    if documents.is_empty() {
        return Err("holds no articles".to_owned());
    }
    let finished: Vec<_> = documents
        .into_iter()
        .map(|(number, raw)| {
            let id = number.map_or_else(|| input.id.clone(), |number| format!("{}#{number}", input.id));
            raw.map(|raw| finish(raw, &id, packing, hash)).map_err(|reason| Skipped::unreadable(id, reason))
        })
        .collect();
    Ok(Box::new(finished.into_iter()))
}

/// What the reader of their format makes of bytes; `None` where each line is a document.
fn by_format(bytes: &[u8], id: &str, fields: &Fields) -> Result<Option<Numbered>, String> {
    let one = |raw: Raw| vec![(None, Ok(raw))];
    let documents = match format::recognise(bytes, name(id))? {
        Format::Text => text::document(bytes).map(one),
        Format::Markdown => markdown::document(bytes, fields).map(one),
        Format::Page => html::document(bytes).map(one),
        Format::Feed => feed::documents(bytes),
        Format::Mail => mail::document(bytes).map(one),
        Format::Json => {
            let decoded = charset::decode(bytes, None)?;
            json::documents(&decoded.text, &decoded.charset, fields)
        }
        Format::JsonLines => return Ok(None),
    };
    documents.map(Some)
}

fn failed<T>() -> Result<T, String> {
    Err("made its reader fail; please report it".to_owned())
}

fn finish(mut raw: Raw, id: &str, packing: &str, hash: &str) -> Raw {
    id.clone_into(&mut raw.id);
    raw.provenance.reader.insert_str(0, packing);
    hash.clone_into(&mut raw.provenance.file_sha256);
    raw
}

/// A file that is too long to be one document: only lines of JSON are read.
fn streamed<'w>(mut bytes: Bytes<'w>, input: &'w Input, fields: &'w Fields, limit: u64) -> Result<Raws<'w>, String> {
    let unreadable = |error: io::Error| format!("cannot be read: {error}");
    let mut packing = String::new();
    if format::is_gzip(bytes.fill_buf().map_err(unreadable)?) {
        bytes = Box::new(BufReader::with_capacity(1 << 16, MultiGzDecoder::new(bytes)));
        packing.push_str("gzip+");
    }
    let head = bytes.fill_buf().map_err(|error| broken_gzip(&error))?;
    let is_object = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start().starts_with(b"{");
    match format::recognise(head, name(&input.id))? {
        Format::JsonLines => {}
        // A first line longer than what is at hand: whether there is another shows when it has been read.
        Format::Json if is_object => {}
        _ => return Err(too_long(limit)),
    }
    Ok(Box::new(lines(bytes, input, packing, fields, limit)))
}

/// The documents of lines, each by the number of its line.
fn lines<'w>(
    mut bytes: Bytes<'w>,
    input: &'w Input,
    packing: String,
    fields: &'w Fields,
    limit: u64,
) -> impl Iterator<Item = Result<Raw, Skipped>> + Send + 'w {
    let mut number = 0;
    let mut ended = false;
    let mut told = false;
    std::iter::from_fn(move || {
        loop {
            if ended {
                return None;
            }
            number += 1;
            let id = format!("{}#{number}", input.id);
            let line = match next_line(&mut bytes, limit) {
                Ok(None) => {
                    ended = true;
                    let empty = || Err(Skipped::unreadable(&input.id, "is empty"));
                    return (!told).then(empty);
                }
                Ok(Some(line)) => line,
                Err(error) => {
                    ended = true;
                    let reason =
                        if packing.is_empty() { format!("cannot be read: {error}") } else { broken_gzip(&error) };
                    return Some(Err(Skipped::unreadable(id, format!("{reason}; what stands before it was read"))));
                }
            };
            let raw = match line {
                None => Err(too_long(limit)),
                Some(line) if line.trim_ascii().is_empty() => continue,
                Some(line) => catch_unwind(AssertUnwindSafe(|| json::line(line.trim_ascii(), fields)))
                    .unwrap_or_else(|_| failed())
                    .map(|raw| finish(raw, &id, &packing, &sha256(&line))),
            };
            told = true;
            return Some(raw.map_err(|reason| Skipped::unreadable(id, reason)));
        }
    })
}

/// The next line; `Some(None)` for one that is longer than a document may be, which is left behind; `None` at the end.
#[expect(clippy::option_option, reason = "the end of a file and a line that is left out are two things")]
fn next_line(bytes: &mut Bytes<'_>, limit: u64) -> io::Result<Option<Option<Vec<u8>>>> {
    let mut line = Vec::new();
    if bytes.take(limit).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.len() as u64 == limit && !line.ends_with(b"\n") {
        bytes.skip_until(b'\n')?;
        return Ok(Some(None));
    }
    Ok(Some(Some(line)))
}
