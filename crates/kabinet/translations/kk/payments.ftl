# «Статус моих оплат» (catalogue A6).
payments-title = Төлемдерімнің күйі
payments-as-of = { $date } күнгі
payments-no-plots-title = Учаскелер көрсетілмеген
payments-no-plots-text = Басқармаға қоңырау шалып, учаскелеріңіздің нөмірлерін айтыңыз: тексерілген соң мұнда есептеулер мен төлемдер көрінеді.
payments-due-title = { $count ->
    [one] Учаске бойынша төлеуге сома
   *[other] { $count } учаске бойынша төлеуге сома
}
payments-accrued = Есептелді
payments-paid = Төленді
payments-due = Төлеуге сома
payments-prepaid = Мүшенің алдын ала төлемі/авансы
payments-prepaid-short = Алдын ала төлем
payments-owes = Толық төленбеген
payments-clear = Барлығы төленген
payments-delay = Банктегі төлем мұнда басқарма үзіндіні жүктегеннен кейін көрінеді.
payments-plot = № { $number } учаске
payments-debt = Қарыз бар
payments-no-debt = Қарыз жоқ
payments-street = Көше
payments-electrified = Электрлендіру
payments-new-meter = Жаңа есептегіш
payments-area = Учаске ауданы
payments-ares = { $area } сотық
payments-yes = Иә
payments-no = Жоқ
payments-unknown = Дерек жоқ
payments-no-items = Бұл учаске бойынша ештеңе есептелмеген.
payments-item = Бап
payments-underpaid = толық төленбеген
payments-pay-more = қосымша төлеу { $sum }
payments-electricity = Электр қуаты: барлығы { $sum } төленді, соңғы төлем { $date }
payments-summary = Жалпы ақпарат
payments-total = Барлығы
nav-payments = Төлемдерімнің күйі
nav-payments-short = Төлемдер
payments-print = { $plot } учаскесі үшін { $sum } түбіртекті басып шығару
payments-receipts = { $count ->
    [1] Түбіртек
   *[other] Түбіртектер
}
payments-receipts-hint = Толтырылған, банкке арналған QR-кодымен
