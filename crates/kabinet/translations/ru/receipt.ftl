# Receipts for what is underpaid (catalogue A7). The form itself is Russian in every language.
receipt-title = Квитанция
receipt-heading = Квитанция на { $sum }
receipt-what = Участок № { $plot }, { $item }
receipt-why = начислено { $accrued }, оплачено { $paid }
receipt-how = { $count ->
    [1] Проверьте сумму и напечатайте квитанцию. Или наведите на QR-код камеру в приложении банка: реквизиты и сумма заполнятся сами.
   *[other] Проверьте суммы и напечатайте квитанции. Или наведите на QR-код камеру в приложении банка: реквизиты и сумма заполнятся сами. Каждую квитанцию оплачивают отдельно, чтобы деньги попали на нужную статью.
}
receipt-print = Напечатать
receipt-pdf = Скачать PDF
receipt-back = Назад к статусу оплат
receipt-paid-title = Все оплачено
receipt-paid-text = Доплачивать нечего, поэтому и квитанции нет.
receipt-no-details-title = Реквизиты еще не внесены
receipt-no-details-text = Правление еще не указало, на какой счет платить, поэтому квитанцию заполнить нельзя. Спросите реквизиты в правлении.
told-receipt-letter = PDF не получился
told-receipt-letter-text = В имени или статье есть знак, которого нет в шрифте PDF. Напечатайте квитанцию с этой страницы.
