//! Typst templates → PDF: receipt, breakdown, reconciliation, instruction. The room stands empty: its first document,
//! the receipt, comes with «the garden community, whole» (docs/adr/0007). It is a crate of its own so that Typst stays
//! off the edit path of everything else.
