# «Двухэтапный вход»: codes of an application, recovery codes, passkeys, the second step of a log-in.
nav-second-factor = Two-step log-in
second-lead = A password can be seen or guessed. With a second step the password alone opens nothing.
second-is-on = On
second-is-off = Off
second-demanded = Turn on two-step log-in first
second-demanded-text = Your office opens once log-in asks for a code or a passkey: everybody’s data are in it.
second-app = Codes of an application
second-app-text = After the password you type a code from an application on your phone: Yandex Key, Google Authenticator, FreeOTP or another.
second-app-on = A code is asked for

second-totp-title = Set up the application
second-totp-lead = Enter your password. The next page shows a QR code for the application.
second-totp-submit = Continue
second-totp-off-title = Don’t ask for a code any more
second-totp-off-lead = Enter your password. After that no application is needed to log in.
second-totp-off-submit = Turn codes off
second-codes-title = New recovery codes
second-codes-lead = Enter your password. The old recovery codes will no longer work.
second-codes-submit = Make new codes
second-passkey-title = Ask for a passkey after the password
second-passkey-lead = Enter your password. After that a log-in with the password needs a passkey or a recovery code too.
second-passkey-submit = Ask for a passkey
second-passkey-off-title = Don’t ask for a passkey after the password
second-passkey-off-lead = Enter your password. You can still log in with the passkey and no password.
second-passkey-off-submit = Don’t ask

second-scan = Add the account to the application
second-scan-text = Open the application on your phone and point the camera at the QR code.
second-type = No camera? Type this key into the application:
second-open = Is the application on this device? Open it
second-confirm = Enter the code that the application shows
second-code-first = Code from the application
second-code-hint = Six digits. The code changes every 30 seconds
second-code-wrong = This code is not right. Wait for a new one, and check that the clock of your phone is right
second-turn-on = Turn on

recovery-codes = Recovery codes
recovery-codes-text = If the phone is lost, a recovery code lets you in. Each works once.
recovery-codes-left = { $count ->
    [one] { $count } code is left.
   *[other] { $count } codes are left.
}
recovery-codes-lead = They let you in when the phone or the key is lost. Each works once.
recovery-codes-once = The codes are shown once
recovery-codes-once-text = Write them down or print them now, and keep them with your papers.
recovery-codes-kept = The codes are kept

passkeys = Passkeys
passkeys-text = Log in by fingerprint, face or PIN of your phone or computer: without login, password and code. A passkey can’t be seen or coaxed out of you.
passkey-since = Added
passkey-used = last used
passkey-add = Add a passkey
passkey-add-lead = The browser will offer to keep the key on this device, on a phone or on a USB key.
passkey-name = Name of the key
passkey-name-hint = For example “Phone”. May stay empty
passkey-unnamed = Passkey
passkey-needs-script = A passkey is made by the browser, which needs JavaScript for it. Turn it on and load the page again, or set up codes of an application.
passkey-less = This browser can’t keep passkeys. Update it, or set up codes of an application.
passkey-failed = That did not work. The browser found no key, or you cancelled. Try again.
passkey-refused = This key won’t do, or it is added already. Try again or take another.
passkey-unknown = This key is not known here. Log in with the password and add it under “Two-step log-in”.
passkey-remove = Remove
passkey-remove-title = Remove the key “{ $name }”
passkey-remove-lead = Enter your password. This key will no longer let anybody in. Remove it from the device too.
passkey-asked-on = A passkey is asked for after the password.
passkey-asked-off = For now the password lets you in without a key.

login-passkey = Log in with a passkey
step-title = Confirm your log-in
step-lead-code = The password is right. Enter the code from the application on your phone.
step-lead-key = The password is right. Confirm with your passkey, or enter a recovery code.
step-lead-both = The password is right. Enter the code from the application, or confirm with your passkey.
step-code = Code
step-hint = Six digits from the application, or a recovery code
step-wrong = This code is not right or was used already. Wait for a new one and enter it
step-again = Log in under another login
step-help-title = No phone at hand?
step-help-code-title = Enter a recovery code
step-help-code-text = The ten letters and digits that you kept when you turned two-step log-in on. None left? Call us

told-second-saved = Saved
told-second-saved-text = Below you see what log-in asks for.
told-second-gone = The set-up is not finished
told-second-gone-text = It took too long, or the application is set up already. Begin again.
told-passkey-added = The passkey is added
told-passkey-added-text = It lets you in without login and password now.
told-passkey-removed = The passkey is removed
told-passkey-removed-text = It no longer lets anybody in.
told-step-gone = Log in once more
told-step-gone-text = It took too long, or there were too many tries. Enter login and password again.

letter-second-on-title = Two-step log-in is on
letter-second-on-text = Hello! The password alone no longer opens the account with the login { $login }. If it was you, there is nothing to do. Keep your recovery codes.
letter-second-off-title = Two-step log-in is off
letter-second-off-text = Hello! The password alone opens the account with the login { $login } again. If it was you, there is nothing to do.
letter-recovery-code-title = Log-in with a recovery code
letter-recovery-code-text = Hello! Somebody logged in to the account { $login } with a recovery code. The code no longer works. If it was you, see how many codes are left.
letter-passkey-title = A passkey was added
letter-passkey-text = Hello! A new passkey now opens the account with the login { $login }. If you added it, there is nothing to do.
letter-second-not-you = It was not you? Change the password at once, remove the keys you don’t know and call us.
