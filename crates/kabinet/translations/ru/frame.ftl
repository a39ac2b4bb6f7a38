# The frame of every page.
frame-skip = К содержанию
frame-menu = Меню
frame-menu-close = Закрыть меню
frame-nav-cabinet = Разделы кабинета
frame-nav-office = Разделы рабочего места
frame-office = Рабочее место оператора
frame-to-cabinet = Личный кабинет
frame-to-office = Рабочее место
frame-to-site = Сайт
frame-login = Войти
frame-logout = Выйти
frame-phone = Телефон
frame-language = Язык
frame-view = Вид страницы
frame-size-large = Крупный текст
frame-size-normal = Обычный текст
frame-theme-dark = Тёмная тема
frame-theme-light = Светлая тема
frame-crumbs = Вы здесь
frame-pages = Страницы
frame-error-prefix = Ошибка:

# Sections: short (at most 10 letters) for the bottom bar, full for the rail.
nav-electricity = Мое электричество
nav-electricity-short = Энергия
nav-site = Сайт СНТ
nav-site-short = Сайт
nav-imports = Загрузка файлов
nav-imports-short = Загрузка

nav-registration = Регистрационные данные
nav-registration-short = Мои данные
nav-registration-edit = Изменить регистрационные данные
nav-access = Изменить электронную почту или пароль
nav-members = Участники
nav-members-short = Участники
