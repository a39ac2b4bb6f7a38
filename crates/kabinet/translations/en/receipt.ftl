# Receipts for what is underpaid (catalogue A7). The form itself is Russian in every language.
receipt-title = Receipt
receipt-heading = Receipt for { $sum }
receipt-what = Plot { $plot }, { $item }
receipt-why = charged { $accrued }, paid { $paid }
receipt-how = { $count ->
    [1] Check the sum and print the receipt. Or point the camera of your bank’s application at the QR code: account and sum fill in by themselves. The form is in Russian, as Russia’s banks take it.
   *[other] Check the sums and print the receipts. Or point the camera of your bank’s application at a QR code: account and sum fill in by themselves. Pay each receipt on its own, so that the money goes to the right item. The form is in Russian, as Russia’s banks take it.
}
receipt-print = Print
receipt-pdf = Download PDF
receipt-back = Back to payments
receipt-paid-title = All is paid
receipt-paid-text = Nothing is missing, so there is no receipt.
receipt-no-details-title = No bank details yet
receipt-no-details-text = The board has not said which account to pay to, so no receipt can be filled in. Ask the board for its bank details.
told-receipt-letter = The PDF could not be made
told-receipt-letter-text = A name or an item has a character that the PDF’s font lacks. Print the receipt from this page.
