# Letters. Subject lines and texts of what the portal sends.
letter-who = { $portal } · личный кабинет
letter-automatic = Письмо отправлено автоматически, отвечать на него не нужно.
letter-questions = Вопросы: { $phone }
letter-import-title = Файл «{ $file }» загружен
letter-import-text = { $rows ->
    [one] Загружена { $rows } строка.
    [few] Загружены { $rows } строки.
   *[other] Загружено { $rows } строк.
}
letter-import-refused = { $rows ->
    [one] { $rows } строка не загружена: в ней ошибка. Её можно скачать отдельным файлом.
    [few] { $rows } строки не загружены: в них ошибки. Их можно скачать отдельным файлом.
   *[other] { $rows } строк не загружено: в них ошибки. Их можно скачать отдельным файлом.
}
letter-import-open = Открыть загрузку
