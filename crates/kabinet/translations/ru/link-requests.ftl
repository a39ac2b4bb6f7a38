# The office's queue of people who ask for a PIN or an operator's word (catalogue D4).
nav-link-requests = Заявки на счета
link-requests-lead = Люди просят открыть им счет. Сверьте имя и адрес почты с договором: подтверждённый счет сразу покажет начисления и платежи.
link-requests-empty-title = Заявок нет
link-requests-empty-text = Здесь появятся заявки на ПИН-код и на подтверждение счета.
link-requests-account = Счет
link-requests-what = О чём просит
link-requests-pin = ПИН-код: в реестре нет адреса почты
link-requests-word = Подтвердить счет
link-requests-more = Показаны первые 100 заявок. Остальные появятся, когда вы решите эти.
told-office-request-approved = Заявка одобрена
told-office-request-approved-text = Человеку отправлено письмо.
told-office-request-refused = Заявка отклонена
told-office-request-refused-text = Человеку отправлено письмо.
home-link-requests = Заявки на счета
home-link-requests-text = Люди ждут, когда им откроют счет

# Sessions that the office ends.
member-sessions-hint = Потерян телефон? Завершите все входы: человек войдёт заново со своим паролем.
member-sessions-end = Завершить все входы
told-office-sessions-ended = Входы завершены
told-office-sessions-ended-text = Человек войдёт заново со своим паролем.
audit-kind-sessions_ended = Все входы человека завершены
