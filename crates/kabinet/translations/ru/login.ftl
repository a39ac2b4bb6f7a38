# Log-in. The label and hint of the login follow the portal's rule: plot, user-name, login, email.
login-title = Вход в личный кабинет
login-label-plot = Логин (номер участка)
login-hint-plot = Если участков несколько, укажите наименьший номер
login-label-user-name = Имя пользователя
login-hint-user-name = То, которое вы выбрали при регистрации
login-label-contract = Логин
login-hint-contract = Например, vk2666
login-label-email = Адрес электронной почты
login-hint-email = На который вы зарегистрировались
login-password = Пароль
login-submit = Войти

login-missing-title = Заполните поля, чтобы войти
login-missing-login = Введите логин
login-missing-password = Введите пароль
login-wrong-title = Не получилось войти
login-wrong-text = Логин или пароль не подходят. Проверьте раскладку клавиатуры и Caps Lock и попробуйте ещё раз.
login-wrong-check = Проверить логин и ввести пароль заново
login-too-many-title = Слишком много попыток
login-too-many-text = { $minutes ->
    [one] Чтобы никто не подобрал ваш пароль, вход закрыт на { $minutes } минуту. Потом попробуйте снова или позвоните нам.
    [few] Чтобы никто не подобрал ваш пароль, вход закрыт на { $minutes } минуты. Потом попробуйте снова или позвоните нам.
   *[other] Чтобы никто не подобрал ваш пароль, вход закрыт на { $minutes } минут. Потом попробуйте снова или позвоните нам.
}
login-first = Войдите, чтобы открыть эту страницу
login-done-out = Вы вышли из кабинета
login-done-out-text = На чужом компьютере закройте ещё и окно браузера.

login-help-title = Не получается войти?
login-help-password-title = Забыли пароль или логин?
login-help-password-text = Пароль можно задать заново по письму. Только что зарегистрировались? Подтвердите адрес по ссылке из письма
login-help-site-title = На главную
login-help-site-text = Что есть в кабинете и кому звонить
# By sign-up scheme: heading, «remember me», «forgot?», a word to first visitors.
login-title-plot = Вход в личный кабинет
login-title-user-name = Введите имя пользователя и пароль или зарегистрируйтесь
login-title-contract = Пожалуйста, авторизуйтесь:
login-title-email = Вход в личный кабинет
login-remember-user-name = Запомнить?
login-remember-contract = Запомнить меня на этом компьютере
login-remember-email = Запомнить меня на этом компьютере
login-forgot-plot = Забыли пароль?
login-forgot-user-name = Забыли имя пользователя или пароль?
login-forgot-contract = Забыли свой пароль?
login-forgot-email = Забыли пароль?
login-first-time = Если вы впервые на сайте, заполните, пожалуйста, регистрационную форму.
login-captcha-title = Введите код с рисунка
login-captcha-text = Было несколько неверных попыток. Введите ещё раз пароль и цифры с рисунка: так мы видим, что вы не программа.
