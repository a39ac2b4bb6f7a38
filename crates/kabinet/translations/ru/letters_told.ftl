# Letters that tell what the board decided and what was changed.
letter-plot-approved-title = Участок { $plot } открыт в вашем кабинете
letter-plot-approved-text = Здравствуйте! Правление подтвердило, что участок { $plot } ваш. Его начисления, оплаты и показания теперь видны в личном кабинете.
letter-plot-approved-action = Открыть кабинет
letter-plot-approved-not-you = Участок не ваш? Сообщите об этом в правление.
letter-plot-refused-title = Участок { $plot } не подтверждён
letter-plot-refused-text = Здравствуйте! Правление не подтвердило, что участок { $plot } ваш, поэтому его данных в кабинете нет. Проверьте номер участка в своих данных. Если он верный, обратитесь в правление с документами на участок.
letter-plot-refused-action = Проверить номера участков
letter-plot-refused-not-you = Вы не указывали этот участок? Смените пароль кабинета.
letter-password-title = Пароль изменён
letter-password-text = Здравствуйте! У кабинета с логином { $login } теперь новый пароль, на других устройствах кабинет закрыт. Если пароль сменили вы, ничего делать не нужно.
letter-password-not-you = Вы этого не делали? Сразу задайте новый пароль кнопкой выше и позвоните нам.
