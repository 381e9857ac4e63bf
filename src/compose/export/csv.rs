//! Rows → comma-separated values by RFC 4180, safe to open in a spreadsheet.

use serde_json::Value;

use super::Row;

/// The names of the columns, and one line for each row.
pub(super) fn csv(rows: &[Row<'_>]) -> String {
    let mut out = String::new();
    line(&mut out, COLUMNS.iter().map(|name| (*name).to_owned()));
    for row in rows {
        let fields = serde_json::to_value(row).expect("plain values with string keys have a JSON form");
        line(&mut out, COLUMNS.iter().map(|name| cell(&fields[*name])));
    }
    out
}

/// The columns in their order.
pub(super) const COLUMNS: [&str; 36] = [
    "id", "number", "event_type", "in_period", "date_start", "date_end", "date_precision", "date_text", "not_before",
    "not_after", "place", "province", "country", "place_precision", "lat", "lon", "perpetrator", "basis", "target",
    "killed_low", "killed_best", "killed_high", "killed_text", "wounded_low", "wounded_best", "wounded_high",
    "wounded_text", "abducted_low", "abducted_best", "abducted_high", "abducted_text", "articles", "origins",
    "confidence", "corrected", "documents",
];

fn line(out: &mut String, cells: impl Iterator<Item = String>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(',');
        }
        out.push_str(&cell);
    }
    out.push_str("\r\n");
}

/// A value as a cell; nothing for what is not known.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => quoted(&guarded(text)),
        other => other.to_string(),
    }
}

/// Text that a spreadsheet would take for a formula gets an apostrophe before it. Numbers are not text: -33.9 stays.
fn guarded(text: &str) -> String {
    let risky = text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        || text.starts_with(['\t', '\r', '\n']);
    if risky { format!("'{text}") } else { text.to_owned() }
}

fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\r', '\n']) || text.starts_with(' ') || text.ends_with(' ') {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_formulas_are_text() {
        let of = |text: &str| cell(&Value::String(text.to_owned()));
        assert_eq!(of("Kabul airport"), "Kabul airport");
        assert_eq!(of("a \"cell\", twice\nover"), "\"a \"\"cell\"\", twice\nover\"");
        for start in ["=", "+", "-", "@", "\t", "\r", " ="] {
            let shown = of(&format!("{start}cmd|' /C calc'!A0"));
            assert!(shown.trim_start_matches('"').starts_with('\''), "{shown}");
        }
        assert_eq!(cell(&serde_json::json!(-33.9)), "-33.9");
        assert_eq!(cell(&Value::Null), "");
    }
}
