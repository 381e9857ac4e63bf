//! Articles of two busy years that never were: so many incidents, a few to an article, with what speakers say of them and how
//! people live. The same number gives the same articles.

use chrono::{Days, NaiveDate};

/// Capitals of provinces.
const PLACES: [&str; 24] = [
    "Kabul", "Herat", "Kandahar", "Jalalabad", "Kunduz", "Mazar-i-Sharif", "Lashkar Gah", "Ghazni", "Khost", "Gardez",
    "Taloqan", "Fayzabad", "Pul-e-Khumri", "Sheberghan", "Maymana", "Farah", "Zaranj", "Bamyan", "Charikar",
    "Mehtar Lam", "Asadabad", "Qalat", "Chaghcharan", "Sar-e Pol",
];
const OUTLETS: [&str; 7] = [
    "Harbour Wire", "Meridian Post", "Steppe Courier", "Lantern Daily", "Eastern Gazette", "Field Ledger",
    "Corridor News",
];
/// What an incident is, with where it struck.
const KINDS: [&str; 6] = [
    "A suicide bomber blew himself up at a mosque in {place} on {day}, killing {n} people and wounding {m}, police said.",
    "A roadside bomb killed {n} people and wounded {m} in {place} on {day}, health officials said.",
    "Gunmen opened fire on a checkpoint in {place} on {day} and killed {n} police officers.",
    "A bomb went off at a market in {place} on {day}, killing at least {n} civilians and wounding {m}.",
    "Taliban forces raided a hideout of Islamic State Khorasan Province in {place} on {day} and killed {n} militants.",
    "Gunmen attacked a school in {place} on {day}; {n} people were killed and {m} were wounded, a doctor said.",
];
const CLAIMS: [&str; 4] = [
    "Islamic State Khorasan Province claimed responsibility for the attack.",
    "No group claimed the attack.",
    "The attack was claimed by Islamic State Khorasan Province.",
    "Officials blamed Islamic State Khorasan Province for the attack.",
];
const SAYINGS: [&str; 5] = [
    "“There is no Daesh in {place},” Karim Tarakhel, a Taliban spokesman, said on {day}.",
    "“We guarantee the security of every citizen of {place},” Karim Tarakhel, a Taliban spokesman, said.",
    "Lena Oxbridge, a researcher at the Wexcombe Institute, said that Islamic State Khorasan Province remained a serious threat.",
    "Western diplomats warned that Islamic State Khorasan Province was planning an attack on embassies in {place}.",
    "Karim Tarakhel, a Taliban spokesman, said that Taliban forces had destroyed a cell of Daesh in {place} and killed all its members.",
];
const LIFE: [&str; 5] = [
    "About {k},000 people have been displaced from {place}, the Saffron Road relief group said.",
    "Food prices in {place} have risen by {n} per cent since the spring.",
    "Some {k},000 families in {place} face hunger this winter, aid workers said.",
    "Aid deliveries to {place} were suspended.",
    "Girls in {place} are still barred from secondary schools.",
];

/// Incidents of one article.
const EACH: usize = 4;

/// Articles that tell of `incidents` incidents over the two years before 1 March 2023, by file name.
pub(crate) fn articles(incidents: usize) -> Vec<(String, String)> {
    let first = NaiveDate::from_ymd_opt(2021, 3, 2).expect("a day");
    let count = incidents.div_ceil(EACH);
    (0..count).map(|at| article(at, first + Days::new((at * 728 / count) as u64 + 1))).collect()
}

fn article(at: usize, published: NaiveDate) -> (String, String) {
    let outlet = OUTLETS[at % OUTLETS.len()];
    let place = |n: usize| PLACES[(at * 5 + n * 7) % PLACES.len()];
    let fill = |text: &str, n: usize| {
        let day = published - Days::new(1 + (n % 2) as u64);
        text.replace("{place}", place(n))
            .replace("{day}", &day.format("%-d %B %Y").to_string())
            .replace("{n}", &(2 + (at * 3 + n * 11) % 37).to_string())
            .replace("{m}", &(5 + (at * 7 + n * 5) % 61).to_string())
            .replace("{k}", &(2 + (at * 13) % 90).to_string())
    };
    let mut paragraphs = vec![
        format!("Attacks reported from {} and other provinces", place(0)),
        format!("Published: {}", published.format("%-d %B %Y")),
    ];
    for n in 0..EACH {
        let kind = KINDS[(at + n * 5) % KINDS.len()];
        let claim = if kind.starts_with("Taliban") { "" } else { CLAIMS[(at + n) % CLAIMS.len()] };
        let lead = match n {
            0 => format!("KABUL, {} ({outlet}) — ", published.format("%B %-d")),
            _ => String::new(),
        };
        paragraphs.push(format!("{lead}{} {claim}", fill(kind, n)).trim_end().to_owned());
    }
    paragraphs.push(fill(SAYINGS[at % SAYINGS.len()], 1));
    if at.is_multiple_of(3) {
        paragraphs.push(fill(LIFE[(at / 3) % LIFE.len()], 2));
    }
    let name = format!("{}-{at:04}-{}.txt", published.format("%Y-%m-%d"), outlet.to_lowercase().replace(' ', "-"));
    (name, paragraphs.join("\n\n") + "\n")
}
