//! A font file's bytes → its tables, as far as a look at them tells whether a PDF may hold it (`OpenType` 1.9, font file).

use std::ops::Range;

/// Where a table lies; in a collection, that of the first face that has it.
pub(super) fn table(bytes: &[u8], tag: [u8; 4]) -> Option<Range<usize>> {
    let faces: Vec<usize> = if bytes.starts_with(b"ttcf") {
        (0..long(bytes, 8)?.min(64)).map_while(|face| long(bytes, 12 + face * 4)).collect()
    } else {
        vec![0]
    };
    faces.into_iter().find_map(|face| {
        let count = short(bytes, face + 4)?;
        (0..count).find_map(|index| {
            let entry = face + 12 + index * 16;
            let found = bytes.get(entry..entry + 4)? == tag;
            let (start, length) = (long(bytes, entry + 8)?, long(bytes, entry + 12)?);
            found.then(|| start..start.saturating_add(length))
        })
    })
}

/// Whether the font forbids that it, or a part of it, be embedded (`fsType`, bits 1 and 8).
pub(super) fn restricted(bytes: &[u8]) -> bool {
    let kind = table(bytes, *b"OS/2").and_then(|table| short(bytes, table.start.checked_add(8)?)).unwrap_or_default();
    // Of the first four bits the least strict counts.
    kind & 0xF == 2 || kind & 0x100 != 0
}

fn short(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes = bytes.get(at..at.checked_add(2)?)?;
    Some(usize::from(u16::from_be_bytes([bytes[0], bytes[1]])))
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    usize::try_from(u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])).ok()
}
