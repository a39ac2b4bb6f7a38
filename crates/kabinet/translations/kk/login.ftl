# Log-in. The label and hint of the login follow the portal's rule: plot, user-name, login, email.
login-title = Жеке кабинетке кіру
login-label-plot = Логин (учаске нөмірі)
login-hint-plot = Учаскеңіз бірнешеу болса, ең кіші нөмірін жазыңыз
login-label-user-name = Пайдаланушы аты
login-hint-user-name = Тіркелген кезде таңдаған атыңыз
login-label-contract = Логин
login-hint-contract = Мысалы, vk2666
login-label-email = Электрондық пошта мекенжайы
login-hint-email = Тіркелген кезде көрсеткен мекенжайыңыз
login-password = Құпиясөз
login-submit = Кіру

login-missing-title = Кіру үшін өрістерді толтырыңыз
login-missing-login = Логинді енгізіңіз
login-missing-password = Құпиясөзді енгізіңіз
login-wrong-title = Кіру мүмкін болмады
login-wrong-text = Логин немесе құпиясөз сәйкес келмейді. Пернетақта тілі мен Caps Lock күйін тексеріп, қайта көріңіз.
login-wrong-check = Логинді тексеріп, құпиясөзді қайта енгізу
login-too-many-title = Тым көп әрекет жасалды
login-too-many-text = Құпиясөзіңізді ешкім таңдап таппауы үшін кіру { $minutes } минутқа жабылды. Кейін қайта көріңіз немесе бізге қоңырау шалыңыз.
login-first = Бұл бетті ашу үшін кіріңіз
login-done-out = Сіз кабинеттен шықтыңыз
login-done-out-text = Бөтен компьютерде браузер терезесін де жабыңыз.

login-help-title = Кіре алмай жатырсыз ба?
login-help-password-title = Құпиясөзді немесе логинді ұмыттыңыз ба?
login-help-password-text = Құпиясөзді хат арқылы қайта орнатуға болады. Жаңа ғана тіркелсеңіз, хаттағы сілтеме арқылы мекенжайды растаңыз
login-help-site-title = Басты бетке
login-help-site-text = Кабинетте не бар және кімге қоңырау шалуға болады
# By sign-up scheme: heading, «remember me», «forgot?», a word to first visitors.
login-title-plot = Жеке кабинетке кіру
login-title-user-name = Пайдаланушы аты мен құпиясөзді енгізіңіз немесе тіркеліңіз
login-title-contract = Кіру деректерін енгізіңіз:
login-title-email = Жеке кабинетке кіру
login-remember-user-name = Есте сақтау керек пе?
login-remember-contract = Мені осы компьютерде есте сақтау
login-remember-email = Мені осы компьютерде есте сақтау
login-forgot-plot = Құпиясөзді ұмыттыңыз ба?
login-forgot-user-name = Пайдаланушы атын немесе құпиясөзді ұмыттыңыз ба?
login-forgot-contract = Құпиясөзіңізді ұмыттыңыз ба?
login-forgot-email = Құпиясөзді ұмыттыңыз ба?
login-first-time = Сайтқа алғаш рет кірсеңіз, тіркеу формасын толтырыңыз.
login-captcha-title = Суреттегі кодты енгізіңіз
login-captcha-text = Бірнеше қате әрекет болды. Құпиясөзді және суреттегі сандарды қайта енгізіңіз: осылайша сіздің бағдарлама емес екеніңізді көреміз.
