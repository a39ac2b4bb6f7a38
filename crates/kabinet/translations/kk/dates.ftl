# Dates and units. Days, years and figures come as text: a number would get its digits grouped.

# in one end of a period (catalogue A8)
month-genitive-1 = қаңтар
month-genitive-2 = ақпан
month-genitive-3 = наурыз
month-genitive-4 = сәуір
month-genitive-5 = мамыр
month-genitive-6 = маусым
month-genitive-7 = шілде
month-genitive-8 = тамыз
month-genitive-9 = қыркүйек
month-genitive-10 = қазан
month-genitive-11 = қараша
month-genitive-12 = желтоқсан

# in «2022 жылғы 5 маусым»
month-date-1 = қаңтар
month-date-2 = ақпан
month-date-3 = наурыз
month-date-4 = сәуір
month-date-5 = мамыр
month-date-6 = маусым
month-date-7 = шілде
month-date-8 = тамыз
month-date-9 = қыркүйек
month-date-10 = қазан
month-date-11 = қараша
month-date-12 = желтоқсан

# by itself: «2022 жылғы мамыр»
month-name-1 = қаңтар
month-name-2 = ақпан
month-name-3 = наурыз
month-name-4 = сәуір
month-name-5 = мамыр
month-name-6 = маусым
month-name-7 = шілде
month-name-8 = тамыз
month-name-9 = қыркүйек
month-name-10 = қазан
month-name-11 = қараша
month-name-12 = желтоқсан

# under the bars of a chart
month-short-1 = қаң
month-short-2 = ақп
month-short-3 = нау
month-short-4 = сәу
month-short-5 = мам
month-short-6 = мау
month-short-7 = шіл
month-short-8 = там
month-short-9 = қыр
month-short-10 = қаз
month-short-11 = қар
month-short-12 = жел

# $day "5", $month month-date-…, $year "2022"
date-long = { $year } жылғы { $day } { $month }
# $date date-long, $time "9:14"
date-time = { $date }, { $time }
# $month month-name-…
date-month = { $year } жылғы { $month }
# A8: one end of a period; the two are joined by " - ". $day "01", $month month-genitive-…
date-period-end = { $year } жылғы { $day } { $month }

unit-kwh = кВт·сағ
currency-rub = руб.
currency-kzt = тг
