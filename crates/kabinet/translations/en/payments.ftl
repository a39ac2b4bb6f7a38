# «Статус моих оплат» (catalogue A6).
payments-title = My payments
payments-as-of = as of { $date }
payments-no-plots-title = No plots yet
payments-no-plots-text = Call the board and name your plots: once they are checked, charges and payments appear here.
payments-due-title = { $count ->
    [one] To pay for the plot
   *[other] To pay for { $count } plots
}
payments-accrued = Charged
payments-paid = Paid
payments-due = To pay
payments-prepaid = Paid in advance
payments-prepaid-short = In advance
payments-owes = Not paid in full
payments-clear = All is paid
payments-delay = A payment from the bank appears here after the board has loaded the bank’s list.
payments-plot = Plot { $number }
payments-debt = Owes
payments-no-debt = Owes nothing
payments-street = Street
payments-electrified = Electricity
payments-new-meter = New meter
payments-area = Area of the plot
payments-ares = { $area } ares
payments-yes = Yes
payments-no = No
payments-unknown = Not known
payments-no-items = Nothing is charged on this plot.
payments-item = Item
payments-underpaid = not paid in full
payments-pay-more = { $sum } more to pay
payments-electricity = Electricity: { $sum } paid in all, last on { $date }
payments-summary = Summary
payments-total = Total
nav-payments = My payments
nav-payments-short = Payments
payments-print = print the receipt for { $sum } of plot { $plot }
payments-receipts = { $count ->
    [1] Receipt
   *[other] Receipts
}
payments-receipts-hint = Filled in, with a QR code for the bank
