//! JPEG → its size and colours, by the markers before the first scan (ITU-T T.81, annex B). The file itself is kept as it is.

use super::{Content, Jpeg, Picture, Refusal, on_paper};

/// Reads the header of a JPEG.
pub(super) fn read(data: &[u8]) -> Result<Picture, Refusal> {
    let mut at = 2;
    let mut resolution = None;
    let mut adobe = false;
    let mut found = None;
    loop {
        // Any number of fill bytes may stand before a marker.
        while data.get(at) == Some(&0xFF) && data.get(at + 1) == Some(&0xFF) {
            at += 1;
        }
        let (Some(0xFF), Some(&marker)) = (data.get(at), data.get(at + 1)) else { return Err(Refusal::Damaged) };
        at += 2;
        if matches!(marker, 0x01 | 0xD0..=0xD7) {
            continue;
        }
        let length = usize::from(word(data, at)?);
        let body = data.get(at + 2..at + length).ok_or(Refusal::Damaged)?;
        match marker {
            // Baseline, extended and progressive, with Huffman codes: what a PDF reader knows.
            0xC0..=0xC2 => found = Some(frame(body)?),
            0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => return Err(Refusal::Format),
            0xE0 if body.starts_with(b"JFIF\0") => resolution = density(body),
            0xEE if body.starts_with(b"Adobe") => adobe = true,
            // The first scan: all that describes it came before.
            0xDA => break,
            0xD9 => return Err(Refusal::Damaged),
            _ => {}
        }
        at += length;
    }
    let (width, height, components) = found.ok_or(Refusal::Damaged)?;
    let (paper_width, paper_height) = on_paper(width, height, resolution)?;
    // A file that is cut off has no end mark; readers show what there is, which may mislead.
    if !data[at..].windows(2).any(|pair| pair == [0xFF, 0xD9]) {
        return Err(Refusal::Damaged);
    }
    let jpeg = Jpeg { data: data.into(), width, height, components, inverted: adobe && components == 4 };
    Ok(Picture { width: paper_width, height: paper_height, content: Content::Jpeg(jpeg) })
}

/// Width, height and number of components.
fn frame(body: &[u8]) -> Result<(u32, u32, u8), Refusal> {
    let (height, width) = (u32::from(word(body, 1)?), u32::from(word(body, 3)?));
    let (precision, components) = (body[0], *body.get(5).ok_or(Refusal::Damaged)?);
    if precision != 8 || !matches!(components, 1 | 3 | 4) {
        return Err(Refusal::Format);
    }
    Ok((width, height, components))
}

/// Pixels an inch, where JFIF states them.
fn density(body: &[u8]) -> Option<(f32, f32)> {
    let (x, y) = (f32::from(word(body, 8).ok()?), f32::from(word(body, 10).ok()?));
    match body.get(7)? {
        1 => Some((x, y)),
        2 => Some((x * 2.54, y * 2.54)),
        _ => None,
    }
}

fn word(data: &[u8], at: usize) -> Result<u16, Refusal> {
    let bytes = data.get(at..at + 2).ok_or(Refusal::Damaged)?;
    Ok(u16::from_be_bytes([bytes[0], bytes[1]]))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::typeset::length::Abs;

    /// Markers of a JPEG, with a scan that holds nothing.
    pub(crate) fn header(width: u16, height: u16, components: u8) -> Vec<u8> {
        let mut data = vec![0xFF, 0xD8, 0xFF, 0xE0, 0, 16];
        data.extend(b"JFIF\0\x01\x01\x01\x00\x60\x00\x60\0\0");
        data.extend([0xFF, 0xC0, 0, 8 + 3 * components, 8]);
        data.extend(height.to_be_bytes().into_iter().chain(width.to_be_bytes()));
        data.push(components);
        data.extend((0..components).flat_map(|index| [index + 1, 0x11, 0]));
        data.extend([0xFF, 0xDA, 0, 2, 0, 0xFF, 0xD9]);
        data
    }

    #[test]
    fn size_colours_and_resolution_are_read() {
        let picture = read(&header(192, 96, 3)).expect("it is a JPEG");
        assert_eq!((picture.width, picture.height), (Abs::pt(144.0), Abs::pt(72.0)));
        let Content::Jpeg(jpeg) = picture.content else { panic!("{:?}", picture.content) };
        assert_eq!((jpeg.width, jpeg.height, jpeg.components, jpeg.inverted), (192, 96, 3, false));
    }

    #[test]
    fn broken_headers_are_refused_wherever_they_break() {
        let whole = header(192, 96, 3);
        for end in 0..whole.len() {
            assert!(read(&whole[..end]).is_err(), "cut at {end}");
        }
        assert_eq!(read(&header(60_000, 60_000, 3)).err(), Some(Refusal::Large));
        assert_eq!(read(&header(0, 10, 3)).err(), Some(Refusal::Damaged));
        assert_eq!(read(&header(10, 10, 2)).err(), Some(Refusal::Format));
    }
}
