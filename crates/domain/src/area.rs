//! Areas are kept in square metres; registers of plots write them in ares («сотки»).

use crate::{
    quantity::{Quantity, QuantityOverflow},
    rounding::Rounding,
};

coded! {
    /// The unit in which a file or a page writes an area.
    pub enum AreaUnit {
        /// 100 m², a hundredth of a hectare: the «сотка» of plots.
        Ares = "ares",
        /// m², as flats are measured.
        SquareMetres = "square_metres",
    }
}

impl AreaUnit {
    /// Square metres in one of the unit.
    pub const fn square_metres(self) -> i64 {
        match self {
            Self::Ares => 100,
            Self::SquareMetres => 1,
        }
    }

    /// A value in this unit → square metres: 7.2 ares are 720 m².
    ///
    /// # Errors
    /// [`QuantityOverflow`].
    pub fn to_square_metres(self, value: Quantity) -> Result<Quantity, QuantityOverflow> {
        value.scaled(self.square_metres(), 1, Rounding::HalfUp)
    }

    /// Square metres → a value in this unit.
    ///
    /// # Errors
    /// [`QuantityOverflow`].
    pub fn from_square_metres(self, area: Quantity) -> Result<Quantity, QuantityOverflow> {
        area.scaled(1, self.square_metres(), Rounding::HalfUp)
    }
}
