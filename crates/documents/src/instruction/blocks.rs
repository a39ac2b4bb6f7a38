//! Markdown as the blocks of a template: headings, paragraphs, lists, notes and tables of runs of text.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use serde::Serialize;

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Run {
    text: String,
    strong: bool,
    href: Option<String>,
}

/// A cell of a table; typesetting wants it by a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cell {
    runs: Vec<Run>,
}

/// A block, as the template tells them apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Block {
    /// A heading under the document's own.
    Heading { level: usize, runs: Vec<Run> },
    /// A paragraph.
    Paragraph { runs: Vec<Run> },
    /// What stands apart: a quotation in Markdown.
    Note { blocks: Vec<Block> },
    /// A list of blocks.
    List { ordered: bool, start: u64, items: Vec<Vec<Block>> },
    /// A table.
    Table { head: Vec<Vec<Run>>, rows: Vec<Vec<Cell>> },
}

/// The blocks of a text. What a document has no use for (pictures, tags) leaves its words.
pub fn of(text: &str) -> Vec<Block> {
    let mut reader = Reader { events: Parser::new_ext(text, Options::ENABLE_TABLES).collect::<Vec<_>>().into_iter() };
    reader.blocks()
}

struct Reader<'t> {
    events: std::vec::IntoIter<Event<'t>>,
}

impl Reader<'_> {
    /// Blocks until the end of what they stand in.
    fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        // Items of a tight list hold words without a paragraph.
        let mut loose: Vec<Run> = Vec::new();
        while let Some(event) = self.events.next() {
            let block = match event {
                Event::Start(Tag::Heading { level, .. }) => {
                    Block::Heading { level: level_of(level), runs: self.runs() }
                }
                Event::Start(Tag::Paragraph) => Block::Paragraph { runs: self.runs() },
                Event::Start(Tag::BlockQuote(_)) => Block::Note { blocks: self.blocks() },
                Event::Start(Tag::List(start)) => self.list(start),
                Event::Start(Tag::Table(_)) => self.table(),
                Event::Start(Tag::Item | Tag::CodeBlock(_) | Tag::HtmlBlock) => continue,
                Event::End(TagEnd::Item | TagEnd::List(_) | TagEnd::BlockQuote(_)) => break,
                other => {
                    self.run(&other, &mut loose);
                    continue;
                }
            };
            flush(&mut loose, &mut blocks);
            blocks.push(block);
        }
        flush(&mut loose, &mut blocks);
        blocks
    }

    fn list(&mut self, start: Option<u64>) -> Block {
        let mut items = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => items.push(self.blocks()),
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
        Block::List { ordered: start.is_some(), start: start.unwrap_or(1), items }
    }

    fn table(&mut self) -> Block {
        let (mut head, mut rows, mut row) = (Vec::new(), Vec::new(), Vec::new());
        let mut in_head = true;
        while let Some(event) = self.events.next() {
            match event {
                Event::Start(Tag::TableCell) if in_head => head.push(self.runs()),
                Event::Start(Tag::TableCell) => row.push(Cell { runs: self.runs() }),
                Event::End(TagEnd::TableHead) => in_head = false,
                Event::End(TagEnd::TableRow) => rows.push(std::mem::take(&mut row)),
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        Block::Table { head, rows }
    }

    /// Runs until the end of their block.
    fn runs(&mut self) -> Vec<Run> {
        let mut runs = Vec::new();
        while let Some(event) = self.events.next() {
            if matches!(event, Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell)) {
                break;
            }
            self.run(&event, &mut runs);
        }
        runs
    }

    /// One event inside a block; a link or a strong passage takes its own events along.
    fn run(&mut self, event: &Event<'_>, runs: &mut Vec<Run>) {
        let plain = |text: &str| Run { text: text.to_owned(), strong: false, href: None };
        match event {
            Event::Text(text) => runs.push(plain(text)),
            // The fonts have one cut for figures and addresses alike.
            Event::Code(text) => runs.push(Run { strong: true, ..plain(text) }),
            Event::SoftBreak | Event::HardBreak => runs.push(plain(" ")),
            Event::Start(Tag::Strong) => {
                let inside = self.until(TagEnd::Strong);
                runs.extend(inside.into_iter().map(|run| Run { strong: true, ..run }));
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                let href = Some(dest_url.to_string()).filter(|href| href.contains(':'));
                let inside = self.until(TagEnd::Link);
                runs.extend(inside.into_iter().map(|run| Run { href: href.clone(), ..run }));
            }
            _ => {}
        }
    }

    fn until(&mut self, end: TagEnd) -> Vec<Run> {
        let mut runs = Vec::new();
        while let Some(event) = self.events.next() {
            if event == Event::End(end) {
                break;
            }
            self.run(&event, &mut runs);
        }
        runs
    }
}

fn flush(loose: &mut Vec<Run>, blocks: &mut Vec<Block>) {
    if !loose.is_empty() {
        blocks.push(Block::Paragraph { runs: std::mem::take(loose) });
    }
}

fn level_of(level: HeadingLevel) -> usize {
    (level as usize).max(2)
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn a_text_becomes_blocks() {
        let blocks =
            of("## Вход\n\nНажмите **«Войти»** на [сайте](https://a.example).\n\n1. Логин\n2. Пароль\n\n> Важно");
        let told = serde_json::to_value(&blocks).unwrap();
        assert_eq!(told[0]["kind"], "heading");
        assert_eq!(told[0]["level"], 2);
        assert_eq!(told[1]["runs"][1]["text"], "«Войти»");
        assert_eq!(told[1]["runs"][1]["strong"], true);
        assert_eq!(told[1]["runs"][3]["href"], "https://a.example");
        assert_eq!((&told[2]["ordered"], told[2]["items"].as_array().map(Vec::len)), (&true.into(), Some(2)));
        assert_eq!(told[2]["items"][0][0]["runs"][0]["text"], "Логин");
        assert_eq!(told[3]["blocks"][0]["runs"][0]["text"], "Важно");
    }

    #[test]
    fn a_table_has_a_head_and_rows() {
        let told = serde_json::to_value(of("| А | Б |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |")).unwrap();
        assert_eq!(told[0]["head"][1][0]["text"], "Б");
        assert_eq!(told[0]["rows"][1][0]["runs"][0]["text"], "3");
    }
}
