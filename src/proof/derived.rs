//! Files that follow from `briefing.json` alone, held against what follows from it now: byte for byte.

use std::collections::BTreeMap;

use super::Verdict;

/// The folder of the pictures; in it nothing stands that does not follow.
const PICTURES: &str = "charts/";

/// Compares the edition's files with those that follow from its findings. A picture may be left out where no template
/// shows it; one that the Markdown refers to may not, and no other file may.
pub fn derived(files: &BTreeMap<String, Vec<u8>>, follows: &BTreeMap<String, Vec<u8>>) -> Verdict {
    let mut verdict = Verdict::default();
    let markdown = files.get("briefing.md").map(|bytes| String::from_utf8_lossy(bytes)).unwrap_or_default();
    for (path, bytes) in follows {
        if let Some(written) = files.get(path) {
            verdict.require(written == bytes, path, || "does not follow from briefing.json".to_owned());
        } else {
            let is_shown = !path.starts_with(PICTURES) || markdown.contains(&format!("]({path})"));
            verdict.require(!is_shown, path, || "is missing".to_owned());
        }
    }
    for path in files.keys().filter(|path| path.starts_with(PICTURES)) {
        verdict.require(follows.contains_key(path), path, || "does not follow from briefing.json".to_owned());
    }
    verdict
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(list: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
        list.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_owned())).collect()
    }

    #[test]
    fn a_changed_missing_or_added_file_is_noticed() {
        let follows = files(&[("charts/map.svg", "<svg/>"), ("charts/tempo.svg", "<svg/>"), ("incidents.csv", "id")]);
        let page = ("briefing.md", "![a map](charts/map.svg)");
        let failing = |list: &[(&str, &str)]| -> Vec<String> {
            derived(&files(list), &follows).failures.into_iter().map(|failure| failure.place).collect()
        };
        let (map, rows) = (("charts/map.svg", "<svg/>"), ("incidents.csv", "id"));
        assert!(failing(&[page, map, rows]).is_empty());
        assert_eq!(failing(&[page, rows]), ["charts/map.svg"]);
        assert_eq!(failing(&[page, map]), ["incidents.csv"]);
        assert_eq!(failing(&[page, map, ("incidents.csv", "ID")]), ["incidents.csv"]);
        assert_eq!(failing(&[page, map, rows, ("charts/tempo.svg", "<svg></svg>")]), ["charts/tempo.svg"]);
        assert_eq!(failing(&[page, map, rows, ("charts/other.svg", "<svg/>")]), ["charts/other.svg"]);
    }
}
