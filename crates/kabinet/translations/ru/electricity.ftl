# «Мое электричество» (catalogue A8). Labels of the table are those of the catalogue, letter for letter.
electricity-title = Мое электричество
electricity-table-title = Показания моих счетчиков электричества
electricity-table-hint = Показания загружает правление в начале месяца
electricity-plots = { $count ->
    [one] Участок { $plots }
   *[other] Участки { $plots }
}

electricity-plot = № участка
electricity-plot-label = Участок №
electricity-start = Показания на начало периода
electricity-end = Показания на конец периода
electricity-used = Расход
electricity-day = День
electricity-night = Ночь
electricity-sum = Сумма, кВт*ч
electricity-sum-short = Сумма
electricity-all = Всего
electricity-cost-single = К оплате (однотарифный учет), { $currency }
electricity-cost-two = К оплате (двухтарифный учет), { $currency }
# the same on a phone, where the unit stands in the heading of the group
electricity-start-kwh = Показания на начало периода, кВт*ч
electricity-end-kwh = Показания на конец периода, кВт*ч
electricity-used-kwh = Расход, кВт*ч

electricity-slip-two = За { $month } { $year } года, двухтарифный учет
electricity-slip-single = За { $month } { $year } года, однотарифный учет
electricity-slip-due = Оплатите до { $date }
electricity-slip-nothing = Расхода не было, платить не нужно
electricity-slip-line = Участок { $plot } — { $used } кВт·ч
electricity-slip-other-single = По однотарифному учету было бы { $sum }
electricity-slip-other-two = По двухтарифному учету было бы { $sum }

electricity-download = — показания и суммы за все периоды
electricity-older = Более ранние периоды
electricity-newer = Более поздние периоды
electricity-period = Период

electricity-tariff-single = Однотарифный учет
electricity-tariff-day = День, с { $from } до { $to }
electricity-tariff-night = Ночь, с { $from } до { $to }
electricity-tariff-rate = { $rate } за кВт·ч
electricity-tariff-since = Тарифы действуют с { $date }

electricity-chart-title = Расход по месяцам, кВт·ч
# $month date-month («май 2022»), $used of it, $average the mean of the other months shown
electricity-chart-more = Последний месяц, { $month }: { $used } кВт·ч — больше среднего за показанные месяцы ({ $average })
electricity-chart-less = Последний месяц, { $month }: { $used } кВт·ч — меньше среднего за показанные месяцы ({ $average })
electricity-chart-same = Последний месяц, { $month }: { $used } кВт·ч — как в среднем за показанные месяцы ({ $average })
electricity-chart-table = Те же данные таблицей

electricity-no-plots-title = К вашему логину не привязан ни один участок
electricity-no-plots-text = Показания видны только по своим участкам. Укажите номера ваших участков или позвоните в правление.
electricity-not-electrified-title = { $count ->
    [one] Участок не электрифицирован
   *[other] Участки не электрифицированы
}
electricity-not-electrified-text = Счетчика электричества по реестру нет. Если его уже поставили, сообщите в правление.
electricity-no-readings-title = Показаний ещё нет
electricity-no-readings-text = Правление загружает их в начале каждого месяца. Как только загрузит, здесь появятся показания, расход и сумма к оплате.

# Names of the files and of the sheet.
electricity-file-name = elektrichestvo
electricity-file-period-from = Период с
electricity-file-period-to = Период по
