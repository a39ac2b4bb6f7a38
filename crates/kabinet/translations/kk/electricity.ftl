# «Мое электричество» (catalogue A8).
electricity-title = Менің электр энергиям
electricity-table-title = Менің электр есептеуіштерімнің көрсеткіштері
electricity-table-hint = Көрсеткіштерді айдың басында басқарма жүктейді
electricity-plots = { $count ->
    [one] { $plots } учаскесі
   *[other] { $plots } учаскелері
}

electricity-plot = Учаске №
electricity-plot-label = Учаске №
electricity-start = Кезең басындағы көрсеткіштер
electricity-end = Кезең соңындағы көрсеткіштер
electricity-used = Тұтыну
electricity-day = Күн
electricity-night = Түн
electricity-sum = Сома, кВт*сағ
electricity-sum-short = Сома
electricity-all = Жиыны
electricity-cost-single = Төлеуге (бір тарифті есепке алу), { $currency }
electricity-cost-two = Төлеуге (екі тарифті есепке алу), { $currency }
# the same on a phone, where the unit stands in the heading of the group
electricity-start-kwh = Кезең басындағы көрсеткіштер, кВт*сағ
electricity-end-kwh = Кезең соңындағы көрсеткіштер, кВт*сағ
electricity-used-kwh = Тұтыну, кВт*сағ

electricity-slip-two = { $year } жылғы { $month } үшін, екі тарифті есепке алу
electricity-slip-single = { $year } жылғы { $month } үшін, бір тарифті есепке алу
electricity-slip-due = Төлеу мерзімі: { $date }
electricity-slip-nothing = Тұтыну болмады, төлеудің қажеті жоқ
electricity-slip-line = { $plot } учаскесі — { $used } кВт·сағ
electricity-slip-other-single = Бір тарифті есепке алу бойынша: { $sum }
electricity-slip-other-two = Екі тарифті есепке алу бойынша: { $sum }

electricity-download = — барлық кезеңнің көрсеткіштері мен сомалары
electricity-older = Бұрынғы кезеңдер
electricity-newer = Кейінгі кезеңдер
electricity-period = Кезең

electricity-tariff-single = Бір тарифті есепке алу
electricity-tariff-day = Күн, { $from } – { $to }
electricity-tariff-night = Түн, { $from } – { $to }
electricity-tariff-rate = 1 кВт·сағ үшін { $rate }
electricity-tariff-since = Тарифтер қолданыла бастаған күн: { $date }

electricity-chart-title = Айлар бойынша тұтыну, кВт·сағ
# $month date-month («2022 жылғы мамыр»), $used of it, $average the mean of the other months shown
electricity-chart-more = Соңғы ай, { $month }: { $used } кВт·сағ — көрсетілген айлардың орташасынан ({ $average }) көп
electricity-chart-less = Соңғы ай, { $month }: { $used } кВт·сағ — көрсетілген айлардың орташасынан ({ $average }) аз
electricity-chart-same = Соңғы ай, { $month }: { $used } кВт·сағ — көрсетілген айлардың орташасындай ({ $average })
electricity-chart-table = Сол деректер кесте түрінде

electricity-no-plots-title = Логиніңізге бірде-бір учаске байланыстырылмаған
electricity-no-plots-text = Көрсеткіштер тек өз учаскелеріңіз бойынша көрінеді. Учаскелеріңіздің нөмірлерін көрсетіңіз немесе басқармаға қоңырау шалыңыз.
electricity-not-electrified-title = { $count ->
    [one] Учаске электрлендірілмеген
   *[other] Учаскелер электрлендірілмеген
}
electricity-not-electrified-text = Тізілім бойынша электр есептеуіші жоқ. Орнатылған болса, басқармаға хабарлаңыз.
electricity-no-readings-title = Көрсеткіштер әлі жоқ
electricity-no-readings-text = Оларды басқарма әр айдың басында жүктейді. Жүктелген соң осы жерде көрсеткіштер, тұтыну және төленетін сома шығады.

# Names of the files and of the sheet.
electricity-file-name = elektr
electricity-file-period-from = Кезең басы
electricity-file-period-to = Кезең соңы
