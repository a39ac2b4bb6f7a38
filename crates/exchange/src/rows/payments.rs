//! A row of a file of payments.

use domain::Money;
use domain::import::{PaymentField, PaymentFor, PaymentRow, ProblemKind};

use super::view::RowView;
use crate::recognise::{Field, WORDS};

/// Reads the row; `None` if its number, day or sum cannot be read. All that is wrong is told, not the first alone.
pub(crate) fn payment_row(view: &mut RowView<'_>) -> Option<PaymentRow> {
    use PaymentField as F;
    let number = view.number(Field::Payment(F::Number));
    let paid_on = view.required_date(Field::Payment(F::PaidOn));
    let amount = amount(view);
    let purpose = view.bounded_text(Field::Payment(F::Purpose));
    let paid_for = paid_for(view, purpose.as_deref());
    Some(PaymentRow { number: number?, paid_on: paid_on?, amount: amount?, purpose, paid_for: paid_for? })
}

fn amount(view: &mut RowView<'_>) -> Option<Money> {
    let field = Field::Payment(PaymentField::Amount);
    let amount = view.required_money(field)?;
    if amount.is_zero() {
        view.tell(field, ProblemKind::ZeroSum);
        return None;
    }
    Some(amount)
}

/// What a column names; else what the purpose speaks of.
fn paid_for(view: &mut RowView<'_>, purpose: Option<&str>) -> Option<PaymentFor> {
    let field = Field::Payment(PaymentField::Item);
    if let Some(text) = view.text(field) {
        let item = view.item(field)?;
        return Some(if WORDS.says_electricity(&text) { PaymentFor::Electricity } else { PaymentFor::Item(item) });
    }
    let electricity = purpose.is_some_and(|purpose| WORDS.says_electricity(purpose));
    Some(if electricity { PaymentFor::Electricity } else { PaymentFor::Unassigned })
}
