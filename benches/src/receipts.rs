//! Receipts a second a core, beside bare Typst on the same template; memory over many of them.

mod bare;

use std::time::{Duration, Instant};

use anyhow::Context as _;
use clap::Args;
use documents::Press;
use documents::receipt::{ReceiptData, render};
use domain::account::Identifier;
use domain::requisites::{BankDetails, BankDetailsText};
use domain::{Currency, Money, parse_date};

use crate::figures::{count, median, megabytes, percent, print_table, spread};

/// Receipts a second a core against bare Typst on the same template; memory over many
#[derive(Args)]
pub struct ReceiptsBench {
    /// Rounds, by turns; the median counts
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Receipts a round
    #[arg(long, default_value_t = 200)]
    receipts: i64,
    /// Receipts over which memory is watched
    #[arg(long, default_value_t = 10_000)]
    memory: i64,
}

impl Default for ReceiptsBench {
    fn default() -> Self {
        Self { rounds: 5, receipts: 200, memory: 10_000 }
    }
}

impl ReceiptsBench {
    /// Measures and prints.
    pub fn run(&self) -> anyhow::Result<()> {
        let (press, bare) = (Press::new()?, bare::Typst::new()?);
        let product = |number| anyhow::Ok(render(&press, &receipt(number)?)?.len());
        let plain = |number| bare.render(number);
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        many(0..20, &product)?;
        many(0..20, &plain)?;
        for round in 0..i64::try_from(self.rounds)? {
            let numbers = round * self.receipts..(round + 1) * self.receipts;
            ours.push(self.a_second(many(numbers.clone(), &product)?));
            theirs.push(self.a_second(many(numbers, &plain)?));
        }
        let (ours_median, theirs_median) = (median(&ours), median(&theirs));
        let (least, most) = spread(&ours.iter().zip(&theirs).map(|(a, b)| a / b * 100.0).collect::<Vec<_>>());
        let row = vec![
            format!("{ours_median:.1}"),
            format!("{theirs_median:.1}"),
            format!("{} ({least:.0}–{most:.0})", percent(ours_median, theirs_median)),
        ];
        print_table("Receipts on one core", &["Kabinet receipts/s", "bare Typst/s", "Kabinet has"], &[row]);
        self.watch_memory(&product)
    }

    fn a_second(&self, took: Duration) -> f64 {
        self.receipts as f64 / took.as_secs_f64()
    }

    fn watch_memory(&self, print: &impl Fn(i64) -> anyhow::Result<usize>) -> anyhow::Result<()> {
        let mut rows = Vec::new();
        let mut done = 0;
        for goal in [100, self.memory / 10, self.memory / 2, self.memory] {
            many(done..goal.max(done), print)?;
            done = goal.max(done);
            rows.push(vec![count(done as f64), megabytes(resident()?)]);
        }
        print_table("Memory over receipts", &["receipts", "resident"], &rows);
        Ok(())
    }
}

fn many(numbers: std::ops::Range<i64>, print: &impl Fn(i64) -> anyhow::Result<usize>) -> anyhow::Result<Duration> {
    let begun = Instant::now();
    for number in numbers {
        anyhow::ensure!(print(number)? > 1000, "no document");
    }
    Ok(begun.elapsed())
}

fn receipt(number: i64) -> anyhow::Result<ReceiptData> {
    let details = BankDetailsText {
        payee: "СНТ «Аникино»".to_owned(),
        inn: "7702045051".to_owned(),
        kpp: "770201001".to_owned(),
        account: "40703810138250123016".to_owned(),
        bank: "ПАО Банк".to_owned(),
        bik: "044525225".to_owned(),
        correspondent_account: "30101810400000000225".to_owned(),
    };
    Ok(ReceiptData {
        details: BankDetails::parse(&details).map_err(|error| anyhow::anyhow!("{error:?}"))?,
        payer: "Соколова Нина Петровна".to_owned(),
        address: None,
        plot: Identifier::parse(&(number + 1).to_string())?,
        purpose: bare::purpose(number),
        sum: Money::new(220_000 + number, Currency::Rub),
        date: parse_date("12.06.2022")?,
    })
}

/// What this process has in memory, bytes.
fn resident() -> anyhow::Result<u64> {
    let statm = std::fs::read_to_string("/proc/self/statm")?;
    let pages: u64 = statm.split_whitespace().nth(1).context("no resident pages")?.parse()?;
    Ok(pages * 4096)
}
