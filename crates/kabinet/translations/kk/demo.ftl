# Only while `kabinet demo` runs.
demo-bar-label = Көрсетілім
demo-bar-text = Көрсетілім: адамдар мен сомалар ойдан шығарылған. Бүгін — { $today }.
demo-bar-start = Барлық порталдар мен адамдар
demo-bar-mailbox = Хаттар

start-title = Kabinet көрсетілімі
start-lead = Порталдар, адамдар және құпиясөздер. Бәрі ойдан шығарылған, кез келгенін өзгертуге болады. Бұрынғы қалпына келтіру үшін reset кілтімен қайта іске қосыңыз.
start-open = Ашу
# $host "zhkh.localhost:8080"
start-nobody = { $host } әзірге тек не істей алатынын көрсетеді.
start-login = Логин
start-password = Құпиясөз
start-role = Бұл кім
start-accounts = Учаскелер мен шоттар
start-mailbox = Портал жіберген хаттар
start-role-member = Бағбан
start-role-operator = Басқарма: файлдарды жүктейді
start-role-stranger = Учаскесі жоқ логин
start-about-snt = Бағбандар серіктестігі: электр энергиясы, жарналар
start-about-zhkh = Басқарушы ұйым: есептелген төлемдер, көрсеткіштер, төлемдер
start-about-vodokanal = Қазақстандағы су арнасы: су есептеуіштер, есептелген төлемдердің талдамасы
start-about-suppliers = Көптеген жеткізушіге ортақ бір кабинет

mailbox-title = Хаттар
mailbox-lead = Көрсетілім порталдары жіберген барлық хат. Олар сыртқа кеткен жоқ.
mailbox-empty-title = Хаттар әлі жоқ
mailbox-empty-text = Портал біреуге жазғанда осы жерде пайда болады.
mailbox-to = Кімге
mailbox-from = Кімнен
mailbox-at = Қашан
mailbox-text = Мәтіні
mailbox-html = Безендірілген хат
mailbox-files = Тіркемелер
mailbox-attachments = { $count } тіркеме
