# The public home page of a portal.
# $name the portal's name
home-headline = { $name }: your account
# catalogue A11; $name without quotation marks
home-headline-snt = Official site of { $name }: news, announcements, your account!
home-login-title = Log in to your account
home-welcome = You are logged in: { $name }
home-abilities-title = What the account offers
home-soon-badge = soon
home-contacts-title = Whom to call
home-hours = Office hours

# What a portal can do: codes come from its preset.
ability-electricity-title = My electricity
ability-electricity-text = Readings, use and the sum to pay by both rates, for each month
ability-status-title = Status of my payments
ability-status-text = Fees of each plot: charged, paid, left to pay
ability-register-title = Registration data
ability-register-text = Your plots, phone and e-mail: check and change them
ability-receipt-title = Receipt
ability-receipt-text = Filled in for the right sum: print it and take it to a bank
ability-readings-title = Meter readings
ability-readings-text = Hand in readings and see the use and the sum at once
ability-charges-title = Charges
ability-charges-text = What for and why so much: each sum with its formula and rate
ability-payments-title = Payments
ability-payments-text = What has been posted, what is on its way and what is left
ability-breakdown-title = Breakdown of charges
ability-breakdown-text = For each receiver: volume, rate, VAT, sum
ability-reconciliation-title = Reconciliation
ability-reconciliation-text = A statement of any period, ready to download
ability-link-title = Linking accounts
ability-link-text = All suppliers and accounts under one login
ability-pin-title = Full version by PIN
ability-pin-text = The code comes by letter and opens all data of the account
ability-pay-title = Pay online
ability-pay-text = The debt or a sum of your own, with readings in the same window
