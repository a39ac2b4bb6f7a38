# Log-in. The label and hint of the login follow the portal's rule: plot, user-name, login, email.
login-title = Log in to your account
login-label-plot = Login (plot number)
login-hint-plot = If you have several plots, give the lowest number
login-label-user-name = User name
login-hint-user-name = The one you chose when you registered
login-label-contract = Login
login-hint-contract = For example, vk2666
login-label-email = E-mail address
login-hint-email = The one you registered with
login-password = Password
login-submit = Log in

login-missing-title = Fill in both fields to log in
login-missing-login = Enter your login
login-missing-password = Enter your password
login-wrong-title = That did not work
login-wrong-text = The login or the password does not match. Check the keyboard layout and Caps Lock, and try again.
login-wrong-check = Check the login and type the password again
login-too-many-title = Too many attempts
login-too-many-text = { $minutes ->
    [one] So that nobody guesses your password, log-in is closed for { $minutes } minute. Try again then, or call us.
   *[other] So that nobody guesses your password, log-in is closed for { $minutes } minutes. Try again then, or call us.
}
login-first = Log in to open this page
login-done-out = You have logged out
login-done-out-text = On someone else’s computer, close the browser window as well.

login-help-title = Trouble logging in?
login-help-password-title = Forgot your password or login?
login-help-password-text = You can set a new password by letter. Just registered? Confirm your address by the link of the letter
login-help-site-title = Home page
login-help-site-text = What the account offers and whom to call
# By sign-up scheme: heading, «remember me», «forgot?», a word to first visitors.
login-title-plot = Log in to your account
login-title-user-name = Enter your user name and password, or register
login-title-contract = Please log in:
login-title-email = Log in to your account
login-remember-user-name = Remember me?
login-remember-contract = Remember me on this computer
login-remember-email = Remember me on this computer
login-forgot-plot = Forgot your password?
login-forgot-user-name = Forgot your user name or password?
login-forgot-contract = Forgot your password?
login-forgot-email = Forgot your password?
login-first-time = If this is your first visit, please fill in the registration form.
login-captcha-title = Type the digits from the picture
login-captcha-text = There were several wrong tries. Type the password again and the digits from the picture: this tells us that you are not a program.
