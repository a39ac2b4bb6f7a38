# «Статус моих оплат» (catalogue A6).
payments-title = Статус моих оплат
payments-as-of = от { $date }
payments-no-plots-title = Участки не указаны
payments-no-plots-text = Позвоните в правление и назовите номера своих участков: после проверки здесь появятся начисления и оплаты.
payments-due-title = { $count ->
    [one] Сумма к оплате по участку
    [few] Сумма к оплате по { $count } участкам
   *[many] Сумма к оплате по { $count } участкам
}
payments-accrued = Начислено
payments-paid = Оплачено
payments-due = Сумма к оплате
payments-prepaid = Предоплата/аванс члена
payments-prepaid-short = Предоплата
payments-owes = Оплачено не полностью
payments-clear = Все оплачено
payments-delay = Платеж из банка появляется здесь после того, как правление загрузит выписку.
payments-plot = Участок № { $number }
payments-debt = Есть долг
payments-no-debt = Долга нет
payments-street = Улица
payments-electrified = Электрификация
payments-new-meter = Новый счетчик
payments-area = Площадь участка
payments-ares = { $area } сот.
payments-yes = Да
payments-no = Нет
payments-unknown = Нет данных
payments-no-items = По этому участку ничего не начислено.
payments-item = Статья
payments-underpaid = оплачено не полностью
payments-pay-more = доплатить { $sum }
payments-electricity = Электричество: оплачено всего { $sum }, последняя оплата { $date }
payments-summary = Общая информация
payments-total = Всего
nav-payments = Статус моих оплат
nav-payments-short = Оплаты
payments-print = напечатать квитанцию на { $sum } за участок { $plot }
payments-receipts = { $count ->
    [1] Квитанция
   *[other] Квитанции
}
payments-receipts-hint = Заполненная, с QR-кодом для банка
