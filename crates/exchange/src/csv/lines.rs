//! Lines of a file, never holding more of one than the limit.

use std::io::{self, BufRead, BufReader, Read};

/// One line without its ending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Line {
    /// A line within the limit.
    Whole(Vec<u8>),
    /// A line over the limit: how it begins and how long it is.
    TooLong {
        /// The bytes read before the limit was met.
        beginning: Vec<u8>,
        /// Length of the whole line.
        bytes: u64,
    },
}

/// Reads lines ended by LF or CRLF.
#[derive(Debug)]
pub(crate) struct Lines<R> {
    source: BufReader<R>,
    limit: usize,
}

impl<R: Read> Lines<R> {
    /// Lines of at most `limit` bytes.
    pub fn new(source: R, limit: usize) -> Self {
        Self { source: BufReader::with_capacity(64 * 1024, source), limit }
    }

    /// The next line, or `None` at the end of the file.
    pub fn next_line(&mut self) -> io::Result<Option<Line>> {
        let mut line = Vec::new();
        let cap = u64::try_from(self.limit).unwrap_or(u64::MAX).saturating_add(2);
        if (&mut self.source).take(cap).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let ended = line.last() == Some(&b'\n');
        if ended {
            line.pop();
            if line.last() == Some(&b'\r') {
                line.pop();
            }
        }
        if line.len() <= self.limit {
            return Ok(Some(Line::Whole(line)));
        }
        let rest = if ended { 0 } else { self.skip_rest()? };
        let bytes = u64::try_from(line.len()).unwrap_or(u64::MAX).saturating_add(rest);
        Ok(Some(Line::TooLong { beginning: line, bytes }))
    }

    /// Runs over what remains of the line and counts it.
    fn skip_rest(&mut self) -> io::Result<u64> {
        let mut skipped = 0_u64;
        loop {
            let buffer = self.source.fill_buf()?;
            if buffer.is_empty() {
                return Ok(skipped);
            }
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let used = end.unwrap_or(buffer.len());
            skipped = skipped.saturating_add(u64::try_from(used).unwrap_or(u64::MAX));
            self.source.consume(used + usize::from(end.is_some()));
            if end.is_some() {
                return Ok(skipped);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8], limit: usize) -> Vec<Line> {
        let mut lines = Lines::new(bytes, limit);
        std::iter::from_fn(|| lines.next_line().unwrap()).collect()
    }

    #[test]
    fn both_endings_and_a_last_line_without_one() {
        let whole = |text: &[u8]| Line::Whole(text.to_vec());
        assert_eq!(all(b"a\r\nbc\n\nd", 9), [whole(b"a"), whole(b"bc"), whole(b""), whole(b"d")]);
    }

    #[test]
    fn a_long_line_is_counted_not_kept() {
        let bytes = [b"x".repeat(1_000_000), b"\nok".to_vec()].concat();
        let lines = all(&bytes, 100);
        let Line::TooLong { beginning, bytes } = &lines[0] else { panic!("{lines:?}") };
        assert_eq!((beginning.len(), *bytes), (102, 1_000_000));
        assert_eq!(lines[1], Line::Whole(b"ok".to_vec()));
    }

    #[test]
    fn the_limit_itself_is_allowed() {
        assert_eq!(all(b"abc\r\n", 3), [Line::Whole(b"abc".to_vec())]);
        assert_eq!(all(b"abcd\n", 3), [Line::TooLong { beginning: b"abcd".to_vec(), bytes: 4 }]);
    }
}
