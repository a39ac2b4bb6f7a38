# Letters. Subject lines and texts of what the portal sends.
letter-who = { $portal } · жеке кабинет
letter-automatic = Хат автоматты түрде жіберілді, оған жауап берудің қажеті жоқ.
letter-questions = Сұрақтар бойынша: { $phone }
letter-import-title = «{ $file }» файлы жүктелді
letter-import-text = { $rows ->
    [one] { $rows } жол жүктелді.
   *[other] { $rows } жол жүктелді.
}
letter-import-refused = { $rows ->
    [one] { $rows } жолда қате бар, ол жүктелмеді. Оны бөлек файл ретінде жүктеп алуға болады.
   *[other] { $rows } жолда қате бар, олар жүктелмеді. Оларды бөлек файл ретінде жүктеп алуға болады.
}
letter-import-open = Жүктеуді ашу
