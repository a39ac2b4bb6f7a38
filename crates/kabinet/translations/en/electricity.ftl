# “My electricity” (catalogue A8).
electricity-title = My electricity
electricity-table-title = Readings of my electricity meters
electricity-table-hint = The board loads the readings at the start of each month
electricity-plots = { $count ->
    [one] Plot { $plots }
   *[other] Plots { $plots }
}

electricity-plot = Plot No.
electricity-plot-label = Plot No.
electricity-start = Readings at the start of the period
electricity-end = Readings at the end of the period
electricity-used = Use
electricity-day = Day
electricity-night = Night
electricity-sum = Sum, kWh
electricity-sum-short = Sum
electricity-all = Total
electricity-cost-single = To pay (single-rate metering), { $currency }
electricity-cost-two = To pay (two-rate metering), { $currency }
# the same on a phone, where the unit stands in the heading of the group
electricity-start-kwh = Readings at the start of the period, kWh
electricity-end-kwh = Readings at the end of the period, kWh
electricity-used-kwh = Use, kWh

electricity-slip-two = For { $month } { $year }, two-rate metering
electricity-slip-single = For { $month } { $year }, single-rate metering
electricity-slip-due = Pay by { $date }
electricity-slip-nothing = Nothing was used, nothing to pay
electricity-slip-line = Plot { $plot } — { $used } kWh
electricity-slip-other-single = By single-rate metering it would be { $sum }
electricity-slip-other-two = By two-rate metering it would be { $sum }

electricity-download = — readings and sums of all periods
electricity-older = Earlier periods
electricity-newer = Later periods
electricity-period = Period

electricity-tariff-single = Single-rate metering
electricity-tariff-day = Day, { $from } to { $to }
electricity-tariff-night = Night, { $from } to { $to }
electricity-tariff-rate = { $rate } per kWh
electricity-tariff-since = Rates in force since { $date }

electricity-chart-title = Use by month, kWh
# $month date-month ("May 2022"), $used of it, $average the mean of the other months shown
electricity-chart-more = Latest month, { $month }: { $used } kWh — more than the average of the months shown ({ $average })
electricity-chart-less = Latest month, { $month }: { $used } kWh — less than the average of the months shown ({ $average })
electricity-chart-same = Latest month, { $month }: { $used } kWh — the same as the average of the months shown ({ $average })
electricity-chart-table = The same figures as a table

electricity-no-plots-title = No plot is linked to your login
electricity-no-plots-text = You see readings of your own plots only. Give the numbers of your plots, or call the board.
electricity-not-electrified-title = { $count ->
    [one] The plot has no electricity
   *[other] The plots have no electricity
}
electricity-not-electrified-text = The register knows of no electricity meter. If one has been fitted, tell the board.
electricity-no-readings-title = No readings yet
electricity-no-readings-text = The board loads them at the start of each month. Readings, use and the sum to pay will appear here as soon as it does.

# Names of the files and of the sheet.
electricity-file-name = electricity
electricity-file-period-from = Period from
electricity-file-period-to = Period to
