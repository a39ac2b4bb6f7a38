# Letters. Subject lines and texts of what the portal sends.
letter-who = { $portal } · customer portal
letter-automatic = This letter was sent automatically; there is no need to answer it.
letter-questions = Questions: { $phone }
letter-import-title = File “{ $file }” has been loaded
letter-import-text = { $rows ->
    [one] { $rows } row has been loaded.
   *[other] { $rows } rows have been loaded.
}
letter-import-refused = { $rows ->
    [one] { $rows } row was not loaded because of an error. You can download it as a separate file.
   *[other] { $rows } rows were not loaded because of errors. You can download them as a separate file.
}
letter-import-open = Open the import
