//! The named policies by which an organisation rounds money. A total is never rounded: it is the sum of its rounded
//! lines.

coded! {
    /// How the part below the last kept digit is treated. All policies are symmetrical about zero, so that a
    /// recalculation by −x undoes x.
    pub enum Rounding {
        /// A half goes away from zero: 0.125 → 0.13, −0.125 → −0.13. The usual rule of the trade, and the default.
        HalfUp = "half_up",
        /// A half goes to the even neighbour: 0.125 → 0.12, 0.135 → 0.14.
        HalfEven = "half_even",
        /// Cut off, towards zero: 0.129 → 0.12, −0.129 → −0.12.
        Down = "down",
    }
}

#[expect(clippy::derivable_impls, reason = "the macro's enum takes no #[default]")]
impl Default for Rounding {
    fn default() -> Self {
        Self::HalfUp
    }
}

impl Rounding {
    /// `numerator / denominator`, rounded to an integer. The denominator must be positive; zero and below give `None`.
    pub(crate) fn divide(self, numerator: i128, denominator: i128) -> Option<i128> {
        if denominator <= 0 {
            return None;
        }
        let quotient = numerator / denominator;
        let rest = (numerator % denominator).abs();
        let half = rest.cmp(&(denominator - rest));
        let away = match self {
            Self::Down => false,
            Self::HalfUp => half.is_ge(),
            Self::HalfEven => half.is_gt() || (half.is_eq() && quotient % 2 != 0),
        };
        Some(if away { quotient + numerator.signum() } else { quotient })
    }
}
