# Letters. Subject lines and texts of what the portal sends.
letter-who = { $portal } · customer portal
letter-automatic = This letter was sent automatically; there is no need to answer it.
letter-questions = Questions: { $phone }
letter-import-title = File “{ $file }” has been loaded
letter-import-text = { $rows ->
    [one] { $rows } row has been loaded.
   *[other] { $rows } rows have been loaded.
}
letter-import-refused = { $rows ->
    [one] { $rows } row was not loaded because of an error. You can download it as a separate file.
   *[other] { $rows } rows were not loaded because of errors. You can download them as a separate file.
}
letter-import-open = Open the import

letter-until = Works until { $until }.
letter-code-title = The button does not open?
letter-code-text = Type the code on the page
letter-confirm-title = Confirm your e-mail address
letter-confirm-text = Hello! An account with the login { $login } is being registered with this address. Press the button and confirm the address.
letter-confirm-change = Hello! This address was given as the new one of the account with the login { $login }. Press the button and confirm it.
letter-confirm-not-you = It was not you? Press nothing: without confirmation nothing changes.
letter-held-title = You already have an account
letter-held-text = Hello! Somebody gave this address on the portal, but there is an account with it already. If it was you, log in to it; if you forgot the password, set a new one.
letter-held-action = Recover the password
letter-held-not-you = It was not you? There is nothing to do: your account is in order.
letter-recover-title = A new password
letter-recover-text = Hello! A new password was asked for the account with the login { $login }. Press the button to set it.
letter-recover-action = Set a new password
letter-recover-not-you = It was not you? Press nothing: the password stays as it is.
letter-changed-title = Your e-mail address was changed
letter-changed-text = Hello! The account with the login { $login } has another e-mail address now. No more letters will come to this one.
letter-changed-not-you = It was not you? Call us at once.
letter-login-title = Your login was changed
letter-login-text = Hello! The login { $login } now belongs to the owner of this plot, whose address stands in the register. Your login is now this e-mail address; the password stays.
letter-login-not-you = If the plot is yours, write to the board.
