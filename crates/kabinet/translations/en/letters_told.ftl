# Letters that tell what the board decided and what was changed.
letter-plot-approved-title = Plot { $plot } is open in your account
letter-plot-approved-text = Hello! The board has confirmed that plot { $plot } is yours. Its charges, payments and readings are now shown in your account.
letter-plot-approved-action = Open your account
letter-plot-approved-not-you = The plot is not yours? Tell the board.
letter-plot-refused-title = Plot { $plot } was not confirmed
letter-plot-refused-text = Hello! The board has not confirmed that plot { $plot } is yours, so your account shows nothing of it. Check the number of the plot in your details. If it is right, come to the board with the papers of the plot.
letter-plot-refused-action = Check the numbers of your plots
letter-plot-refused-not-you = You did not name this plot? Change the password of your account.
letter-password-title = Your password was changed
letter-password-text = Hello! The account with the login { $login } has a new password now, and it is closed on other devices. If it was you, there is nothing to do.
letter-password-not-you = It was not you? Set a new password by the button above at once, and call us.
