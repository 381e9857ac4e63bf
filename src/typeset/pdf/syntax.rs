//! Numbers and characters → the bytes that stand for them in a content stream (ISO 32000-1, 7.3), without a string for each.

/// A number to three places: finer than any printer, and short to write. What is no number is written as 0.
pub(super) fn put_number(value: f64, out: &mut Vec<u8>) {
    let thousandths = (value * 1000.0).round() as i64;
    if thousandths < 0 {
        out.push(b'-');
    }
    let (whole, mut part) = (thousandths.unsigned_abs() / 1000, thousandths.unsigned_abs() % 1000);
    put_digits(whole, out);
    if part > 0 {
        out.push(b'.');
        let mut place = 100;
        while part > 0 {
            out.push(b'0' + (part / place) as u8);
            part %= place;
            place /= 10;
        }
    }
}

/// A count as the format's whole numbers.
pub(super) fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// A number without places.
pub(super) fn put_whole(value: i64, out: &mut Vec<u8>) {
    if value < 0 {
        out.push(b'-');
    }
    put_digits(value.unsigned_abs(), out);
}

fn put_digits(mut value: u64, out: &mut Vec<u8>) {
    let from = out.len();
    loop {
        out.push(b'0' + (value % 10) as u8);
        value /= 10;
        if value == 0 {
            break;
        }
    }
    out[from..].reverse();
}

/// Two bytes as four hexadecimal digits.
pub(super) fn put_hex(value: u16, out: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.extend([12, 8, 4, 0].map(|shift| DIGITS[usize::from(value >> shift & 15)]));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_short_as_they_can_be() {
        let written = |value| {
            let mut out = Vec::new();
            put_number(value, &mut out);
            String::from_utf8(out).expect("digits")
        };
        let cases = [0.0, 1.0, -1.5, 0.05, 595.276, -0.0004, 12.3456, 100.1, -0.012, 1e6, f64::NAN];
        let expected = ["0", "1", "-1.5", "0.05", "595.276", "0", "12.346", "100.1", "-0.012", "1000000", "0"];
        assert_eq!(cases.map(written), expected);
    }

    #[test]
    fn whole_numbers_and_digits() {
        let mut out = Vec::new();
        put_whole(-120, &mut out);
        put_whole(0, &mut out);
        put_hex(0x0A1F, &mut out);
        assert_eq!(out, b"-12000A1F");
    }
}
