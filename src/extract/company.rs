//! The opening of a transcript → who takes part: persons of the headline, the masthead's body, those who are introduced.

use super::head::{self, Head};
use super::incidents::Article;
use super::names;
use super::token::Tokens;
use crate::codebook::Codebook;
use crate::codebook::actors::{Kind, Name};
use crate::model::actor::Speaker;

/// Words of the longest line of a masthead.
const MASTHEAD: usize = 10;

/// Who takes part, as headline and opening say.
pub(super) struct Company {
    persons: Vec<Speaker>,
    /// Persons of the headline: the first of `persons`.
    heads: usize,
    /// The body whose masthead the text bears.
    body: Option<String>,
    /// Who the headline says speaks, by office alone: `Taliban spokesman: …`.
    office: Option<Speaker>,
}

impl Company {
    pub(super) fn of(article: &Article<'_>, head: &Head, opening: usize) -> Self {
        let (tokens, codebook) = (article.tokens, article.codebook);
        let body = masthead(article, opening);
        let mut persons = head.speakers.clone();
        let heads = persons.len();
        // persons of the opening: "With us is Jane Doe of the Wexcombe Institute"
        let mut i = 0;
        while i < opening {
            let inside = i > 0 && tokens.is_capital(i - 1);
            let run = (!inside).then(|| names::capitals(tokens, i, opening, codebook)).flatten();
            let Some(run) = run.filter(|run| run.end > run.first) else {
                i += 1;
                continue;
            };
            let words = (run.first..run.end).filter(|&t| tokens.is_word(t)).count();
            let known = codebook.actors.lexicon.longest(tokens, run.first).is_some()
                || codebook.places.lexicon.longest(tokens, run.first).is_some();
            if (2..=4).contains(&words) && !known {
                let stop =
                    (run.end..opening).find(|&t| matches!(tokens.mark(t), Some('.' | ';' | '?'))).unwrap_or(opening);
                for speaker in head::holders(tokens, i, stop, codebook).into_iter().take(1) {
                    let part = |p: &Speaker| {
                        let body = p.organisation.as_deref().unwrap_or("");
                        speaker.name.as_deref().is_some_and(|name| body.contains(name))
                    };
                    let person = speaker.organisation != speaker.name && !persons.iter().any(part);
                    if person && !persons.iter().any(|p| p.name == speaker.name) {
                        persons.push(speaker);
                    }
                }
            }
            i = run.end;
        }
        for line in opening_lines(article, opening) {
            let mut lower = String::new();
            let tokens = Tokens::of_text(line, &codebook.vocabulary, &mut lower);
            for speaker in head::holders(&tokens, 0, tokens.len(), codebook) {
                let named = speaker.name.as_ref().is_some_and(|name| name.contains(' ')) && speaker.role.is_some();
                if named && speaker.organisation != speaker.name && !persons.iter().any(|p| p.name == speaker.name) {
                    persons.push(speaker);
                }
            }
        }
        for person in &mut persons {
            if person.organisation.is_none() && person.role.is_some() {
                person.organisation.clone_from(&body);
            }
        }
        let office = article.document.record.title.as_deref().and_then(|title| head::office(title, codebook));
        Self { persons, heads, body, office }
    }

    /// Takes note of who spoke, for the short labels that follow.
    pub(super) fn meet(&mut self, speaker: &Speaker) {
        let full = speaker.name.as_ref().is_some_and(|name| name.contains(' '));
        if full && !self.persons.iter().any(|p| p.name == speaker.name) {
            self.persons.push(speaker.clone());
        }
    }

    /// The one who is asked: the one person of the headline, else of the opening. `None` where there are several.
    pub(super) fn guest(&self) -> Option<Speaker> {
        let (headed, opened) = self.persons.split_at(self.heads);
        let office = |p: &&Speaker| p.role.is_some() || p.organisation.is_some();
        let mut introduced = opened.iter().filter(office);
        match (headed, introduced.next(), introduced.next()) {
            ([one], ..) | ([], Some(one), None) => Some(one.clone()),
            ([], None, None) if opened.len() == 1 => Some(opened[0].clone()),
            ([], None, None) if opened.is_empty() => self.office.clone(),
            _ => None,
        }
    }

    /// Whom a label means.
    pub(super) fn speaker(&self, tokens: &Tokens<'_>, first: usize, end: usize, codebook: &Codebook) -> Speaker {
        let as_written = tokens.words(first, end);
        let last = tokens.low(end - 1);
        if let Some(person) = self.persons.iter().find(|p| surname(p) == last) {
            return Speaker { as_written, ..person.clone() };
        }
        // "THE PRESS SECRETARY"
        let office = (first..end)
            .find(|&t| codebook.people.roles.longest(tokens, t).is_some_and(|(after, ())| after == end))
            .or_else(|| {
                (first..end)
                    .find(|&t| codebook.people.titles.longest(tokens, t).is_some_and(|(after, ())| after == end))
            });
        if let Some(at) = office {
            let role = tokens.words(at, end).to_lowercase();
            let holds = |p: &&Speaker| p.role.as_ref().is_some_and(|r| same_office(&r.to_lowercase(), &role));
            if let Some(person) = self.persons.iter().find(holds) {
                return Speaker { as_written, ..person.clone() };
            }
            return Speaker { name: None, as_written, role: Some(role), organisation: self.body.clone() };
        }
        // "MS. DOE"
        let bare = (first..end).filter(|&t| tokens.is_word(t)).count() <= 2 && end - first <= 3;
        if bare && (end - first == 1 || codebook.people.titles.longest(tokens, first).is_some()) {
            let name = Some(head::capitalised(tokens.raw(end - 1)));
            return Speaker { name, as_written, role: None, organisation: None };
        }
        let holder = head::holders(tokens, first, end, codebook).into_iter().next();
        match holder {
            Some(speaker) => {
                let role = speaker.role.map(|role| role.to_lowercase());
                let organisation = speaker.organisation.or_else(|| self.body.clone().filter(|_| role.is_some()));
                Speaker { as_written, role, organisation, ..speaker }
            }
            None => Speaker { name: Some(head::capitalised(&as_written)), as_written, role: None, organisation: None },
        }
    }
}

/// Whether a role of the opening is the office of a label: `deputy spokesperson` is also the `spokesman`.
fn same_office(role: &str, label: &str) -> bool {
    role.ends_with(label) || role.contains("spokes") && label.contains("spokes")
}

/// Last word of a speaker's name in lower case; empty where there is none.
pub(super) fn surname(speaker: &Speaker) -> String {
    speaker.name.as_deref().and_then(|name| name.rsplit([' ', '-']).next()).unwrap_or("").to_lowercase()
}

/// The lines above the first turn: headline, masthead, list of those who take part.
fn opening_lines<'a>(article: &'a Article<'_>, opening: usize) -> impl Iterator<Item = &'a str> {
    let start = article.tokens.at(opening).span.start;
    let above = article.document.parts.iter().filter(move |part| part.span.end <= start);
    above
        .flat_map(|part| part.span.of(&article.document.text).lines())
        .filter(|line| line.split_whitespace().count() <= MASTHEAD && !line.ends_with(['.', '?', ',']))
}

/// The body that names itself in a line above the first turn: `NATIONAL SECURITY COUNCIL`. `None` where none or several do.
fn masthead(article: &Article<'_>, opening: usize) -> Option<String> {
    let codebook = article.codebook;
    let mut found: Option<String> = None;
    let headline = article.document.record.title.as_deref();
    let lines = opening_lines(article, opening).filter(|line| Some(line.trim()) != headline);
    for line in lines.chain(article.document.record.publisher.as_deref()) {
        let mut lower = String::new();
        let tokens = Tokens::of_text(line, &codebook.vocabulary, &mut lower);
        let body = names::names(&tokens, 0, tokens.len(), codebook).into_iter().find_map(|n| match n.name {
            Name::Actor(index) => {
                let entry = &codebook.actors.entries[index];
                (!matches!(entry.kind, Kind::Media | Kind::ArmedGroup)).then(|| entry.name.clone())
            }
            _ => None,
        });
        match (&found, body) {
            (_, None) => {}
            (None, body) => found = body,
            (Some(one), Some(other)) if *one == other => {}
            _ => return None,
        }
    }
    found
}
