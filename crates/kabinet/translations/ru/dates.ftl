# Dates and units. Days, years and figures come as text: a number would get its digits grouped.

# «Мая» in «01 Мая 2022 года» (catalogue A8)
month-genitive-1 = Января
month-genitive-2 = Февраля
month-genitive-3 = Марта
month-genitive-4 = Апреля
month-genitive-5 = Мая
month-genitive-6 = Июня
month-genitive-7 = Июля
month-genitive-8 = Августа
month-genitive-9 = Сентября
month-genitive-10 = Октября
month-genitive-11 = Ноября
month-genitive-12 = Декабря

# in «5 июня 2022»
month-date-1 = января
month-date-2 = февраля
month-date-3 = марта
month-date-4 = апреля
month-date-5 = мая
month-date-6 = июня
month-date-7 = июля
month-date-8 = августа
month-date-9 = сентября
month-date-10 = октября
month-date-11 = ноября
month-date-12 = декабря

# by itself: «май 2022»
month-name-1 = январь
month-name-2 = февраль
month-name-3 = март
month-name-4 = апрель
month-name-5 = май
month-name-6 = июнь
month-name-7 = июль
month-name-8 = август
month-name-9 = сентябрь
month-name-10 = октябрь
month-name-11 = ноябрь
month-name-12 = декабрь

# under the bars of a chart
month-short-1 = янв
month-short-2 = фев
month-short-3 = мар
month-short-4 = апр
month-short-5 = май
month-short-6 = июн
month-short-7 = июл
month-short-8 = авг
month-short-9 = сен
month-short-10 = окт
month-short-11 = ноя
month-short-12 = дек

# $day "5", $month month-date-…, $year "2022"
date-long = { $day } { $month } { $year }
# $date date-long, $time "9:14"
date-time = { $date } в { $time }
# $month month-name-…
date-month = { $month } { $year }
# A8: one end of a period; the two are joined by " - ". $day "01", $month month-genitive-…
date-period-end = { $day } { $month } { $year } года

unit-kwh = кВт·ч
currency-rub = руб.
currency-kzt = тг
