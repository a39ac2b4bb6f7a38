# The public home page of a portal.
# $name the portal's name
home-headline = { $name }: личный кабинет
# catalogue A11; $name without quotation marks
home-headline-snt = Официальный сайт { $name }: новости, объявления, личный кабинет!
home-login-title = Вход в личный кабинет
home-welcome = Вы вошли: { $name }
home-abilities-title = Что есть в кабинете
home-soon-badge = скоро
home-contacts-title = Кому звонить
home-hours = Приём

# What a portal can do: codes come from its preset.
ability-electricity-title = Мое электричество
ability-electricity-text = Показания, расход и сумма к оплате по двум тарифам за каждый месяц
ability-status-title = Статус моих оплат
ability-status-text = Взносы по каждому участку: начислено, оплачено, осталось
ability-register-title = Регистрационные данные
ability-register-text = Ваши участки, телефон и почта: проверить и изменить
ability-receipt-title = Квитанция
ability-receipt-text = Заполнена на нужную сумму: распечатать и отнести в банк
ability-readings-title = Показания счетчиков
ability-readings-text = Передать показания и сразу увидеть расход и сумму
ability-charges-title = Начисления
ability-charges-text = За что и почему столько: каждая сумма с формулой и тарифом
ability-payments-title = Платежи
ability-payments-text = Что зачислено, что в пути и сколько осталось
ability-breakdown-title = Расшифровка начислений
ability-breakdown-text = По каждому получателю: объём, тариф, НДС, сумма
ability-reconciliation-title = Сверка взаиморасчетов
ability-reconciliation-text = Акт за любой период, его можно скачать
ability-link-title = Подключение ЛС
ability-link-text = Все поставщики и лицевые счета под одним логином
ability-pin-title = Полная версия по PIN
ability-pin-text = Код приходит письмом и открывает все данные счета
ability-pay-title = Оплатить онлайн
ability-pay-text = Долг или своя сумма, а показания — в том же окне
