//! A row of a file of charges.

use domain::Money;
use domain::import::{ChargeField, ChargeRow, ProblemKind};
use domain::ledger::ItemTitle;

use super::view::RowView;
use crate::recognise::Field;

/// Reads the row; `None` if its number, item or sum cannot be read. All that is wrong is told, not the first alone.
pub(crate) fn charge_row(view: &mut RowView<'_>) -> Option<ChargeRow> {
    use ChargeField as F;
    let number = view.number(Field::Charge(F::Number));
    let item = view.item(Field::Charge(F::Item));
    let accrued = view.required_money(Field::Charge(F::Accrued));
    let paid = paid(view);
    let last_paid_on = view.date(Field::Charge(F::LastPaidOn));
    Some(ChargeRow { number: number?, item: item?, accrued: accrued?, paid: paid?, last_paid_on })
}

/// An empty cell, or no column at all, means that nothing was paid.
fn paid(view: &mut RowView<'_>) -> Option<Money> {
    let field = Field::Charge(ChargeField::Paid);
    if view.cell(field).is_empty() {
        return Some(Money::zero(view.terms.currency));
    }
    view.required_money(field)
}

impl RowView<'_> {
    /// The title of an item, which must be given.
    pub fn item(&mut self, field: Field) -> Option<ItemTitle> {
        let Some(text) = self.text(field) else {
            self.tell(field, ProblemKind::MissingValue);
            return None;
        };
        let title = ItemTitle::parse(&text).ok();
        if title.is_none() {
            self.tell(field, ProblemKind::ValueTooLong);
            self.last(|problem| problem.expecting(ItemTitle::CHARS.to_string()));
        }
        title
    }

    /// A sum of money that must be given and is not below nothing.
    pub fn required_money(&mut self, field: Field) -> Option<Money> {
        if self.cell(field).is_empty() {
            self.tell(field, ProblemKind::MissingValue);
            return None;
        }
        let sum = self.money(field)?;
        if sum.is_negative() {
            self.tell(field, ProblemKind::Negative);
            return None;
        }
        Some(sum)
    }
}
