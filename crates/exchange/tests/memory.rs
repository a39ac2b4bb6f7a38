//! A file of a million rows takes no more memory than one of ten thousand.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![cfg(target_os = "linux")]

use std::io::{Read, Seek, SeekFrom};

use exchange::{ReadOptions, read_rows};

const HEADER: &str = "Account;From;To;Opening: day;Opening: night;Closing: day;Closing: night\n";
const LINE: usize = 67;

/// A file that is made while it is read.
struct Made {
    rows: u64,
    at: u64,
}

impl Made {
    fn len(&self) -> u64 {
        (HEADER.len() as u64) + self.rows * LINE as u64
    }

    fn line(row: u64) -> String {
        format!("{row:012};01.05.2022;01.06.2022;{row:07};{row:07};{:07};{:07}\n", row + 9, row + 7)
    }
}

impl Read for Made {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let header = HEADER.len() as u64;
        let text = match self.at.checked_sub(header) {
            None => HEADER[usize::try_from(self.at).unwrap()..].to_owned(),
            Some(past) if past / LINE as u64 >= self.rows => return Ok(0),
            Some(past) => Self::line(past / LINE as u64)[usize::try_from(past % LINE as u64).unwrap()..].to_owned(),
        };
        let count = text.len().min(buffer.len());
        buffer[..count].copy_from_slice(&text.as_bytes()[..count]);
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for Made {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.at = match to {
            SeekFrom::Start(at) => at,
            SeekFrom::End(_) => self.len(),
            SeekFrom::Current(by) => self.at.saturating_add_signed(by),
        };
        Ok(self.at)
    }
}

/// The most memory this process has had, KiB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

fn read(rows: u64) {
    let mut reader = read_rows(Made { rows, at: 0 }, "made", &ReadOptions::default()).unwrap();
    let sound = reader.by_ref().filter(|row| row.problems.is_empty()).count() as u64;
    assert_eq!((sound, reader.summary().parsed), (rows, rows));
}

#[test]
fn memory_stays_flat() {
    assert_eq!(Made::line(5).len(), LINE);
    read(10_000);
    let small = peak();
    read(1_000_000);
    assert!(peak() < small + 2048, "{small} KiB grew to {} KiB", peak());
}
