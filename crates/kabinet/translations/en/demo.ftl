# Only while `kabinet demo` runs.
demo-bar-label = Demonstration
demo-bar-text = Demonstration: people and sums are invented. Today is { $today }.
demo-bar-start = All portals and people
demo-bar-mailbox = Letters

start-title = Kabinet demonstration
start-lead = Portals, people and passwords. Everything is invented and may be changed. Start the demonstration with the reset option to put it back.
start-open = Open
# $host "zhkh.localhost:8080"
start-nobody = { $host } only shows what it will do, so far.
start-login = Login
start-password = Password
start-role = Who it is
start-accounts = Plots and accounts
start-mailbox = Letters that the portals sent
start-role-member = Member
start-role-operator = Board: loads the files
start-role-stranger = A login without plots
start-about-snt = Garden community: electricity, fees
start-about-zhkh = Managing company: charges, readings, payments
start-about-vodokanal = Water utility in Kazakhstan: water meters, breakdown of charges
start-about-suppliers = One account for many suppliers

mailbox-title = Letters
mailbox-lead = Every letter that the portals of the demonstration sent. None of them went out.
mailbox-empty-title = No letters yet
mailbox-empty-text = They appear here when a portal writes to somebody.
mailbox-to = To
mailbox-from = From
mailbox-at = When
mailbox-text = Text
mailbox-html = The letter with its layout
mailbox-files = Attachments
mailbox-attachments = { $count ->
    [one] { $count } attachment
   *[other] { $count } attachments
}
