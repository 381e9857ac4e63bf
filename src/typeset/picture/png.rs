//! PNG → samples of eight bits, with what hides parts of the picture apart.

use png::{BitDepth, ColorType, Decoder, Limits, Transformations, Unit};

use super::{Content, Picture, Raster, Refusal, on_paper};

/// Unpacks a PNG. Size is looked at before anything is unpacked.
pub(super) fn read(data: &[u8]) -> Result<Picture, Refusal> {
    let mut decoder = Decoder::new_with_limits(data, Limits { bytes: 128 << 20 });
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    decoder.set_ignore_text_chunk(true);
    let header = decoder.read_header_info().map_err(|_| Refusal::Damaged)?;
    let (width, height) = (header.width, header.height);
    on_paper(width, height, None)?;
    let mut reader = decoder.read_info().map_err(|_| Refusal::Damaged)?;
    let per_inch = |per_metre: u32| per_metre as f32 * 0.0254;
    let resolution = reader.info().pixel_dims.filter(|dims| dims.unit == Unit::Meter);
    let resolution = resolution.map(|dims| (per_inch(dims.xppu), per_inch(dims.yppu)));
    let (paper_width, paper_height) = on_paper(width, height, resolution)?;
    let mut buffer = vec![0; reader.output_buffer_size()];
    let frame = reader.next_frame(&mut buffer).map_err(|_| Refusal::Damaged)?;
    buffer.truncate(frame.buffer_size());
    if frame.bit_depth != BitDepth::Eight {
        return Err(Refusal::Format);
    }
    let (grey, opaque) = match frame.color_type {
        ColorType::Grayscale => (true, true),
        ColorType::Rgb => (false, true),
        ColorType::GrayscaleAlpha => (true, false),
        ColorType::Rgba => (false, false),
        ColorType::Indexed => return Err(Refusal::Format),
    };
    let (samples, opacity) = if opaque { (buffer, None) } else { parted(&buffer, if grey { 1 } else { 3 }) };
    let raster = Raster { width, height, samples, grey, opacity };
    Ok(Picture { width: paper_width, height: paper_height, content: Content::Raster(raster) })
}

/// Colours, and the opacity that follows each.
fn parted(buffer: &[u8], colours: usize) -> (Vec<u8>, Option<Vec<u8>>) {
    let pixels = buffer.chunks_exact(colours + 1);
    let mut samples = Vec::with_capacity(pixels.len() * colours);
    let mut opacity = Vec::with_capacity(pixels.len());
    for pixel in pixels {
        samples.extend_from_slice(&pixel[..colours]);
        opacity.push(pixel[colours]);
    }
    let hides = opacity.iter().any(|&byte| byte != 0xFF);
    (samples, hides.then_some(opacity))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::typeset::length::Abs;

    /// A file with these samples.
    pub(crate) fn file(width: u32, height: u32, color: ColorType, samples: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        let mut encoder = png::Encoder::new(&mut out, width, height);
        encoder.set_color(color);
        encoder.set_depth(BitDepth::Eight);
        let mut writer = encoder.write_header().expect("the header is in order");
        writer.write_image_data(samples).expect("the samples are enough");
        writer.finish().expect("it ends in memory");
        out
    }

    fn raster(data: &[u8]) -> Raster {
        match read(data).expect("it is a PNG").content {
            Content::Raster(raster) => raster,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn opacity_is_kept_apart_and_left_out_where_all_is_seen() {
        let seen = raster(&file(2, 1, ColorType::Rgba, &[1, 2, 3, 255, 4, 5, 6, 255]));
        assert_eq!((seen.samples.as_slice(), seen.opacity), ([1, 2, 3, 4, 5, 6].as_slice(), None));
        let half = raster(&file(2, 1, ColorType::GrayscaleAlpha, &[9, 255, 7, 0]));
        assert_eq!((half.grey, half.samples, half.opacity), (true, vec![9, 7], Some(vec![255, 0])));
    }

    #[test]
    fn cut_files_and_false_sizes_are_refused() {
        let whole = file(8, 8, ColorType::Grayscale, &[128; 64]);
        assert_eq!(read(&whole).expect("it is a PNG").width, Abs::pt(4.0));
        for end in 8..whole.len() - 12 {
            assert!(read(&whole[..end]).is_err(), "cut at {end}");
        }
        // A header that promises a picture of a terabyte, with a checksum that fits.
        let mut bomb = file(60_000, 1, ColorType::Grayscale, &vec![0; 60_000]);
        bomb[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
        let mut crc = u32::MAX;
        for byte in &bomb[12..29] {
            crc ^= u32::from(*byte);
            for _ in 0..8 {
                crc = if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 };
            }
        }
        bomb[29..33].copy_from_slice(&(!crc).to_be_bytes());
        assert_eq!(read(&bomb).err(), Some(Refusal::Large));
    }
}
