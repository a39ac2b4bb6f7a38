# The public home page of a portal.
# $name the portal's name
home-headline = { $name }: жеке кабинет
# catalogue A11; $name without quotation marks
home-headline-snt = { $name } ресми сайты: жаңалықтар, хабарландырулар, жеке кабинет!
home-login-title = Жеке кабинетке кіру
home-welcome = Сіз кірдіңіз: { $name }
home-abilities-title = Кабинетте не бар
home-soon-badge = жақында
home-contacts-title = Кімге қоңырау шалуға болады
home-hours = Қабылдау

# What a portal can do: codes come from its preset.
ability-electricity-title = Менің электр энергиям
ability-electricity-text = Әр айдың көрсеткіштері, тұтынуы және екі тариф бойынша төленетін сомасы
ability-status-title = Төлемдерімнің күйі
ability-status-text = Әр учаске бойынша жарналар: есептелді, төленді, қалды
ability-register-title = Тіркеу деректері
ability-register-text = Учаскелеріңіз, телефон мен пошта: тексеру және өзгерту
ability-receipt-title = Түбіртек
ability-receipt-text = Қажетті сомаға толтырылған: басып шығарып, банкке апару
ability-readings-title = Есептеуіш көрсеткіштері
ability-readings-text = Көрсеткіштерді беріп, тұтыну мен соманы бірден көру
ability-charges-title = Есептелген төлемдер
ability-charges-text = Не үшін және неге сонша: әр соманың формуласы мен тарифі
ability-payments-title = Төлемдер
ability-payments-text = Не есепке алынды, не жолда және қанша қалды
ability-breakdown-title = Есептелген төлемдердің талдамасы
ability-breakdown-text = Әр алушы бойынша: көлемі, тарифі, ҚҚС, сомасы
ability-reconciliation-title = Өзара есеп айырысуды салыстыру
ability-reconciliation-text = Кез келген кезеңнің актісі, оны жүктеп алуға болады
ability-link-title = Дербес шотты қосу
ability-link-text = Барлық жеткізушілер мен дербес шоттар бір логинде
ability-pin-title = PIN арқылы толық нұсқа
ability-pin-text = Код хатпен келіп, шоттың барлық дерегін ашады
ability-pay-title = Онлайн төлеу
ability-pay-text = Қарыз немесе өзіңіз таңдаған сома, көрсеткіштер де сол терезеде
