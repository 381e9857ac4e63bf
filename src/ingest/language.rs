//! Which language a text is in. English is read; of any other, the name is told.

use whatlang::Lang;

/// Words that English cannot do without and that no other language in Latin letters has together.
const ENGLISH: [&str; 22] = [
    "the", "of", "and", "to", "that", "was", "were", "with", "from", "which", "this", "they", "have", "has", "had",
    "by", "for", "said", "been", "their", "is", "are",
];
/// Bytes of the longest of them.
const LONGEST: usize = 5;
/// Letters below which a language is not told from.
const LEAST: usize = 80;
/// Characters that are looked at.
const SAMPLE: usize = 4_000;

/// The English name of the language that a text is plainly in, where that is not English; `None` for English, and for a text
/// too short or too mixed to say.
pub(super) fn foreign<'t>(paragraphs: impl Iterator<Item = &'t str>) -> Option<&'static str> {
    let mut sample = String::with_capacity(SAMPLE + 200);
    for paragraph in paragraphs {
        let room = SAMPLE.saturating_sub(sample.len());
        if room == 0 {
            break;
        }
        let end = (0..=room.min(paragraph.len())).rev().find(|end| paragraph.is_char_boundary(*end)).unwrap_or(0);
        sample.push_str(&paragraph[..end]);
        sample.push(' ');
    }
    if sample.chars().filter(|c| c.is_alphabetic()).take(LEAST).count() < LEAST || reads_english(&sample) {
        return None;
    }
    let info = whatlang::detect(&sample)?;
    (info.is_reliable() && info.lang() != Lang::Eng).then(|| name(info.lang()))
}

/// Whether one word in nine is one of those that English cannot do without, and five of them are different.
fn reads_english(text: &str) -> bool {
    let (mut words, mut hits, mut seen) = (0_usize, 0_usize, [false; ENGLISH.len()]);
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        words += 1;
        let length = word.len();
        let is_it = |english: &str| english.len() == length && english.eq_ignore_ascii_case(word);
        if length > LONGEST {
            continue;
        }
        if let Some(index) = ENGLISH.iter().position(|english| is_it(english)) {
            hits += 1;
            seen[index] = true;
        }
    }
    hits * 9 >= words && seen.iter().filter(|s| **s).count() >= 4
}

/// Whatlang names languages as linguists do; a newsroom says Persian and Norwegian.
fn name(lang: Lang) -> &'static str {
    match lang {
        Lang::Pes => "Persian (Dari)",
        Lang::Cmn => "Chinese",
        Lang::Nob => "Norwegian",
        lang => lang.eng_name(),
    }
}

/// The English name of a language by its BCP 47 tag; the tag itself where the name is not known, `None` for English.
pub(super) fn foreign_by_tag(tag: &str) -> Option<String> {
    let primary = tag.split(['-', '_']).next().unwrap_or_default().to_lowercase();
    let known = match primary.as_str() {
        "" | "en" | "eng" | "english" | "und" => return None,
        "fa" | "prs" | "fas" | "dari" | "farsi" => "Persian (Dari)",
        "ps" | "pus" | "pbt" => "Pashto",
        "ar" | "ara" => "Arabic",
        "ur" | "urd" => "Urdu",
        "ru" | "rus" => "Russian",
        "fr" | "fra" => "French",
        "de" | "deu" => "German",
        "es" | "spa" => "Spanish",
        "tr" | "tur" => "Turkish",
        "uz" | "uzb" => "Uzbek",
        "tg" | "tgk" => "Tajik",
        "hi" | "hin" => "Hindi",
        "zh" | "cmn" => "Chinese",
        _ => return Some(format!("the language `{tag}`")),
    };
    Some(known.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<&'static str> {
        foreign(std::iter::once(text))
    }

    #[test]
    fn english_with_foreign_names_is_english() {
        assert_eq!(
            of(
                "Zabihullah Mujahid said the fighters of Qari Fateh had been killed in Khairkhana and in Kart-e-Naw, and \
            that none of the forces of the Emirate were harmed."
            ),
            None
        );
        assert_eq!(of("Six killed."), None);
        assert_eq!(of(""), None);
    }

    #[test]
    fn another_language_is_named() {
        assert_eq!(
            of(
                "Une bombe a explosé lundi près d'un autobus à Hérat et a tué six personnes, ont déclaré les autorités \
            locales, qui n'ont pas désigné de responsable."
            ),
            Some("French")
        );
        assert_eq!(
            of(
                "انفجار بمب در نزدیکی یک موتر مسافربری در شهر هرات شش کشته و بیست زخمی بر جا گذاشت، مقام‌های محلی می‌گویند که \
            تحقیقات در این مورد آغاز شده است و کسی مسئولیت را نپذیرفته است."
            ),
            Some("Persian (Dari)")
        );
        assert_eq!(
            of("Взрыв прогремел в столице Афганистана, сообщили местные власти. Погибли шесть человек, ещё двадцать \
            получили ранения."),
            Some("Russian")
        );
    }

    #[test]
    fn tags() {
        assert_eq!(foreign_by_tag("en-GB"), None);
        assert_eq!(foreign_by_tag("ps-AF").as_deref(), Some("Pashto"));
        assert_eq!(foreign_by_tag("xx").as_deref(), Some("the language `xx`"));
    }
}
