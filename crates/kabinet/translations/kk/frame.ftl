# The frame of every page.
frame-skip = Мазмұнға өту
frame-menu = Мәзір
frame-menu-close = Мәзірді жабу
frame-nav-cabinet = Кабинет бөлімдері
frame-nav-office = Жұмыс орнының бөлімдері
frame-office = Оператордың жұмыс орны
frame-to-cabinet = Жеке кабинет
frame-to-office = Жұмыс орны
frame-to-site = Сайт
frame-login = Кіру
frame-logout = Шығу
frame-phone = Телефон
frame-language = Тіл
frame-view = Беттің көрінісі
frame-size-large = Ірі мәтін
frame-size-normal = Қалыпты мәтін
frame-theme-dark = Қараңғы көрініс
frame-theme-light = Жарық көрініс
frame-crumbs = Сіз осы жердесіз
frame-pages = Беттер
frame-error-prefix = Қате:

# Sections: short (at most 10 letters) for the bottom bar, full for the rail.
nav-electricity = Менің электр энергиям
nav-electricity-short = Электр
nav-site = Серіктестік сайты
nav-site-short = Сайт
nav-imports = Файлдарды жүктеу
nav-imports-short = Жүктеу

nav-registration = Тіркеу деректері
nav-registration-short = Деректер
nav-registration-edit = Тіркеу деректерін өзгерту
nav-access = Электрондық поштаны немесе құпиясөзді өзгерту
nav-members = Мүшелер
nav-members-short = Мүшелер
