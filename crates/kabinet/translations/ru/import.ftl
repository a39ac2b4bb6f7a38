# Import of files in the back office.
imports-title = Загрузка файлов
imports-lead = Реестр участков и показания счетчиков — из вашей таблицы, как она есть.
imports-upload-title = Новая загрузка
imports-upload-problem = Файл не загружен
imports-kind = Что загружаем
imports-file = Файл
imports-file-hint = CSV, TXT или XLSX до { $limit }. Кодировку, разделитель и столбцы определим сами.
imports-upload = Проверить файл
imports-nothing-yet = Пока ничего не изменится: сначала покажем, что получится.
imports-past-title = Прошлые загрузки
imports-what = Что загружено
imports-state = Состояние
imports-applied = Загружено строк
imports-refused = Отклонено строк
imports-who = Кто и когда
imports-empty-title = Загрузок ещё не было
imports-empty-text = Начните с реестра участков, потом загрузите показания за месяц.
imports-problem-no-file = Выберите файл
imports-problem-too-large = Файл больше { $limit }. Разделите его на части или загрузите только нужный лист.

import-kind-auto = Определить по файлу
import-kind-auto-hint = По столбцам видно, реестр это, приборы учёта, показания, начисления или платежи
import-kind-register = Реестр участков
import-kind-register-hint = Номера участков, улицы, площадь, владельцы, телефоны, счетчики
import-kind-readings = Показания счетчиков
import-kind-readings-hint = На начало и конец периода, день и ночь

import-title = Загрузка файла
import-title-register = Загрузка реестра участков
import-title-readings = Загрузка показаний
import-crumb-register = Реестр участков
import-crumb-readings = Показания
# $period «май 2022»
import-crumb-readings-period = Показания, { $period }

import-stage-reading = Читаем файл
import-stage-unreadable = Не прочитан
import-stage-columns = Выберите столбцы
import-stage-check = Ждёт проверки
import-stage-applying = Загружаем
import-stage-done = Загружено
import-stage-undoing = Отменяем
import-stage-undone = Загрузка отменена
import-stage-cancelled = Не загружали
import-stage-failed = Прервана

import-step-file = Файл
import-step-columns = Столбцы
import-step-check = Проверка
import-step-load = Загрузка

import-file-title = Файл
import-file-by = Загружен { $date }, { $by }
# What was found out about the file, joined by « · ».
import-file-size-kb = { $size } КБ
import-file-size-mb = { $size } МБ
import-file-delimiter = разделитель «{ $delimiter }»
import-file-delimiter-tab = разделитель — табуляция
import-file-sheet = лист «{ $sheet }»
import-file-rows = { $rows ->
    [one] { $rows } строка
    [few] { $rows } строки
   *[other] { $rows } строк
}
import-another-file = Загрузить другой файл

import-unreadable-title = Файл не прочитать, ничего не изменено
import-unreadable-text = Исправьте то, что ниже, и загрузите файл снова.
import-cancelled-title = Файл не загружен, ничего не изменено
import-cancelled-text = Вы отказались от загрузки после проверки.

import-columns-title = Столбцы
import-columns-lead = Проверьте, что столбцы поняты верно. Чего портал не знает, того он не загрузит.
import-columns-missing = { $count ->
    [one] Не хватает столбца
   *[other] Не хватает столбцов
}
import-column-heading = Столбец в файле
import-column-example = Пример
import-column-field = Поле портала
import-column-field-for = Поле для столбца { $column }
import-column-state = Проверка
import-column-recognised = Распознан
import-column-chosen = Выбран вами
import-column-ignored = Не загружаем
import-column-unclear = Выберите поле
# $number "4"
import-column-nameless = Столбец { $number }
import-columns-submit = Проверить строки
import-columns-change = Изменить столбцы
import-field-none = Не загружать

import-check-title = Проверка
import-check-nothing-yet = — пока ничего не изменено
import-added = Добавится
import-changed = Изменится
import-unchanged = Без изменений
import-refused = С ошибками
import-form-problems = { $count ->
    [one] { $count } замечание к файлу
    [few] { $count } замечания к файлу
   *[other] { $count } замечаний к файлу
}
import-refused-title = { $rows ->
    [one] { $rows } строку не загрузим, пока не исправите
    [few] { $rows } строки не загрузим, пока не исправите
   *[other] { $rows } строк не загрузим, пока не исправите
}
import-refused-text = { $rows ->
    [one] Ещё { $rows } строку можно загрузить сейчас, а ошибки — отдельным файлом.
    [few] Остальные { $rows } строки можно загрузить сейчас, а ошибки — отдельным файлом.
   *[other] Остальные { $rows } строк можно загрузить сейчас, а ошибки — отдельным файлом.
}
import-refused-all = Загружать пока нечего. Исправьте строки и загрузите файл снова.
import-refused-download = Скачать строки с ошибками
import-rows = Строки
import-rows-of-file = Строки файла
import-rows-empty-title = Здесь строк нет
import-rows-empty-text = Посмотрите другие вкладки.
import-tab-attention = Ошибки и изменения
import-tab-all = Все
import-tab-added = Добавится
import-tab-changed = Изменится
import-tab-unchanged = Без изменений
import-tab-refused = С ошибками

import-row = Строка
import-row-plot = Участок
import-row-what = Что не так и что сделать
import-row-becomes = станет
import-row-added = Добавится
import-row-changed = Изменится
import-row-unchanged = Без изменений
import-row-warned = Замечание
import-row-refused = Ошибка
# Headings of the figures of a row, and the same for a phone.
import-heading-day = День: было → станет
import-heading-night = Ночь: было → станет
import-heading-used = Расход, кВт·ч
import-heading-holders = Владелец: было → станет
import-heading-meter = Счетчик: было → станет
import-cell-day = День
import-cell-night = Ночь
import-cell-used = Расход
import-cell-holders = Владелец
import-cell-meter = Счетчик

import-totals-title = Контрольные суммы
import-totals-hint = Сравните с итогами в вашем файле: считаем по строкам, которые загрузятся или уже стоят.
import-total-rows = Строк
import-total-plots = Участков
import-total-area = Площадь, соток
import-total-electrified = Электрифицировано
import-total-new-meter = Новых счетчиков
import-total-accounts = Лицевых счетов
import-total-area-square-metres = Площадь, м²
import-total-residents = Проживает
import-total-cost-owed = Долги, { $currency }
import-total-cost-ahead = Переплаты, { $currency }
import-total-cost-balance = Сальдо, { $currency }
import-total-use-day = Расход, день, кВт·ч
import-total-use-night = Расход, ночь, кВт·ч
import-total-use-all = Расход всего, кВт·ч
import-total-cost-single = Однотарифный учет, { $currency }
import-total-cost-day = Двухтарифный, день, { $currency }
import-total-cost-night = Двухтарифный, ночь, { $currency }
import-total-cost-total = Двухтарифный, всего, { $currency }

import-apply = { $rows ->
    [one] Загрузить { $rows } строку
    [few] Загрузить { $rows } строки
   *[other] Загрузить { $rows } строк
}
import-cancel = Не загружать
import-nothing-to-load = Все строки файла уже стоят на портале или с ошибками.
import-undo-hint = { $days ->
    [one] Загрузку можно отменить одной кнопкой в течение { $days } дня.
   *[other] Загрузку можно отменить одной кнопкой в течение { $days } дней.
}

import-reading-title = Читаем и проверяем файл
import-reading-hint = Страницу можно закрыть: проверка продолжится, итог будет в списке загрузок.
import-applying-title = Загружаем строки
import-applying-hint = Страницу можно закрыть: загрузка продолжится. Если её прервать, она продолжится с того же места.
import-undoing-title = Возвращаем, как было
import-undoing-hint = Страницу можно закрыть: отмена продолжится.
import-progress = { $total ->
    [one] { $done } из { $total } строки, { $percent } %
   *[other] { $done } из { $total } строк, { $percent } %
}
import-progress-said = Готово на { $percent } %
import-progress-refresh = Обновить

import-done-title = { $rows ->
    [one] Загружена { $rows } строка
    [few] Загружены { $rows } строки
   *[other] Загружено { $rows } строк
}
import-done-text = Добавлено: { $added }, изменено: { $changed }. Садоводы уже видят эти данные.
import-done-by = { $date }, { $by }
import-done-refused-title = { $rows ->
    [one] { $rows } строка с ошибкой не загружена
    [few] { $rows } строки с ошибками не загружены
   *[other] { $rows } строк с ошибками не загружено
}
import-done-refused-text = Исправьте их в отдельном файле и загрузите его так же.
import-undo = Отменить загрузку
import-undo-until = Можно до { $date }. Вернём всё, как было до загрузки.
import-undone-title = { $rows ->
    [one] Загрузка отменена: возвращена { $rows } строка
    [few] Загрузка отменена: возвращены { $rows } строки
   *[other] Загрузка отменена: возвращено { $rows } строк
}
import-undone-text = { $date }, { $by }. Портал показывает то же, что до загрузки.
import-failed-title = { $rows ->
    [one] Загрузка прервана: успела загрузиться { $rows } строка
    [few] Загрузка прервана: успели загрузиться { $rows } строки
   *[other] Загрузка прервана: успело загрузиться { $rows } строк
}
import-failed-text = Продолжите: уже загруженные строки второй раз не загрузятся.
import-continue = Продолжить

# Fields of the portal that a column can give.
import-field-number = № участка
import-field-street = Улица
import-field-area = Площадь, соток
import-field-electrified = Электрификация
import-field-new-meter = Новый счетчик
import-field-holders = Владелец
import-field-phones = Телефоны
import-field-email = Электронная почта
import-field-meter-serial = Заводской № счетчика
import-field-address = Адрес
import-field-opened-on = Дата вступления
import-field-department = Отделение
import-field-building = Дом
import-field-flat = Квартира
import-field-els = Единый лицевой счет (ЕЛС)
import-field-residents = Проживает
import-field-tax-number = ИНН / ИИН / БИН
import-field-balance = Долг (+) / переплата (–)
import-field-organisation = Код организации
import-field-period = Период
import-field-period-from = Период с
import-field-period-to = Период по
import-field-start-day = Показание на начало, день
import-field-start-night = Показание на начало, ночь
import-field-start-third = Показание на начало, третий тариф
import-field-start-sum = Показания на начало, сумма
import-field-end-day = Показание на конец, день
import-field-end-night = Показание на конец, ночь
import-field-end-third = Показание на конец, третий тариф
import-field-end-sum = Показания на конец, сумма
import-field-use-day = Расход, день
import-field-use-night = Расход, ночь
import-field-use-all = Расход, всего
import-field-cost-single = К оплате, однотарифный учет
import-field-cost-day = К оплате, двухтарифный учет, день
import-field-cost-night = К оплате, двухтарифный учет, ночь
import-field-cost-total = К оплате, двухтарифный учет, всего

# What an action came to, and small words of the page.
import-by-command-line = командная строка
import-page-first = К началу
import-page-next = Дальше
import-columns-double = Поле «{ $field }» выбрано для двух столбцов
import-columns-double-text = Оставьте его одному столбцу, второму выберите «Не загружать».
# $field «Улица»
import-row-change = { $field }: было «{ $old }», станет «{ $new }».
import-value-none = не указано
import-value-yes = да
import-value-no = нет
import-total-stated = { $value } (в файле { $stated })
import-stale-title = Пока файл ждал, на портале загрузили или отменили другой
import-stale-text = Проверяем строки заново. Посмотрите, что получится теперь, и загрузите.
import-busy-title = Сейчас загружается или отменяется другой файл
import-busy-text = Дождитесь, пока это закончится, и нажмите ещё раз.
import-undo-refused-title = Загрузка не отменена
import-undo-later = Позже загружен файл «{ $file }», он опирается на этот. Сначала отмените его загрузку.
import-undo-late = { $days ->
    [one] После загрузки прошло больше { $days } дня, отменить её уже нельзя. Загрузите исправленный файл.
   *[other] После загрузки прошло больше { $days } дней, отменить её уже нельзя. Загрузите исправленный файл.
}
import-failed-reading-title = Проверка файла прервана
import-failed-reading-text = Сервер несколько раз не смог её закончить. Ничего не изменено: продолжите, а если не поможет, загрузите файл снова.
import-failed-undoing-title = { $rows ->
    [one] Отмена прервана: успели вернуть { $rows } строку
    [few] Отмена прервана: успели вернуть { $rows } строки
   *[other] Отмена прервана: успели вернуть { $rows } строк
}
import-failed-undoing-text = Продолжите: остальные строки вернутся с того же места.
import-refused-row = Строка файла
import-refused-problem = Что не так
# $name the name of the file without its ending
import-refused-file = { $name } - строки с ошибками

import-kind-charges = Начисления по статьям
import-kind-charges-hint = Номер участка, статья, начислено, оплачено
import-kind-payments = Платежи
import-kind-payments-hint = Номер участка, дата, сумма, назначение
import-title-charges = Загрузка начислений
import-title-payments = Загрузка платежей
import-crumb-charges = Начисления
import-crumb-payments = Платежи
import-heading-item = Статья
import-heading-accrued = Начислено: было → станет
import-heading-paid = Оплачено: было → станет
import-heading-paid-on = Дата
import-heading-amount = Сумма
import-heading-purpose = Назначение
import-cell-item = Статья
import-cell-accrued = Начислено
import-cell-paid = Оплачено
import-cell-paid-on = Дата
import-cell-amount = Сумма
import-cell-purpose = Назначение
import-total-payments = Платежей
import-total-cost-accrued = Начислено, { $currency }
import-total-cost-paid = Оплачено, { $currency }
import-total-cost-due = Осталось оплатить, { $currency }
import-total-cost-sum = Сумма, { $currency }
import-total-cost-electricity = За электричество, { $currency }
import-total-cost-unassigned = Без статьи (аванс), { $currency }
import-field-item = Статья
import-field-accrued = Начислено
import-field-paid = Оплачено
import-field-last-paid-on = Дата последней оплаты
import-field-paid-on = Дата платежа
import-field-amount = Сумма
import-field-purpose = Назначение платежа
imports-as-of = Данные на дату
imports-as-of-hint = Только для начислений: на какой день верен файл. Пусто — на сегодня. Эта дата стоит в заголовке «Статус моих оплат».
import-sheet = Лист книги
import-sheet-read = Прочитать этот лист

import-kind-meters = Приборы учёта
import-kind-meters-hint = Номер счета, услуга, заводской номер, поверка, последние показания
import-title-meters = Загрузка приборов учёта
import-crumb-meters = Приборы учёта
import-heading-service = Услуга
import-heading-serial = Номер прибора
import-heading-reading = Показание: было → станет
import-cell-service = Услуга
import-cell-serial = Номер прибора
import-cell-reading = Показание
import-service-electricity = Электроэнергия
import-service-cold-water = Холодная вода
import-service-hot-water = Горячая вода
import-service-gas = Газ
import-service-heat = Тепло
import-value-installed = в работе
import-value-removed = снят
import-total-meters = Приборов
import-total-zoned = Многотарифных
import-total-removed = Снятых
import-total-nameless = Без номера
# $service «Холодная вода»
import-total-dial = Сумма показаний: { $service }
import-field-service = Услуга (тип прибора)
import-field-serial = Номер прибора
import-field-title = Объект, место установки
import-field-zones = Число тарифов
import-field-digits = Разрядность
import-field-reading-1 = Показание 1 (день)
import-field-reading-2 = Показание 2 (ночь)
import-field-reading-3 = Показание 3
import-field-taken-on = Дата показаний
import-field-verified-on = Дата поверки
import-field-verify-by = Поверка действительна до
import-field-installed-on = Дата установки
import-field-removed-on = Дата вывода из эксплуатации
import-field-state = Состояние прибора
