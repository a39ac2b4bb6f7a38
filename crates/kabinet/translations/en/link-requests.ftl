# The office's queue of people who ask for a PIN or an operator's word (catalogue D4).
nav-link-requests = Account requests
link-requests-lead = People ask to have an account opened to them. Compare the name and the e-mail address with the contract: an account that you confirm shows its charges and payments at once.
link-requests-empty-title = No requests
link-requests-empty-text = Requests for a PIN and for confirming an account will appear here.
link-requests-account = Account
link-requests-what = What they ask for
link-requests-pin = A PIN: the register has no e-mail address
link-requests-word = To confirm the account
link-requests-more = These are the first 100 requests. The others will appear once you have decided these.
told-office-request-approved = Request approved
told-office-request-approved-text = A letter has been sent to the person.
told-office-request-refused = Request refused
told-office-request-refused-text = A letter has been sent to the person.
home-link-requests = Account requests
home-link-requests-text = People are waiting for an account to be opened

# Sessions that the office ends.
member-sessions-hint = A phone is lost? End all sessions: the person logs in anew with their password.
member-sessions-end = End all sessions
told-office-sessions-ended = Sessions ended
told-office-sessions-ended-text = The person logs in anew with their password.
audit-kind-sessions_ended = All sessions of a person ended
