# Import of files in the back office.
imports-title = Import of files
imports-lead = The register of plots and the meter readings — from your own table, as it is.
imports-upload-title = New import
imports-upload-problem = The file was not taken
imports-kind = What to load
imports-file = File
imports-file-hint = CSV, TXT or XLSX up to { $limit }. Encoding, delimiter and columns are found out for you.
imports-upload = Check the file
imports-nothing-yet = Nothing changes yet: first we show what would.
imports-past-title = Earlier imports
imports-what = What was loaded
imports-state = State
imports-applied = Rows loaded
imports-refused = Rows refused
imports-who = Who and when
imports-empty-title = No imports yet
imports-empty-text = Begin with the register of plots, then load the readings of a month.
imports-problem-no-file = Choose a file
imports-problem-too-large = The file is larger than { $limit }. Split it, or load only the sheet you need.

import-kind-auto = Tell by the file
import-kind-auto-hint = Its columns show whether it is a register, meters, readings, charges or payments
import-kind-register = Register of plots
import-kind-register-hint = Plot numbers, streets, areas, owners, phones, meters
import-kind-readings = Meter readings
import-kind-readings-hint = At the start and the end of a period, day and night

import-title = Import of a file
import-title-register = Import of the register
import-title-readings = Import of readings
import-crumb-register = Register of plots
import-crumb-readings = Readings
# $period "May 2022"
import-crumb-readings-period = Readings, { $period }

import-stage-reading = Reading the file
import-stage-unreadable = Not readable
import-stage-columns = Choose the columns
import-stage-check = Waits for your check
import-stage-applying = Loading
import-stage-done = Loaded
import-stage-undoing = Undoing
import-stage-undone = Undone
import-stage-cancelled = Not loaded
import-stage-failed = Interrupted

import-step-file = File
import-step-columns = Columns
import-step-check = Check
import-step-load = Load

import-file-title = File
import-file-by = Uploaded { $date }, { $by }
# What was found out about the file, joined by « · ».
import-file-size-kb = { $size } KB
import-file-size-mb = { $size } MB
import-file-delimiter = delimiter “{ $delimiter }”
import-file-delimiter-tab = delimiter: tab
import-file-sheet = sheet “{ $sheet }”
import-file-rows = { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}
import-another-file = Load another file

import-unreadable-title = The file cannot be read, nothing has changed
import-unreadable-text = Mend what is named below and upload the file again.
import-cancelled-title = The file was not loaded, nothing has changed
import-cancelled-text = You decided against it after the check.

import-columns-title = Columns
import-columns-lead = Check that the columns are understood rightly. What the portal does not know it does not load.
import-columns-missing = { $count ->
    [one] A column is missing
   *[other] Columns are missing
}
import-column-heading = Column of the file
import-column-example = Example
import-column-field = Field of the portal
import-column-field-for = Field for the column { $column }
import-column-state = Check
import-column-recognised = Recognised
import-column-chosen = Chosen by you
import-column-ignored = Not loaded
import-column-unclear = Choose a field
# $number "4"
import-column-nameless = Column { $number }
import-columns-submit = Check the rows
import-columns-change = Change the columns
import-field-none = Do not load

import-check-title = Check
import-check-nothing-yet = — nothing has changed yet
import-added = To be added
import-changed = To be changed
import-unchanged = Unchanged
import-refused = With errors
import-form-problems = { $count ->
    [one] { $count } remark about the file
   *[other] { $count } remarks about the file
}
import-refused-title = { $rows ->
    [one] { $rows } row stays out until it is mended
   *[other] { $rows } rows stay out until they are mended
}
import-refused-text = { $rows ->
    [one] { $rows } other row can be loaded now, and the errors as a file of their own.
   *[other] The other { $rows } rows can be loaded now, and the errors as a file of their own.
}
import-refused-all = There is nothing to load yet. Mend the rows and upload the file again.
import-refused-download = Download the rows with errors
import-rows = Rows
import-rows-of-file = Rows of the file
import-rows-empty-title = No rows here
import-rows-empty-text = Look at the other tabs.
import-tab-attention = Errors and changes
import-tab-all = All
import-tab-added = To be added
import-tab-changed = To be changed
import-tab-unchanged = Unchanged
import-tab-refused = With errors

import-row = Row
import-row-plot = Plot
import-row-what = What is wrong and what to do
import-row-becomes = becomes
import-row-added = Added
import-row-changed = Changed
import-row-unchanged = Unchanged
import-row-warned = Remark
import-row-refused = Error
# Headings of the figures of a row, and the same for a phone.
import-heading-day = Day: was → becomes
import-heading-night = Night: was → becomes
import-heading-used = Use, kWh
import-heading-holders = Owner: was → becomes
import-heading-meter = Meter: was → becomes
import-cell-day = Day
import-cell-night = Night
import-cell-used = Use
import-cell-holders = Owner
import-cell-meter = Meter

import-totals-title = Control totals
import-totals-hint = Compare them with the totals of your file: they are of the rows that will be loaded or stand already.
import-total-rows = Rows
import-total-plots = Plots
import-total-area = Area, ares
import-total-electrified = With electricity
import-total-new-meter = New meters
import-total-accounts = Accounts
import-total-area-square-metres = Area, m²
import-total-residents = Residents
import-total-cost-owed = Debts, { $currency }
import-total-cost-ahead = Paid ahead, { $currency }
import-total-cost-balance = Balance, { $currency }
import-total-use-day = Use, day, kWh
import-total-use-night = Use, night, kWh
import-total-use-all = Use, total, kWh
import-total-cost-single = Single-rate, { $currency }
import-total-cost-day = Two-rate, day, { $currency }
import-total-cost-night = Two-rate, night, { $currency }
import-total-cost-total = Two-rate, total, { $currency }

import-apply = { $rows ->
    [one] Load { $rows } row
   *[other] Load { $rows } rows
}
import-cancel = Do not load
import-nothing-to-load = Every row of the file stands on the portal already or has an error.
import-undo-hint = { $days ->
    [one] An import can be undone with one button for { $days } day.
   *[other] An import can be undone with one button for { $days } days.
}

import-reading-title = Reading and checking the file
import-reading-hint = You may close the page: the check goes on, and its result will be in the list of imports.
import-applying-title = Loading the rows
import-applying-hint = You may close the page: the import goes on. If it is interrupted, it goes on from the same place.
import-undoing-title = Putting everything back
import-undoing-hint = You may close the page: it goes on.
import-progress = { $total ->
    [one] { $done } of { $total } row, { $percent } %
   *[other] { $done } of { $total } rows, { $percent } %
}
import-progress-said = { $percent } % done
import-progress-refresh = Refresh

import-done-title = { $rows ->
    [one] { $rows } row loaded
   *[other] { $rows } rows loaded
}
import-done-text = Added: { $added }, changed: { $changed }. Members see these data already.
import-done-by = { $date }, { $by }
import-done-refused-title = { $rows ->
    [one] { $rows } row with an error was not loaded
   *[other] { $rows } rows with errors were not loaded
}
import-done-refused-text = Mend them in a file of their own and load it the same way.
import-undo = Undo the import
import-undo-until = Possible until { $date }. Everything goes back to what it was before.
import-undone-title = { $rows ->
    [one] Import undone: { $rows } row put back
   *[other] Import undone: { $rows } rows put back
}
import-undone-text = { $date }, { $by }. The portal shows what it showed before the import.
import-failed-title = { $rows ->
    [one] Import interrupted after { $rows } row
   *[other] Import interrupted after { $rows } rows
}
import-failed-text = Go on: rows that are in will not be loaded twice.
import-continue = Go on

# Fields of the portal that a column can give.
import-field-number = Plot No.
import-field-street = Street
import-field-area = Area, ares
import-field-electrified = Electrification
import-field-new-meter = New meter
import-field-holders = Owner
import-field-phones = Phones
import-field-email = E-mail
import-field-meter-serial = Meter serial No.
import-field-address = Address
import-field-opened-on = Member since
import-field-department = Department
import-field-building = Building
import-field-flat = Flat
import-field-els = Single account number (ЕЛС)
import-field-residents = Residents
import-field-tax-number = Tax number
import-field-balance = Debt (+) / paid ahead (–)
import-field-organisation = Organisation code
import-field-period = Period
import-field-period-from = Period from
import-field-period-to = Period to
import-field-start-day = Reading at the start, day
import-field-start-night = Reading at the start, night
import-field-start-third = Reading at the start, third rate
import-field-start-sum = Readings at the start, sum
import-field-end-day = Reading at the end, day
import-field-end-night = Reading at the end, night
import-field-end-third = Reading at the end, third rate
import-field-end-sum = Readings at the end, sum
import-field-use-day = Use, day
import-field-use-night = Use, night
import-field-use-all = Use, total
import-field-cost-single = To pay, single-rate metering
import-field-cost-day = To pay, two-rate metering, day
import-field-cost-night = To pay, two-rate metering, night
import-field-cost-total = To pay, two-rate metering, total

# What an action came to, and small words of the page.
import-by-command-line = command line
import-page-first = Back to the start
import-page-next = Next
import-columns-double = The field “{ $field }” is chosen for two columns
import-columns-double-text = Leave it to one column and choose “Do not load” for the other.
# $field «Улица»
import-row-change = { $field }: was “{ $old }”, becomes “{ $new }”.
import-value-none = not given
import-value-yes = yes
import-value-no = no
import-total-stated = { $value } (in the file { $stated })
import-stale-title = Another file was loaded or undone while this one waited
import-stale-text = The rows are being checked again. See what comes of them now, then load them.
import-busy-title = Another file is being loaded or undone
import-busy-text = Wait until that has ended and press the button again.
import-undo-refused-title = The import was not undone
import-undo-later = The file “{ $file }” was loaded later and builds on this one. Undo that import first.
import-undo-late = { $days ->
    [one] The import is more than { $days } day old and cannot be undone any more. Load a mended file.
   *[other] The import is more than { $days } days old and cannot be undone any more. Load a mended file.
}
import-failed-reading-title = The check of the file was interrupted
import-failed-reading-text = The server failed to finish it several times. Nothing has changed: go on, and if that does not help, upload the file again.
import-failed-undoing-title = { $rows ->
    [one] Undoing was interrupted after { $rows } row
   *[other] Undoing was interrupted after { $rows } rows
}
import-failed-undoing-text = Go on: the other rows are put back from the same place.
import-refused-row = Row of the file
import-refused-problem = What is wrong
# $name the name of the file without its ending
import-refused-file = { $name } - rows with errors

import-kind-charges = Charges by item
import-kind-charges-hint = Plot number, item, charged, paid
import-kind-payments = Payments
import-kind-payments-hint = Plot number, date, sum, purpose
import-title-charges = Loading charges
import-title-payments = Loading payments
import-crumb-charges = Charges
import-crumb-payments = Payments
import-heading-item = Item
import-heading-accrued = Charged: was → will be
import-heading-paid = Paid: was → will be
import-heading-paid-on = Date
import-heading-amount = Sum
import-heading-purpose = Purpose
import-cell-item = Item
import-cell-accrued = Charged
import-cell-paid = Paid
import-cell-paid-on = Date
import-cell-amount = Sum
import-cell-purpose = Purpose
import-total-payments = Payments
import-total-cost-accrued = Charged, { $currency }
import-total-cost-paid = Paid, { $currency }
import-total-cost-due = Still to pay, { $currency }
import-total-cost-sum = Sum, { $currency }
import-total-cost-electricity = For electricity, { $currency }
import-total-cost-unassigned = Without an item (advance), { $currency }
import-field-item = Item
import-field-accrued = Charged
import-field-paid = Paid
import-field-last-paid-on = Date of the last payment
import-field-paid-on = Date of the payment
import-field-amount = Sum
import-field-purpose = Purpose of the payment
imports-as-of = State on the day
imports-as-of-hint = For charges only: the day on which the file is right. Empty means today. This day stands in the title “My payments”.
import-sheet = Sheet of the workbook
import-sheet-read = Read this sheet

import-kind-meters = Meters
import-kind-meters-hint = Account number, service, serial number, verification, last readings
import-title-meters = Loading meters
import-crumb-meters = Meters
import-heading-service = Service
import-heading-serial = Meter No.
import-heading-reading = Reading: was → becomes
import-cell-service = Service
import-cell-serial = Meter No.
import-cell-reading = Reading
import-service-electricity = Electricity
import-service-cold-water = Cold water
import-service-hot-water = Hot water
import-service-gas = Gas
import-service-heat = Heat
import-value-installed = in use
import-value-removed = removed
import-total-meters = Meters
import-total-zoned = With zones
import-total-removed = Removed
import-total-nameless = Without a number
# $service “Cold water”
import-total-dial = Sum of readings: { $service }
import-field-service = Service (type of meter)
import-field-serial = Meter No.
import-field-title = Place
import-field-zones = Number of zones
import-field-digits = Digits of the dial
import-field-reading-1 = Reading 1 (day)
import-field-reading-2 = Reading 2 (night)
import-field-reading-3 = Reading 3
import-field-taken-on = Day of the reading
import-field-verified-on = Verified on
import-field-verify-by = Verification holds till
import-field-installed-on = Put up on
import-field-removed-on = Taken down on
import-field-state = State of the meter
