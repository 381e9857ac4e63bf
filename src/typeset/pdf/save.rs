//! A document's objects → the bytes of the file (ISO 32000-1, 7.5): streams as they are, all else packed together in streams of
//! objects, and a table of where each is.
//!
//! lopdf does the same, but writes each object four times over and copies them all. Here each is written once and let go.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, Stream, StringFormat, dictionary};

use super::syntax::{put_whole, whole};

/// So many objects are packed together.
const PACKED: usize = 200;

/// Where an object is.
#[derive(Debug, Clone, Copy)]
enum Place {
    /// At a byte of the file.
    At(usize),
    /// In a stream of objects, by its number, and the place in it.
    In(u32, usize),
}

/// The bytes of a document, whose objects all have generation 0.
pub(super) fn save(mut document: Document) -> Vec<u8> {
    let mut file =
        File { bytes: Vec::new(), places: BTreeMap::new(), next: document.max_id + 1, pack: Pack::default() };
    file.bytes.extend(b"%PDF-");
    file.bytes.extend(document.version.as_bytes());
    // Bytes that tell other programs that this is no text.
    file.bytes.extend(b"\n%\xE2\xE3\xCF\xD3\n");
    for ((number, _), object) in std::mem::take(&mut document.objects) {
        match object {
            Object::Stream(stream) => file.stream(number, stream),
            plain => file.pack(number, &plain),
        }
    }
    file.unpack();
    file.end(document.trailer)
}

/// Objects that go into one stream.
#[derive(Default)]
struct Pack {
    /// Number and place of each.
    table: Vec<u8>,
    bytes: Vec<u8>,
    numbers: Vec<u32>,
}

struct File {
    bytes: Vec<u8>,
    places: BTreeMap<u32, Place>,
    /// The next number that is free.
    next: u32,
    pack: Pack,
}

impl File {
    fn stream(&mut self, number: u32, mut stream: Stream) {
        stream.dict.set("Length", whole(stream.content.len()));
        self.places.insert(number, Place::At(self.bytes.len()));
        put_whole(i64::from(number), &mut self.bytes);
        self.bytes.extend(b" 0 obj\n");
        put_dictionary(&stream.dict, &mut self.bytes);
        self.bytes.extend(b"stream\n");
        self.bytes.append(&mut stream.content);
        self.bytes.extend(b"\nendstream\nendobj\n");
    }

    fn pack(&mut self, number: u32, object: &Object) {
        let Pack { table, bytes, numbers } = &mut self.pack;
        put_whole(i64::from(number), table);
        table.push(b' ');
        put_whole(whole(bytes.len()), table);
        table.push(b' ');
        put_object(object, bytes);
        bytes.push(b'\n');
        numbers.push(number);
        if numbers.len() == PACKED {
            self.unpack();
        }
    }

    /// Writes what is packed as a stream.
    fn unpack(&mut self) {
        let Pack { mut table, mut bytes, numbers } = std::mem::take(&mut self.pack);
        if numbers.is_empty() {
            return;
        }
        let stream = self.take();
        self.places.extend(numbers.iter().enumerate().map(|(place, number)| (*number, Place::In(stream, place))));
        let dict = dictionary! { "Type" => "ObjStm", "N" => whole(numbers.len()), "First" => whole(table.len()) };
        table.append(&mut bytes);
        self.stream(stream, packed(dict, table));
    }

    fn take(&mut self) -> u32 {
        self.next += 1;
        self.next - 1
    }

    /// Writes the table of all places, which holds what the trailer says, and the end.
    fn end(mut self, mut trailer: Dictionary) -> Vec<u8> {
        let (own, start) = (self.take(), self.bytes.len());
        self.places.insert(own, Place::At(start));
        let (mut rows, mut index) = (Vec::new(), Vec::new());
        // Numbers that no object has are left out: each run of numbers is named by its first and its length.
        let mut run: Option<(u32, u32)> = None;
        let mut close = |run: Option<(u32, u32)>| {
            index.extend(run.into_iter().flat_map(|(first, count)| [i64::from(first).into(), i64::from(count).into()]));
        };
        for (&number, place) in &self.places {
            run = match run {
                Some((first, count)) if first + count == number => Some((first, count + 1)),
                before => {
                    close(before);
                    Some((number, 1))
                }
            };
            let (kind, one, two) = match *place {
                Place::At(byte) => (1_u8, byte as u32, 0),
                Place::In(stream, place) => (2, stream, place as u16),
            };
            rows.push(kind);
            rows.extend(one.to_be_bytes());
            rows.extend(two.to_be_bytes());
        }
        close(run);
        trailer.set("Type", "XRef");
        trailer.set("Size", i64::from(self.next));
        trailer.set("W", vec![1.into(), 4.into(), 2.into()]);
        trailer.set("Index", Object::Array(index));
        self.stream(own, packed(trailer, rows));
        self.bytes.extend(b"startxref\n");
        put_whole(whole(start), &mut self.bytes);
        self.bytes.extend(b"\n%%EOF\n");
        self.bytes
    }
}

/// A stream that is compressed, if that makes it smaller.
pub(super) fn packed(dict: Dictionary, bytes: Vec<u8>) -> Stream {
    let mut stream = Stream::new(dict, bytes);
    // What does not compress stays as it is.
    let _ = stream.compress();
    stream
}

fn put_object(object: &Object, out: &mut Vec<u8>) {
    match object {
        Object::Null => out.extend(b"null"),
        Object::Boolean(true) => out.extend(b"true"),
        Object::Boolean(false) => out.extend(b"false"),
        Object::Integer(number) => put_whole(*number, out),
        Object::Real(number) if number.is_finite() => out.extend(number.to_string().as_bytes()),
        // A stream stands for itself and within nothing else.
        Object::Real(_) | Object::Stream(_) => out.push(b'0'),
        Object::Name(name) => put_name(name, out),
        Object::String(text, StringFormat::Literal) => put_text(text, out),
        Object::String(text, StringFormat::Hexadecimal) => {
            const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
            out.push(b'<');
            out.extend(text.iter().flat_map(|byte| [byte >> 4, byte & 15].map(|half| DIGITS[usize::from(half)])));
            out.push(b'>');
        }
        Object::Array(items) => {
            out.push(b'[');
            for (place, item) in items.iter().enumerate() {
                if place > 0 {
                    out.push(b' ');
                }
                put_object(item, out);
            }
            out.push(b']');
        }
        Object::Dictionary(dict) => put_dictionary(dict, out),
        Object::Reference((number, generation)) => {
            put_whole(i64::from(*number), out);
            out.push(b' ');
            put_whole(i64::from(*generation), out);
            out.extend(b" R");
        }
    }
}

fn put_dictionary(dict: &Dictionary, out: &mut Vec<u8>) {
    out.extend(b"<<");
    for (key, value) in dict {
        put_name(key, out);
        out.push(b' ');
        put_object(value, out);
    }
    out.extend(b">>");
}

fn put_name(name: &[u8], out: &mut Vec<u8>) {
    out.push(b'/');
    for &byte in name {
        if byte.is_ascii_graphic() && !b"#()<>[]{}/%".contains(&byte) {
            out.push(byte);
        } else {
            out.extend(format!("#{byte:02X}").as_bytes());
        }
    }
}

fn put_text(text: &[u8], out: &mut Vec<u8>) {
    out.push(b'(');
    for &byte in text {
        match byte {
            b'(' | b')' | b'\\' => out.extend([b'\\', byte]),
            // As it stands, it would read as the end of a line.
            b'\r' => out.extend(b"\\r"),
            _ => out.push(byte),
        }
    }
    out.push(b')');
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    /// Another packer of streams, or one that goes by the processor, would give the same PDF other bytes elsewhere.
    #[test]
    fn streams_are_packed_alike_wherever_the_program_is_built() {
        let text: String = (0..4000_u32).map(|number| (number * number % 977).to_string() + " Tj ").collect();
        let stream = packed(Dictionary::new(), text.into_bytes());
        assert_eq!(stream.dict.get(b"Filter").and_then(Object::as_name).ok(), Some(b"FlateDecode".as_slice()));
        let hash = Sha256::digest(&stream.content);
        assert_eq!((stream.content.len(), hash[..4].to_vec()), (2224, vec![37, 189, 175, 172]));
    }

    #[test]
    fn what_is_saved_reads_as_it_was() {
        let mut document = Document::with_version("1.7");
        let everything = dictionary! {
            "Odd name#(" => "Name with space",
            "Text" => Object::String(b"a(b)\\\r\n\x80".to_vec(), StringFormat::Literal),
            "Hex" => Object::String(vec![0xFE, 0xFF, 0x00, 0x41], StringFormat::Hexadecimal),
            "Numbers" => vec![0.into(), (-7).into(), Object::Real(0.000_12), Object::Real(-1.5), Object::Null, true.into()],
            "Within" => dictionary! { "Deep" => Vec::<Object>::new() },
        };
        let many: Vec<Object> = (0..3 * PACKED).map(|number| document.add_object(whole(number)).into()).collect();
        // A number that no object has.
        let _ = document.new_object_id();
        let stream = document.add_object(Stream::new(Dictionary::new(), b"endstream? no\nendobj".to_vec()));
        let root = dictionary! { "Type" => "Catalog", "All" => everything.clone(), "Many" => many.clone(), "Stream" => stream };
        let root = document.add_object(root);
        document.trailer.set("Root", root);
        let read = Document::load_mem(&save(document)).expect("it can be read");
        let catalogue = read.catalog().expect("it has one");
        assert_eq!(catalogue.get(b"All").and_then(Object::as_dict).ok(), Some(&everything));
        for (number, object) in many.iter().enumerate() {
            let id = object.as_reference().expect("a reference");
            assert_eq!(read.get_object(id).and_then(Object::as_i64).ok(), Some(whole(number)));
        }
        let stream = read.get_object(stream).and_then(Object::as_stream).expect("a stream");
        assert_eq!(stream.get_plain_content().ok().as_deref(), Some(b"endstream? no\nendobj".as_slice()));
    }
}
