# Dates and units. Days, years and figures come as text: a number would get its digits grouped.

# in one end of a period (catalogue A8)
month-genitive-1 = January
month-genitive-2 = February
month-genitive-3 = March
month-genitive-4 = April
month-genitive-5 = May
month-genitive-6 = June
month-genitive-7 = July
month-genitive-8 = August
month-genitive-9 = September
month-genitive-10 = October
month-genitive-11 = November
month-genitive-12 = December

# in "5 June 2022"
month-date-1 = January
month-date-2 = February
month-date-3 = March
month-date-4 = April
month-date-5 = May
month-date-6 = June
month-date-7 = July
month-date-8 = August
month-date-9 = September
month-date-10 = October
month-date-11 = November
month-date-12 = December

# by itself: "May 2022"
month-name-1 = January
month-name-2 = February
month-name-3 = March
month-name-4 = April
month-name-5 = May
month-name-6 = June
month-name-7 = July
month-name-8 = August
month-name-9 = September
month-name-10 = October
month-name-11 = November
month-name-12 = December

# under the bars of a chart
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec

# $day "5", $month month-date-…, $year "2022"
date-long = { $day } { $month } { $year }
# $date date-long, $time "9:14"
date-time = { $date } at { $time }
# $month month-name-…
date-month = { $month } { $year }
# A8: one end of a period; the two are joined by " - ". $day "01", $month month-genitive-…
date-period-end = { $day } { $month } { $year }

unit-kwh = kWh
currency-rub = roubles
currency-kzt = tenge
