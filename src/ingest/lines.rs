//! A text → its lines, and lines → blocks: one block is one paragraph, heading or credit, however many lines it fills.
//!
//! In most texts a line is a block. In a hard-wrapped text (mail, old terminals, some web exports) a sentence runs over the
//! line's end, and a block is several lines; whether a text is wrapped shows in how many lines go on in lower case.

use crate::codebook::cleaning::Cleaning;
use crate::model::evidence::Span;

/// Longest line, in characters, that may be hard-wrapped.
const WIDEST: usize = 110;
/// Shortest line, in characters, that is joined with the next outside of wrapped text.
const NARROWEST: usize = 35;

/// A stretch of a text that belongs together, white space around it off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Block {
    /// The range, with the line ends in it.
    pub(super) span: Span,
    /// How many lines it fills.
    pub(super) lines: usize,
    /// Whether an empty line, or the text's start, stands before it.
    pub(super) apart: bool,
    /// Whether it was told by its shape to stand alone among wrapped lines: a heading or title.
    pub(super) heading: bool,
}

/// One line without the white space around it; never empty.
#[derive(Debug, Clone, Copy)]
struct Line<'t> {
    span: Span,
    text: &'t str,
    apart: bool,
}

/// Cuts a text into blocks.
pub(super) fn blocks(text: &str, cleaning: &Cleaning) -> Vec<Block> {
    let lines = lines(text);
    let mut blocks = Vec::new();
    let runs = runs(&lines);
    let measure = measure(&runs);
    for run in runs {
        if is_wrapped(run) {
            wrapped(run, blocks.is_empty(), None, cleaning, &mut blocks);
        } else if measure.is_some_and(|measure| fills(run, measure)) {
            wrapped(run, blocks.is_empty(), measure, cleaning, &mut blocks);
        } else {
            plain(run, cleaning, &mut blocks);
        }
    }
    blocks
}

/// Lines without an empty one between.
fn runs<'l, 't>(lines: &'l [Line<'t>]) -> Vec<&'l [Line<'t>]> {
    let mut runs = Vec::new();
    let mut rest = lines;
    while !rest.is_empty() {
        let length = 1 + rest[1..].iter().take_while(|line| !line.apart).count();
        let (run, after) = rest.split_at(length);
        runs.push(run);
        rest = after;
    }
    runs
}

/// The measure that a text is wrapped to as a whole, as mail is: the widest line, where in a third of the places a sentence
/// runs over a line's end. `None` where lines are blocks.
fn measure(runs: &[&[Line<'_>]]) -> Option<usize> {
    let joints: Vec<(&Line<'_>, &Line<'_>)> =
        runs.iter().flat_map(|run| run.windows(2).map(|pair| (&pair[0], &pair[1]))).collect();
    let widest = joints.iter().map(|(line, _)| width(line)).max()?;
    let over = joints.iter().filter(|(line, next)| runs_over(line, next)).count();
    (joints.len() >= 4 && (50..=WIDEST).contains(&widest) && over * 3 >= joints.len()).then_some(widest)
}

/// Whether every line but the last of a run is as full as the measure allows.
fn fills(run: &[Line<'_>], measure: usize) -> bool {
    run.len() >= 2 && run.windows(2).all(|pair| width(&pair[0]) <= measure && !had_room(&pair[0], &pair[1], measure))
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut apart = true;
    let mut start = 0;
    while start < text.len() {
        let ends = |byte: &u8| matches!(byte, b'\n' | b'\r');
        let end = text.as_bytes()[start..].iter().position(ends).map_or(text.len(), |i| start + i);
        let line = text[start..end].trim_matches(is_blank);
        if line.is_empty() {
            apart = true;
        } else {
            let from = start + (text[start..end].len() - text[start..end].trim_start_matches(is_blank).len());
            lines.push(Line { span: Span::new(from, from + line.len()), text: line, apart });
            apart = false;
        }
        start = if text[end..].starts_with("\r\n") { end + 2 } else { end + 1 };
    }
    lines
}

/// White space, and marks that take no room.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{FEFF}' | '\u{2060}')
}

/// Whether a run of lines without an empty one between is wrapped: in a third of them a sentence runs over the end.
fn is_wrapped(run: &[Line<'_>]) -> bool {
    if run.len() < 3 || run[1..].iter().any(|line| width(line) > WIDEST) {
        return false;
    }
    let over = run.windows(2).filter(|pair| runs_over(&pair[0], &pair[1])).count();
    let mean = run.iter().map(width).sum::<usize>() / run.len();
    over * 3 >= run.len() - 1 && mean >= 40
}

fn runs_over(line: &Line<'_>, next: &Line<'_>) -> bool {
    !ends_sentence(line.text) && next.text.starts_with(char::is_lowercase)
}

/// Lines that are blocks, but for those whose sentence plainly runs on.
fn plain(run: &[Line<'_>], cleaning: &Cleaning, blocks: &mut Vec<Block>) {
    let mut previous: Option<&Line<'_>> = None;
    for line in run {
        let goes_on = previous.is_some_and(|previous| {
            (NARROWEST..=WIDEST).contains(&width(previous))
                && runs_over(previous, line)
                && cleaning.line(previous.text).is_none()
                && cleaning.line(line.text).is_none()
        });
        if goes_on {
            extend(blocks, line);
        } else {
            blocks.push(Block { span: line.span, lines: 1, apart: line.apart, heading: false });
        }
        previous = Some(line);
    }
}

/// Wrapped lines: a block ends where a sentence ends and the next word would have had room on the line.
fn wrapped(run: &[Line<'_>], at_start: bool, measure: Option<usize>, cleaning: &Cleaning, blocks: &mut Vec<Block>) {
    let widest = run[1..].iter().map(width).max().unwrap_or(0);
    let room = measure.map_or(widest, |measure| measure.max(widest));
    let mut alone = true;
    for (index, line) in run.iter().enumerate() {
        let previous = index.checked_sub(1).map(|i| &run[i]);
        let next = run.get(index + 1);
        let begins = alone || previous.is_none_or(|p| ends_sentence(p.text) && had_room(p, line, room));
        let is_title = index == 0 && at_start && next.is_some_and(|next| is_headline(line, next, room, cleaning));
        let is_heading =
            begins && (is_title || next.is_some_and(|next| index > 0 && is_heading(line, next, room, cleaning)));
        let is_credit = begins && cleaning.line(line.text).is_some();
        if begins {
            blocks.push(Block { span: line.span, lines: 1, apart: line.apart, heading: is_heading });
        } else {
            extend(blocks, line);
        }
        alone = is_heading || is_credit;
    }
}

fn extend(blocks: &mut [Block], line: &Line<'_>) {
    let block = blocks.last_mut().expect("a line that goes on has one before it");
    block.span = block.span.join(line.span);
    block.lines += 1;
}

/// Whether the first word of the next line would have fitted on this one, so that the line was ended on purpose.
fn had_room(line: &Line<'_>, next: &Line<'_>, room: usize) -> bool {
    let word = next.text.split_whitespace().next().map_or(0, |word| word.chars().count());
    width(line) + 1 + word <= room
}

/// A headline above wrapped lines: wider than they are or ended on purpose, and no sentence goes on.
fn is_headline(line: &Line<'_>, next: &Line<'_>, room: usize, cleaning: &Cleaning) -> bool {
    (width(line) > room || had_room(line, next, room)) && stands_alone(line, next, cleaning)
}

/// A heading among wrapped lines: ended on purpose, short, without a comma.
fn is_heading(line: &Line<'_>, next: &Line<'_>, room: usize, cleaning: &Cleaning) -> bool {
    had_room(line, next, room)
        && width(line) * 4 <= room * 3
        && line.text.split_whitespace().count() <= 10
        && !line.text.contains(',')
        && stands_alone(line, next, cleaning)
}

fn stands_alone(line: &Line<'_>, next: &Line<'_>, cleaning: &Cleaning) -> bool {
    let last = line.text.split_whitespace().next_back().unwrap_or("");
    !ends_sentence(line.text)
        && !line.text.ends_with([',', ';', ':', '-', '–', '—'])
        && !cleaning.is_connective(last)
        && !next.text.starts_with(char::is_lowercase)
}

/// Width in characters.
fn width(line: &Line<'_>) -> usize {
    line.text.chars().count()
}

/// Whether a text ends as a sentence does: with a stop, a question or exclamation mark, quotation marks and brackets aside.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', '*', '_']).ends_with(['.', '!', '?', '…'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::{Codebook, bundled};

    fn cut(text: &str) -> Vec<String> {
        let codebook = Codebook::compile(&bundled("core").expect("it is bundled")).expect("the bundled pack is right");
        blocks(text, &codebook.cleaning)
            .iter()
            .map(|block| block.span.of(text).split_whitespace().collect::<Vec<_>>().join(" "))
            .collect()
    }

    #[test]
    fn a_line_is_a_block_where_nothing_is_wrapped() {
        assert_eq!(cut("Title\r\n\r\n  One sentence.\r\nAnother. \n"), ["Title", "One sentence.", "Another."]);
    }

    #[test]
    fn wrapped_lines_are_joined_and_headings_stay_alone() {
        let text = "A raid in the capital leaves more questions than answers for the people of the quarter\n\
            The spokesman said on Monday that the special forces had entered\n\
            a house in the north of the city and that all who were in it had\n\
            died. He gave no number.\n\
            Two accounts\n\
            The people of the quarter told another story, in which the house had been\n\
            empty for a week before the raid, and they showed the lock to\n\
            whoever came.\n";
        let blocks = cut(text);
        assert_eq!(blocks.len(), 4, "{blocks:#?}");
        assert!(blocks[0].starts_with("A raid") && blocks[0].ends_with("quarter"));
        assert!(blocks[1].ends_with("He gave no number."));
        assert_eq!(blocks[2], "Two accounts");
        assert!(blocks[3].ends_with("whoever came."));
    }

    #[test]
    fn a_title_on_two_lines_is_one_block() {
        let blocks =
            cut("Patrols multiply while the province remains a worry\nfor the citizen\nTranslated report\n\nText.");
        assert_eq!(blocks[0], "Patrols multiply while the province remains a worry for the citizen");
        assert_eq!(blocks[1], "Translated report");
    }

    #[test]
    fn what_shows_of_one_paragraph_holds_for_the_next() {
        let text = "By Ann Lee\n\n\
            About 300,000 people in Ghor have no food for the winter, the World Food\n\
            Programme said on Wednesday.\n\n\
            The agency has closed two of its four depots in the province for want of\n\
            money, its director said, and the passes will be shut by snow in three\n\
            weeks, as they are each year.\n\n\
            Tents stand at the edge of the town, where nine thousand people live who\n\
            have left their villages.\n";
        let blocks = cut(text);
        assert_eq!(blocks.len(), 4, "{blocks:#?}");
        assert!(blocks[1].ends_with("World Food Programme said on Wednesday."));
    }

    #[test]
    fn a_name_above_a_domain_is_not_joined_with_it() {
        assert_eq!(cut("logo\nNewsGram\nwww.newsgram.com"), ["logo", "NewsGram", "www.newsgram.com"]);
    }
}
