# One sentence for each ProblemKind: what happened and what to do.
# All five variables always come; one that is not known is the word "none":
#   $value what stands in the file; $column the name of the column in the file; $expected what should stand there;
#   $other what else is compared (a reading, a date, a row); $row the line.

# The file as a whole.
import-problem-unknown-file = Это не таблица: файл не похож ни на CSV, ни на XLSX. Сохраните его в Excel или 1С как «CSV» или «Книга Excel» и загрузите снова.
import-problem-unknown-columns = Не узнали столбцы: «{ $value }». Проверьте, что в шапке есть номер участка или лицевой счет и хотя бы ещё два столбца, либо сами выберите, что это за файл.
import-problem-empty-file = В файле нет ни одной строки с данными. Проверьте, тот ли файл выбран и сохранена ли в нем таблица.
import-problem-truncated = Файл обрывается на середине, брать из него ничего нельзя. Скачайте или скопируйте его заново целиком.
import-problem-line-too-long = Строка длиннее, чем бывает в таблице. Похоже, потерялись переводы строк: сохраните файл заново.
import-problem-false-dimension = Лист заявляет больше строк, чем в нем есть. Прочитали только заполненные: сверьте их число с вашим.
import-problem-wrong-label = Файл помечен не той кодировкой, в которой записан. Прочитали по буквам: проверьте русские слова в примерах.
import-problem-encoding-changes = С этой строки меняется кодировка. Сохраните файл целиком в одной кодировке и загрузите снова.
import-problem-wrong-encoding = Строка записана в другой кодировке, чем начало файла: буквы испорчены. Сохраните файл целиком в одной кодировке.
import-problem-missing-column = Нет столбца «{ $column }». Добавьте его в файл или укажите на шаге «Столбцы», какой столбец его заменяет.
import-problem-duplicate-column = Столбец «{ $column }» значит то же, что и другой. Оставьте один, второму выберите «Не загружать».

# The form of a row.
import-problem-stray-quote = Кавычка внутри значения «{ $value }». Взяли его как есть; если кавычка лишняя, уберите ее из файла.
import-problem-unclosed-quote = Кавычка открыта и не закрыта. Поставьте вторую или уберите первую.
import-problem-extra-field = В строке больше полей, чем столбцов в шапке. Уберите лишний разделитель или возьмите значение в кавычки.
import-problem-few-fields = В строке меньше полей, чем столбцов в шапке. Проверьте, не потерялись ли разделитель или конец строки.
import-problem-merged-cells = Значение стоит в объединенной ячейке сразу для нескольких строк. Разъедините ячейки и впишите значение в каждую.
import-problem-formula-injection = Значение «{ $value }» начинается как формула. Взяли его как текст, он не выполнится; проверьте, так ли должно быть.

# A value by itself.
import-problem-missing-value = В столбце «{ $column }» пусто. Впишите значение и загрузите строку снова.
import-problem-value-too-long = Значение слишком длинное: «{ $value }…». Сократите его или проверьте, тот ли это столбец.
import-problem-not-a-number = «{ $value }» — не число. Проверьте, нет ли букв вместо цифр и лишних пробелов, и впишите число.
import-problem-too-many-decimals = У числа { $value } слишком много знаков после запятой. Округлите его.
import-problem-negative = Число { $value } меньше нуля. Уберите минус или исправьте цифры.
import-problem-wrong-date = «{ $value }» — не дата. Напишите день, месяц и год, например 01.05.2022.
import-problem-date-as-text = Дата «{ $value }» записана текстом. Прочитали ее как дату: проверьте день и месяц.
import-problem-not-yes-no = «{ $value }» — не «да» и не «нет». Напишите одно из двух.
import-problem-bad-number = «{ $value }» — не номер участка. Проверьте, тот ли это столбец, и впишите номер.
import-problem-bad-phone = Телефон «{ $value }» не разобрали, строку загрузим без него. Напишите 11 цифр, начиная с 8.
import-problem-bad-email = «{ $value }» — не адрес почты, строку загрузим без него. Проверьте адрес и загрузите реестр снова.
import-problem-bad-tax-number = «{ $value }» — не ИНН и не ИИН / БИН: не сходится контрольная цифра или длина. Строку загрузим без него. Проверьте номер и загрузите реестр снова.
import-problem-other-organisations = В файле есть строки других организаций ({ $value }): они пропущены. Загрузите тот же файл от имени каждой из них.
import-problem-other-sheets = В книге есть и другие листы с таблицами: { $value }. Загружен лист «{ $other }»; чтобы загрузить другой, выберите его и проверьте файл снова.

# A row beside the others and beside what stands.
import-problem-unknown-plot = Участка { $value } нет в реестре. Проверьте номер или добавьте участок: загрузите реестр.
import-problem-unknown-account = Лицевого счета { $value } нет на портале. Проверьте номер или добавьте счет: загрузите реестр.
import-problem-duplicate-plot = { $other ->
    [none] Участок { $value } уже есть в этом файле. Оставьте одну строку.
   *[other] Участок { $value } уже есть в строке { $other }. Оставьте одну строку.
}
import-problem-not-electrified = Участок { $value } не электрифицирован, счетчика на нем нет. Проверьте номер или исправьте участок в реестре.
import-problem-wrong-period = Период строки ({ $value }) не тот, что у файла ({ $expected }). Исправьте даты или загрузите строку отдельным файлом.
import-problem-period-overlaps = Период { $value } пересекается с загруженным раньше ({ $other }). Исправьте даты или отмените прежнюю загрузку.
import-problem-end-below-start = Показание на конец ({ $value }) меньше показания на начало ({ $other }). Проверьте цифры; если счетчик заменили, заведите новый счетчик.
import-problem-sum-differs = Сумма показаний ({ $value }) не равна день + ночь ({ $expected }). Исправьте сумму или показания.
import-problem-start-differs = { $expected ->
    [none] На { $other } у счетчика другое число тарифов. Проверьте показания; если счетчик заменили, заведите новый счетчик.
   *[other] Показание на начало ({ $value }) не сходится с тем, что стоит на { $other } ({ $expected }). Исправьте его; если счетчик заменили, заведите новый счетчик.
}
import-problem-overlaps = Показание на конец ({ $value }) больше следующего: на { $other } уже стоит { $expected }. Проверьте цифры или отмените ту загрузку.
import-problem-use-differs = Расход ({ $value }) не равен разности показаний ({ $expected }). Исправьте расход или показания.
import-problem-cost-differs = Сумма ({ $value }) не равна расходу, умноженному на тариф ({ $expected }). Исправьте сумму в файле или тариф на портале.
import-problem-no-tariff = На { $value } нет тарифа: показания загрузим без сумм. Добавьте тариф, и суммы посчитаются.

# Where it is; the parts are joined by ", ".
import-place-row = строка { $row }
import-place-column = столбец «{ $column }»
import-problem-duplicate-item = Эта статья по участку { $value } уже есть в строке { $other }. Оставьте одну строку: сложите суммы или удалите лишнюю.
import-problem-zero-sum = Сумма платежа — ноль. Укажите, сколько заплачено, или удалите строку.
import-problem-unknown-service = Не узнали, что считает прибор: «{ $value }». Напишите «Холодная вода», «Горячая вода», «Электроэнергия», «Газ» или «Тепло».
import-problem-unknown-state = Не узнали состояние прибора: «{ $value }». Напишите «в работе» или «снят».
import-problem-zones-differ = Тарифов у прибора { $value }, а показаний в строке — { $expected }. Исправьте число тарифов или показания.
import-problem-duplicate-meter = Этот прибор счета { $value } уже есть в строке { $other }. Оставьте одну строку; если приборов без номера несколько, укажите место каждого.
