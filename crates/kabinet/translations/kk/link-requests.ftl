# The office's queue of people who ask for a PIN or an operator's word (catalogue D4).
nav-link-requests = Шотқа өтінімдер
link-requests-lead = Адамдар өздеріне шот ашуды сұрайды. Аты-жөні мен пошта мекенжайын шартпен салыстырыңыз: расталған шот есептеулер мен төлемдерді бірден көрсетеді.
link-requests-empty-title = Өтінім жоқ
link-requests-empty-text = Мұнда ПИН-кодқа және шотты растауға өтінімдер шығады.
link-requests-account = Шот
link-requests-what = Не сұрайды
link-requests-pin = ПИН-код: тізілімде пошта мекенжайы жоқ
link-requests-word = Шотты растау
link-requests-more = Алғашқы 100 өтінім көрсетілген. Қалғандары осыларды шешкеннен кейін шығады.
told-office-request-approved = Өтінім мақұлданды
told-office-request-approved-text = Адамға хат жіберілді.
told-office-request-refused = Өтінім қабылданбады
told-office-request-refused-text = Адамға хат жіберілді.
home-link-requests = Шотқа өтінімдер
home-link-requests-text = Адамдар шоттың ашылуын күтуде

# Sessions that the office ends.
member-sessions-hint = Телефон жоғалды ма? Барлық кіруді аяқтаңыз: адам құпиясөзімен қайта кіреді.
member-sessions-end = Барлық кіруді аяқтау
told-office-sessions-ended = Кірулер аяқталды
told-office-sessions-ended-text = Адам құпиясөзімен қайта кіреді.
audit-kind-sessions_ended = Адамның барлық кіруі аяқталды
