# One sentence for each ProblemKind: what happened and what to do.
# All five variables always come; one that is not known is the word "none":
#   $value what stands in the file; $column the name of the column in the file; $expected what should stand there;
#   $other what else is compared (a reading, a date, a row); $row the line.

# The file as a whole.
import-problem-unknown-file = This is not a table: the file looks like neither CSV nor XLSX. Save it from your spreadsheet as “CSV” or “Excel workbook” and upload it again.
import-problem-unknown-columns = The columns were not recognised: “{ $value }”. Check that the heading has the plot or account number and at least two more columns, or choose what the file is yourself.
import-problem-empty-file = The file has no row of data. Check that it is the right file and that the table was saved in it.
import-problem-truncated = The file ends too early, nothing of it can be taken. Download or copy it again, whole.
import-problem-line-too-long = A line is longer than any row of a table. The line breaks seem to be lost: save the file again.
import-problem-false-dimension = The sheet claims more rows than it has. Only the filled ones were read: compare their number with yours.
import-problem-wrong-label = The file is labelled with another encoding than it is written in. It was read by its letters: check the words in the examples.
import-problem-encoding-changes = From this row on the encoding changes. Save the whole file in one encoding and upload it again.
import-problem-wrong-encoding = The row is in another encoding than the start of the file: its letters are damaged. Save the whole file in one encoding.
import-problem-missing-column = The column “{ $column }” is missing. Add it to the file, or say in the step “Columns” which column stands for it.
import-problem-duplicate-column = The column “{ $column }” means the same as another. Keep one of them and choose “Do not load” for the other.

# The form of a row.
import-problem-stray-quote = There is a quotation mark inside the value “{ $value }”. It was kept; if it is too much, remove it from the file.
import-problem-unclosed-quote = A quotation mark opens and never closes. Add the second one or remove the first.
import-problem-extra-field = The row has more fields than the header has columns. Remove the extra delimiter or put the value in quotation marks.
import-problem-few-fields = The row has fewer fields than the header has columns. Check whether a delimiter or the end of the row was lost.
import-problem-merged-cells = One merged cell gives its value to several rows. Unmerge the cells and write the value into each.
import-problem-formula-injection = The value “{ $value }” begins like a formula. It was taken as text and will not run; check that it is meant so.

# A value by itself.
import-problem-missing-value = The column “{ $column }” is empty. Write the value and load the row again.
import-problem-value-too-long = The value is too long: “{ $value }…”. Shorten it, or check whether it is the right column.
import-problem-not-a-number = “{ $value }” is not a number. Look for letters among the digits and for stray spaces, and write the number.
import-problem-too-many-decimals = The number { $value } has too many decimals. Round it.
import-problem-negative = The number { $value } is below zero. Remove the minus or mend the digits.
import-problem-wrong-date = “{ $value }” is not a date. Write day, month and year, for example 01.05.2022.
import-problem-date-as-text = The date “{ $value }” is written as text. It was read as a date: check the day and the month.
import-problem-not-yes-no = “{ $value }” is neither “да” (yes) nor “нет” (no). Write one of the two.
import-problem-bad-number = “{ $value }” is not a plot number. Check whether it is the right column and write the number.
import-problem-bad-phone = The phone “{ $value }” could not be read, the row goes in without it. Write 11 digits that begin with 8.
import-problem-bad-email = “{ $value }” is not an e-mail address, the row goes in without it. Check the address and load the register again.
import-problem-bad-tax-number = “{ $value }” is not a tax number: its check digit or its length is wrong. The row goes in without it. Check the number and load the register again.
import-problem-other-organisations = The file has rows of other organisations ({ $value }): they are left out. Load the same file for each of them.
import-problem-other-sheets = The workbook has other sheets with tables: { $value }. The sheet “{ $other }” was read; to load another, choose it and check the file again.

# A row beside the others and beside what stands.
import-problem-unknown-plot = Plot { $value } is not in the register. Check the number, or add the plot by loading the register.
import-problem-unknown-account = Account { $value } is not on the portal. Check the number, or add the account by loading the register.
import-problem-duplicate-plot = { $other ->
    [none] Plot { $value } stands in this file already. Keep one row.
   *[other] Plot { $value } stands in row { $other } already. Keep one row.
}
import-problem-not-electrified = Plot { $value } has no electricity, hence no meter. Check the number, or mend the plot in the register.
import-problem-wrong-period = The period of the row ({ $value }) is not that of the file ({ $expected }). Mend the dates or load the row as a file of its own.
import-problem-period-overlaps = The period { $value } overlaps one that was loaded before ({ $other }). Mend the dates or undo that import.
import-problem-end-below-start = The reading at the end ({ $value }) is below the reading at the start ({ $other }). Check the digits; if the meter was replaced, add a new meter.
import-problem-sum-differs = The sum of the readings ({ $value }) is not day + night ({ $expected }). Mend the sum or the readings.
import-problem-start-differs = { $expected ->
    [none] On { $other } the meter has another number of rates. Check the readings; if the meter was replaced, add a new meter.
   *[other] The reading at the start ({ $value }) does not agree with that of { $other } ({ $expected }). Mend it; if the meter was replaced, add a new meter.
}
import-problem-overlaps = The reading at the end ({ $value }) is above the next one: { $expected } stands on { $other }. Check the digits or undo that import.
import-problem-use-differs = The use ({ $value }) is not the difference of the readings ({ $expected }). Mend the use or the readings.
import-problem-cost-differs = The sum ({ $value }) is not the use times the rate ({ $expected }). Mend the sum in the file or the rate on the portal.
import-problem-no-tariff = No rate holds on { $value }: the readings go in without sums. Add the rate, and the sums will be computed.

# Where it is; the parts are joined by ", ".
import-place-row = row { $row }
import-place-column = column “{ $column }”
import-problem-duplicate-item = This item of plot { $value } stands in row { $other } already. Leave one row: add the sums or delete the odd one.
import-problem-zero-sum = The sum of the payment is zero. State how much was paid, or delete the row.
import-problem-unknown-service = It is not known what the meter counts: “{ $value }”. Write “Холодная вода” (cold water), “Горячая вода” (hot water), “Электроэнергия” (electricity), “Газ” (gas) or “Тепло” (heat).
import-problem-unknown-state = The state of the meter is not known: “{ $value }”. Write “в работе” (in use) or “снят” (removed).
import-problem-zones-differ = The meter has { $value } zones, but there are { $expected } readings in the row. Mend the number of zones or the readings.
import-problem-duplicate-meter = This meter of account { $value } stands in row { $other } already. Leave one row; if there are several meters without a number, state the place of each.
