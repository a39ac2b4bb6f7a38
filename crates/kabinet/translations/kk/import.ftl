# Import of files in the back office.
imports-title = Файлдарды жүктеу
imports-lead = Учаскелер тізілімі мен есептеуіш көрсеткіштері — өз кестеңізден, сол күйінде.
imports-upload-title = Жаңа жүктеу
imports-upload-problem = Файл жүктелмеді
imports-kind = Не жүктейміз
imports-file = Файл
imports-file-hint = { $limit } дейінгі CSV, TXT немесе XLSX. Кодтауды, бөлгішті және бағандарды өзіміз анықтаймыз.
imports-upload = Файлды тексеру
imports-nothing-yet = Әзірге ештеңе өзгермейді: алдымен не шығатынын көрсетеміз.
imports-past-title = Бұрынғы жүктеулер
imports-what = Не жүктелді
imports-state = Күйі
imports-applied = Жүктелген жолдар
imports-refused = Қабылданбаған жолдар
imports-who = Кім және қашан
imports-empty-title = Жүктеулер әлі болған жоқ
imports-empty-text = Учаскелер тізілімінен бастаңыз, содан кейін айдың көрсеткіштерін жүктеңіз.
imports-problem-no-file = Файлды таңдаңыз
imports-problem-too-large = Файл { $limit } мөлшерінен үлкен. Оны бөлшектеңіз немесе тек қажетті парақты жүктеңіз.

import-kind-auto = Файл бойынша анықтау
import-kind-auto-hint = Тізілім бе, көрсеткіштер ме, есептеулер ме, төлемдер ме — бағандарынан көрінеді
import-kind-register = Учаскелер тізілімі
import-kind-register-hint = Учаске нөмірлері, көшелер, ауданы, иелері, телефондар, есептеуіштер
import-kind-readings = Есептеуіш көрсеткіштері
import-kind-readings-hint = Кезең басындағы және соңындағы, күндізгі және түнгі

import-title = Файлды жүктеу
import-title-register = Учаскелер тізілімін жүктеу
import-title-readings = Көрсеткіштерді жүктеу
import-crumb-register = Учаскелер тізілімі
import-crumb-readings = Көрсеткіштер
# $period «2022 жылғы мамыр»
import-crumb-readings-period = Көрсеткіштер, { $period }

import-stage-reading = Файлды оқып жатырмыз
import-stage-unreadable = Оқылмады
import-stage-columns = Бағандарды таңдаңыз
import-stage-check = Тексеруді күтуде
import-stage-applying = Жүктеп жатырмыз
import-stage-done = Жүктелді
import-stage-undoing = Қайтарып жатырмыз
import-stage-undone = Жүктеу қайтарылды
import-stage-cancelled = Жүктелмеді
import-stage-failed = Үзілді

import-step-file = Файл
import-step-columns = Бағандар
import-step-check = Тексеру
import-step-load = Жүктеу

import-file-title = Файл
import-file-by = Жүктелген уақыты: { $date }, { $by }
# What was found out about the file, joined by « · ».
import-file-size-kb = { $size } КБ
import-file-size-mb = { $size } МБ
import-file-delimiter = бөлгіш «{ $delimiter }»
import-file-delimiter-tab = бөлгіш — табуляция
import-file-sheet = «{ $sheet }» парағы
import-file-rows = { $rows } жол
import-another-file = Басқа файл жүктеу

import-unreadable-title = Файлды оқу мүмкін емес, ештеңе өзгерген жоқ
import-unreadable-text = Төмендегіні түзетіп, файлды қайта жүктеңіз.
import-cancelled-title = Файл жүктелмеді, ештеңе өзгерген жоқ
import-cancelled-text = Тексеруден кейін сіз жүктеуден бас тарттыңыз.

import-columns-title = Бағандар
import-columns-lead = Бағандардың дұрыс танылғанын тексеріңіз. Портал білмейтінін жүктемейді.
import-columns-missing = { $count ->
    [one] Баған жетіспейді
   *[other] Бағандар жетіспейді
}
import-column-heading = Файлдағы баған
import-column-example = Мысал
import-column-field = Портал өрісі
import-column-field-for = { $column } бағанының өрісі
import-column-state = Тексеру
import-column-recognised = Танылды
import-column-chosen = Сіз таңдадыңыз
import-column-ignored = Жүктелмейді
import-column-unclear = Өрісті таңдаңыз
# $number "4"
import-column-nameless = { $number }-баған
import-columns-submit = Жолдарды тексеру
import-columns-change = Бағандарды өзгерту
import-field-none = Жүктемеу

import-check-title = Тексеру
import-check-nothing-yet = — әзірге ештеңе өзгерген жоқ
import-added = Қосылады
import-changed = Өзгереді
import-unchanged = Өзгеріссіз
import-refused = Қатесі бар
import-form-problems = Файл туралы { $count } ескерту
import-refused-title = { $rows } жол түзетілгенше жүктелмейді
import-refused-text = Қалған { $rows } жолды қазір жүктеуге болады, ал қателерді — бөлек файлмен.
import-refused-all = Әзірге жүктейтін ештеңе жоқ. Жолдарды түзетіп, файлды қайта жүктеңіз.
import-refused-download = Қатесі бар жолдарды жүктеп алу
import-rows = Жолдар
import-rows-of-file = Файлдың жолдары
import-rows-empty-title = Мұнда жол жоқ
import-rows-empty-text = Басқа қойындыларды қараңыз.
import-tab-attention = Қателер мен өзгерістер
import-tab-all = Барлығы
import-tab-added = Қосылады
import-tab-changed = Өзгереді
import-tab-unchanged = Өзгеріссіз
import-tab-refused = Қатесі бар

import-row = Жол
import-row-plot = Учаске
import-row-what = Не дұрыс емес және не істеу керек
import-row-becomes = жаңа мәні
import-row-added = Қосылады
import-row-changed = Өзгереді
import-row-unchanged = Өзгеріссіз
import-row-warned = Ескерту
import-row-refused = Қате
# Headings of the figures of a row, and the same for a phone.
import-heading-day = Күн: болған → болады
import-heading-night = Түн: болған → болады
import-heading-used = Тұтыну, кВт·сағ
import-heading-holders = Иесі: болған → болады
import-heading-meter = Есептеуіш: болған → болады
import-cell-day = Күн
import-cell-night = Түн
import-cell-used = Тұтыну
import-cell-holders = Иесі
import-cell-meter = Есептеуіш

import-totals-title = Бақылау сомалары
import-totals-hint = Файлыңыздағы жиындармен салыстырыңыз: жүктелетін немесе порталда бар жолдар бойынша есептейміз.
import-total-rows = Жолдар
import-total-plots = Учаскелер
import-total-area = Ауданы, сотық
import-total-electrified = Электрлендірілгені
import-total-new-meter = Жаңа есептеуіштер
import-total-accounts = Дербес шоттар
import-total-area-square-metres = Ауданы, м²
import-total-residents = Тұрады
import-total-cost-owed = Берешек, { $currency }
import-total-cost-ahead = Артық төлем, { $currency }
import-total-cost-balance = Сальдо, { $currency }
import-total-use-day = Тұтыну, күн, кВт·сағ
import-total-use-night = Тұтыну, түн, кВт·сағ
import-total-use-all = Барлық тұтыну, кВт·сағ
import-total-cost-single = Бір тарифті есепке алу, { $currency }
import-total-cost-day = Екі тарифті, күн, { $currency }
import-total-cost-night = Екі тарифті, түн, { $currency }
import-total-cost-total = Екі тарифті, барлығы, { $currency }

import-apply = { $rows } жолды жүктеу
import-cancel = Жүктемеу
import-nothing-to-load = Файлдың барлық жолы порталда бар немесе қатесі бар.
import-undo-hint = Жүктеуді { $days } күн ішінде бір батырмамен қайтаруға болады.

import-reading-title = Файлды оқып, тексеріп жатырмыз
import-reading-hint = Бетті жабуға болады: тексеру жалғасады, нәтижесі жүктеулер тізімінде болады.
import-applying-title = Жолдарды жүктеп жатырмыз
import-applying-hint = Бетті жабуға болады: жүктеу жалғасады. Үзіліп қалса, сол жерінен жалғасады.
import-undoing-title = Бұрынғы қалпына келтіріп жатырмыз
import-undoing-hint = Бетті жабуға болады: қайтару жалғасады.
import-progress = { $total } жолдың { $done }, { $percent } %
import-progress-said = { $percent } % дайын
import-progress-refresh = Жаңарту

import-done-title = { $rows } жол жүктелді
import-done-text = Қосылды: { $added }, өзгертілді: { $changed }. Бағбандар бұл деректерді көріп отыр.
import-done-by = { $date }, { $by }
import-done-refused-title = Қатесі бар { $rows } жол жүктелмеді
import-done-refused-text = Оларды бөлек файлда түзетіп, дәл солай жүктеңіз.
import-undo = Жүктеуді қайтару
import-undo-until = Қайтаруға болатын соңғы күн: { $date }. Бәрін жүктеуге дейінгі қалпына келтіреміз.
import-undone-title = Жүктеу қайтарылды: { $rows } жол
import-undone-text = { $date }, { $by }. Портал жүктеуге дейінгі деректерді көрсетіп тұр.
import-failed-title = Жүктеу үзілді: { $rows } жол жүктеліп үлгерді
import-failed-text = Жалғастырыңыз: жүктелген жолдар екінші рет жүктелмейді.
import-continue = Жалғастыру

# Fields of the portal that a column can give.
import-field-number = Учаске №
import-field-street = Көше
import-field-area = Ауданы, сотық
import-field-electrified = Электрлендіру
import-field-new-meter = Жаңа есептеуіш
import-field-holders = Иесі
import-field-phones = Телефондар
import-field-email = Электрондық пошта
import-field-meter-serial = Есептеуіштің зауыттық нөмірі
import-field-address = Мекенжай
import-field-opened-on = Кірген күні
import-field-department = Бөлімше
import-field-building = Үй
import-field-flat = Пәтер
import-field-els = Бірыңғай дербес шот (ЕЛС)
import-field-residents = Тұрады
import-field-tax-number = ЖСН / БСН
import-field-balance = Берешек (+) / артық төлем (–)
import-field-organisation = Ұйым коды
import-field-period = Кезең
import-field-period-from = Кезең басы
import-field-period-to = Кезең соңы
import-field-start-day = Басындағы көрсеткіш, күн
import-field-start-night = Басындағы көрсеткіш, түн
import-field-start-third = Басындағы көрсеткіш, үшінші тариф
import-field-start-sum = Басындағы көрсеткіштер, сомасы
import-field-end-day = Соңындағы көрсеткіш, күн
import-field-end-night = Соңындағы көрсеткіш, түн
import-field-end-third = Соңындағы көрсеткіш, үшінші тариф
import-field-end-sum = Соңындағы көрсеткіштер, сомасы
import-field-use-day = Тұтыну, күн
import-field-use-night = Тұтыну, түн
import-field-use-all = Тұтыну, барлығы
import-field-cost-single = Төлеуге, бір тарифті есепке алу
import-field-cost-day = Төлеуге, екі тарифті есепке алу, күн
import-field-cost-night = Төлеуге, екі тарифті есепке алу, түн
import-field-cost-total = Төлеуге, екі тарифті есепке алу, барлығы

# What an action came to, and small words of the page.
import-by-command-line = командалық жол
import-page-first = Басына
import-page-next = Әрі қарай
import-columns-double = «{ $field }» өрісі екі бағанға таңдалған
import-columns-double-text = Оны бір бағанға қалдырып, екіншісіне «Жүктемеу» таңдаңыз.
# $field «Улица»
import-row-change = { $field }: «{ $old }» болған, «{ $new }» болады.
import-value-none = көрсетілмеген
import-value-yes = иә
import-value-no = жоқ
import-total-stated = { $value } (файлда { $stated })
import-stale-title = Файл күтіп тұрғанда порталда басқа файл жүктелді немесе қайтарылды
import-stale-text = Жолдарды қайта тексеріп жатырмыз. Енді не шығатынын қарап, жүктеңіз.
import-busy-title = Қазір басқа файл жүктеліп немесе қайтарылып жатыр
import-busy-text = Оның аяқталуын күтіп, қайта басыңыз.
import-undo-refused-title = Жүктеу қайтарылған жоқ
import-undo-later = Кейінірек «{ $file }» файлы жүктелді, ол осы файлға сүйенеді. Алдымен соның жүктелуін қайтарыңыз.
import-undo-late = Жүктеуден кейін { $days } күннен көп өтті, оны енді қайтаруға болмайды. Түзетілген файлды жүктеңіз.
import-failed-reading-title = Файлды тексеру үзілді
import-failed-reading-text = Сервер оны бірнеше рет аяқтай алмады. Ештеңе өзгерген жоқ: жалғастырыңыз, көмектеспесе, файлды қайта жүктеңіз.
import-failed-undoing-title = Қайтару үзілді: { $rows } жол қайтарылып үлгерді
import-failed-undoing-text = Жалғастырыңыз: қалған жолдар сол жерден қайтарылады.
import-refused-row = Файлдың жолы
import-refused-problem = Не дұрыс емес
# $name the name of the file without its ending
import-refused-file = { $name } - қатесі бар жолдар

import-kind-charges = Баптар бойынша есептеулер
import-kind-charges-hint = Учаске нөмірі, бап, есептелді, төленді
import-kind-payments = Төлемдер
import-kind-payments-hint = Учаске нөмірі, күні, сомасы, мақсаты
import-title-charges = Есептеулерді жүктеу
import-title-payments = Төлемдерді жүктеу
import-crumb-charges = Есептеулер
import-crumb-payments = Төлемдер
import-heading-item = Бап
import-heading-accrued = Есептелді: болды → болады
import-heading-paid = Төленді: болды → болады
import-heading-paid-on = Күні
import-heading-amount = Сомасы
import-heading-purpose = Мақсаты
import-cell-item = Бап
import-cell-accrued = Есептелді
import-cell-paid = Төленді
import-cell-paid-on = Күні
import-cell-amount = Сомасы
import-cell-purpose = Мақсаты
import-total-payments = Төлем саны
import-total-cost-accrued = Есептелді, { $currency }
import-total-cost-paid = Төленді, { $currency }
import-total-cost-due = Төлеуге қалды, { $currency }
import-total-cost-sum = Сомасы, { $currency }
import-total-cost-electricity = Электр қуаты үшін, { $currency }
import-total-cost-unassigned = Бапсыз (аванс), { $currency }
import-field-item = Бап
import-field-accrued = Есептелді
import-field-paid = Төленді
import-field-last-paid-on = Соңғы төлем күні
import-field-paid-on = Төлем күні
import-field-amount = Сомасы
import-field-purpose = Төлем мақсаты
imports-as-of = Деректер күні
imports-as-of-hint = Тек есептеулер үшін: файл қай күнге дұрыс. Бос болса — бүгінге. Бұл күн «Төлемдерімнің күйі» тақырыбында тұрады.
import-sheet = Кітап парағы
import-sheet-read = Осы парақты оқу
