# Only while `kabinet demo` runs.
demo-bar-label = Демонстрация
demo-bar-text = Демонстрация: люди и суммы вымышлены. Сегодня { $today }.
demo-bar-start = Все порталы и люди
demo-bar-mailbox = Письма

start-title = Демонстрация Kabinet
start-lead = Порталы, люди и пароли. Всё вымышлено, менять можно что угодно. Запустите демонстрацию с ключом reset, и всё станет как было.
start-open = Открыть
# $host "zhkh.localhost:8080"
start-nobody = { $host } пока показывает только то, что будет уметь.
start-login = Логин
start-password = Пароль
start-role = Кто это
start-accounts = Участки и счета
start-mailbox = Письма, которые отправил портал
start-role-member = Садовод
start-role-operator = Правление: загружает файлы
start-role-stranger = Логин без участков
start-about-snt = Садовое товарищество: электричество, взносы
start-about-zhkh = Управляющая организация: начисления, показания, платежи
start-about-vodokanal = Водоканал в Казахстане: водомеры, расшифровка начислений
start-about-suppliers = Один кабинет на многих поставщиков

mailbox-title = Письма
mailbox-lead = Все письма, которые отправили порталы демонстрации. Наружу они не ушли.
mailbox-empty-title = Писем ещё нет
mailbox-empty-text = Они появятся, когда портал кому-нибудь напишет.
mailbox-to = Кому
mailbox-from = От кого
mailbox-at = Когда
mailbox-text = Текст
mailbox-html = Письмо в оформлении
mailbox-files = Вложения
mailbox-attachments = { $count ->
    [one] { $count } вложение
    [few] { $count } вложения
   *[other] { $count } вложений
}
