//! What can be wrong with an imported file or row.

coded! {
    /// What a problem does to the import, mildest first.
    pub enum Severity {
        /// Told, but the row goes in.
        Warning = "warning",
        /// The row stays out, the others go in.
        Refused = "refused",
        /// Nothing of the file goes in.
        Fatal = "fatal",
    }
}

coded! {
    /// The kinds of problem. The code is part of `kabinet import --json` and of the translations' keys: it never
    /// changes.
    pub enum ProblemKind {
        // The form of the file.
        /// Not a table that can be read.
        UnknownFile = "unknown_file",
        /// A table, but no column of it is recognised.
        UnknownColumns = "unknown_columns",
        /// No row at all.
        EmptyFile = "empty_file",
        /// The file ends too early.
        Truncated = "truncated",
        /// A line longer than any honest row.
        LineTooLong = "line_too_long",
        /// The sheet claims more rows or columns than it has.
        FalseDimension = "false_dimension",
        /// The byte order mark names another encoding than the bytes are in.
        WrongLabel = "wrong_label",
        /// From this row on the bytes are in another encoding.
        EncodingChanges = "encoding_changes",
        /// A row after the change of encoding.
        WrongEncoding = "wrong_encoding",
        /// A quotation mark inside an unquoted value: it stays part of it.
        StrayQuote = "stray_quote",
        /// A quotation mark that opens and is never closed.
        UnclosedQuote = "unclosed_quote",
        /// A column without which no row can be made.
        MissingColumn = "missing_column",
        /// Two columns that mean the same.
        DuplicateColumn = "duplicate_column",
        /// The workbook has other sheets that can be loaded too.
        OtherSheets = "other_sheets",
        /// Rows of other organisations, which are left out.
        OtherOrganisations = "other_organisations",
        /// More fields than the header.
        ExtraField = "extra_field",
        /// Fewer fields than the header.
        FewFields = "few_fields",
        /// A value that one merged cell gives to several rows or columns.
        MergedCells = "merged_cells",
        /// Text that a spreadsheet would run: kept as text, written back harmless.
        FormulaInjection = "formula_injection",

        // A value by itself.
        /// Nothing where something must stand.
        MissingValue = "missing_value",
        /// Longer than it can be.
        ValueTooLong = "value_too_long",
        /// Not a number.
        NotANumber = "not_a_number",
        /// More decimals than are kept.
        TooManyDecimals = "too_many_decimals",
        /// Below zero.
        Negative = "negative",
        /// Not a date.
        WrongDate = "wrong_date",
        /// A date kept as text in a sheet: read as a date.
        DateAsText = "date_as_text",
        /// Neither «да» nor «нет».
        NotYesNo = "not_yes_no",
        /// Not an account number.
        BadNumber = "bad_number",
        /// Not a phone number.
        BadPhone = "bad_phone",
        /// Not an e-mail address.
        BadEmail = "bad_email",
        /// Not a tax number, or its check digit is wrong.
        BadTaxNumber = "bad_tax_number",
        /// A service that meters don't count here.
        UnknownService = "unknown_service",
        /// Neither «в работе» nor «снят».
        UnknownState = "unknown_state",
        /// More or fewer readings than the meter has zones.
        ZonesDiffer = "zones_differ",

        // A row beside the others and beside what stands.
        /// No such plot in the register.
        UnknownPlot = "unknown_plot",
        /// No such account in the register.
        UnknownAccount = "unknown_account",
        /// The plot stands in the file a second time.
        DuplicatePlot = "duplicate_plot",
        /// The item stands at this account a second time.
        DuplicateItem = "duplicate_item",
        /// The meter stands at this account a second time.
        DuplicateMeter = "duplicate_meter",
        /// Nothing was paid: a payment of nothing is none.
        ZeroSum = "zero_sum",
        /// The plot has no electricity, hence no meter.
        NotElectrified = "not_electrified",
        /// The row's period is not the file's.
        WrongPeriod = "wrong_period",
        /// A period stands that shares days with this one.
        PeriodOverlaps = "period_overlaps",
        /// The reading at the end is below that at the start.
        EndBelowStart = "end_below_start",
        /// The sum of the readings is not day plus night.
        SumDiffers = "sum_differs",
        /// The reading at the start is not the one that stands.
        StartDiffers = "start_differs",
        /// A later reading stands and is lower.
        Overlaps = "overlaps",
        /// The use is not the difference of the readings.
        UseDiffers = "use_differs",
        /// The cost is not the use times the tariff.
        CostDiffers = "cost_differs",
        /// No tariff holds on the first day of the period.
        NoTariff = "no_tariff",
    }
}

impl ProblemKind {
    /// What it does to the import.
    pub const fn severity(self) -> Severity {
        match self {
            Self::UnknownFile
            | Self::UnknownColumns
            | Self::EmptyFile
            | Self::Truncated
            | Self::LineTooLong
            | Self::MissingColumn
            | Self::DuplicateColumn => Severity::Fatal,
            // The row is sound all the same: what cannot be read of it is left out and said so, sums wait for a tariff.
            Self::FalseDimension
            | Self::WrongLabel
            | Self::StrayQuote
            | Self::FormulaInjection
            | Self::DateAsText
            | Self::BadPhone
            | Self::BadEmail
            | Self::BadTaxNumber
            | Self::OtherOrganisations
            | Self::OtherSheets
            | Self::NoTariff => Severity::Warning,
            _ => Severity::Refused,
        }
    }

    /// The key of its sentence in the translations: `import-problem-end-below-start`.
    pub fn message_key(self) -> String {
        format!("import-problem-{}", self.code().replace('_', "-"))
    }
}

/// A problem and where it is.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Problem {
    /// The line of a text or the row of a sheet, the first being 1; none for the file as a whole.
    pub row: Option<u64>,
    /// The column by the name in the file's own header.
    pub column: Option<String>,
    /// What stands there, no more than [`Problem::VALUE_CHARS`] of it.
    pub value: Option<String>,
    /// What is wrong.
    pub kind: ProblemKind,
    /// What should stand there.
    pub expected: Option<String>,
    /// What else the sentence names: another column, row or date.
    pub other: Option<String>,
}

impl Problem {
    /// How much of a value is kept, in characters.
    pub const VALUE_CHARS: usize = 80;

    /// A problem of the whole file, to be narrowed down.
    pub const fn new(kind: ProblemKind) -> Self {
        Self { row: None, column: None, value: None, kind, expected: None, other: None }
    }

    /// At this line of a text or row of a sheet, the first being 1.
    #[must_use]
    pub const fn at_row(mut self, row: u64) -> Self {
        self.row = Some(row);
        self
    }

    /// In the column that the file's header calls so.
    #[must_use]
    pub fn in_column(mut self, column: impl AsRef<str>) -> Self {
        self.column = Some(shortened(column.as_ref()));
        self
    }

    /// With this value, of which the beginning is kept.
    #[must_use]
    pub fn with_value(mut self, value: impl AsRef<str>) -> Self {
        self.value = Some(shortened(value.as_ref()));
        self
    }

    /// Where this was expected.
    #[must_use]
    pub fn expecting(mut self, expected: impl AsRef<str>) -> Self {
        self.expected = Some(shortened(expected.as_ref()));
        self
    }

    /// Naming something else too.
    #[must_use]
    pub fn naming(mut self, other: impl AsRef<str>) -> Self {
        self.other = Some(shortened(other.as_ref()));
        self
    }

    /// What it does to the import.
    pub const fn severity(&self) -> Severity {
        self.kind.severity()
    }
}

/// The beginning of a text, so that a megabyte in one cell stays out of logs and pages.
pub(super) fn shortened(text: &str) -> String {
    text.chars().take(Problem::VALUE_CHARS).collect()
}
