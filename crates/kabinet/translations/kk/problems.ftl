# One sentence for each ProblemKind: what happened and what to do.
# All five variables always come; one that is not known is the word "none":
#   $value what stands in the file; $column the name of the column in the file; $expected what should stand there;
#   $other what else is compared (a reading, a date, a row); $row the line.

# The file as a whole.
import-problem-unknown-file = Бұл кесте емес: файл CSV-ге де, XLSX-ке де ұқсамайды. Оны Excel немесе 1С бағдарламасында «CSV» не «Excel кітабы» түрінде сақтап, қайта жүктеңіз.
import-problem-unknown-columns = Бағандар танылмады: «{ $value }». Тақырыпта учаске немесе дербес шот нөмірі және тағы кемінде екі баған бар екенін тексеріңіз не файлдың түрін өзіңіз таңдаңыз.
import-problem-empty-file = Файлда деректері бар бірде-бір жол жоқ. Дұрыс файл таңдалғанын және кестенің сақталғанын тексеріңіз.
import-problem-truncated = Файл ортасынан үзілген, одан ештеңе алуға болмайды. Оны қайтадан толық жүктеп алыңыз немесе көшіріңіз.
import-problem-line-too-long = Жол кестедегіден тым ұзын. Жол ауыстырулар жоғалған сияқты: файлды қайта сақтаңыз.
import-problem-false-dimension = Парақта шын мәніндегіден көп жол көрсетілген. Тек толтырылғандарын оқыдық: санын өз кестеңізбен салыстырыңыз.
import-problem-wrong-label = Файлдың белгісі оның нақты кодтауына сәйкес емес. Әріптеріне қарап оқыдық: мысалдардағы сөздерді тексеріңіз.
import-problem-encoding-changes = Осы жолдан бастап кодтау өзгереді. Файлды тұтас бір кодтауда сақтап, қайта жүктеңіз.
import-problem-wrong-encoding = Жол файлдың басынан басқа кодтауда жазылған: әріптері бұзылған. Файлды тұтас бір кодтауда сақтаңыз.
import-problem-missing-column = «{ $column }» бағаны жоқ. Оны файлға қосыңыз немесе «Бағандар» қадамында орнына қай баған жүретінін көрсетіңіз.
import-problem-duplicate-column = «{ $column }» бағанының мағынасы басқа бағанмен бірдей. Біреуін қалдырып, екіншісіне «Жүктемеу» таңдаңыз.

# The form of a row.
import-problem-stray-quote = «{ $value }» мәнінің ішінде тырнақша бар. Сол күйінде алдық; артық болса, файлдан алып тастаңыз.
import-problem-unclosed-quote = Тырнақша ашылған, бірақ жабылмаған. Екіншісін қойыңыз немесе біріншісін алып тастаңыз.
import-problem-extra-field = Жолдағы өрістер тақырыптағы бағандардан көп. Артық бөлгішті алып тастаңыз немесе мәнді тырнақшаға алыңыз.
import-problem-few-fields = Жолдағы өрістер тақырыптағы бағандардан аз. Бөлгіштің немесе жол соңының жоғалмағанын тексеріңіз.
import-problem-merged-cells = Мән бірнеше жолға ортақ біріктірілген ұяшықта тұр. Ұяшықтарды бөліп, мәнді әрқайсысына жазыңыз.
import-problem-formula-injection = «{ $value }» мәні формула сияқты басталады. Оны мәтін ретінде алдық, ол орындалмайды; дұрыс екенін тексеріңіз.

# A value by itself.
import-problem-missing-value = «{ $column }» бағаны бос. Мәнін жазып, жолды қайта жүктеңіз.
import-problem-value-too-long = Мән тым ұзын: «{ $value }…». Қысқартыңыз немесе баған дұрыс па, тексеріңіз.
import-problem-not-a-number = «{ $value }» — сан емес. Цифр орнында әріп немесе артық бос орын жоқ па, тексеріп, санды жазыңыз.
import-problem-too-many-decimals = { $value } санының үтірден кейінгі таңбалары тым көп. Оны дөңгелектеңіз.
import-problem-negative = { $value } саны нөлден кіші. Минусты алып тастаңыз немесе цифрларды түзетіңіз.
import-problem-wrong-date = «{ $value }» — күн емес. Күнін, айын және жылын жазыңыз, мысалы 01.05.2022.
import-problem-date-as-text = «{ $value }» күні мәтін түрінде жазылған. Күн ретінде оқыдық: күні мен айын тексеріңіз.
import-problem-not-yes-no = «{ $value }» — «иә» де, «жоқ» та емес. Екеуінің бірін жазыңыз.
import-problem-bad-number = «{ $value }» — учаске нөмірі емес. Баған дұрыс па, тексеріп, нөмірді жазыңыз.
import-problem-bad-phone = «{ $value }» телефонын тани алмадық, жолды онсыз жүктейміз. 8-ден басталатын 11 цифр жазыңыз.
import-problem-bad-email = «{ $value }» — пошта мекенжайы емес, жолды онсыз жүктейміз. Мекенжайды тексеріп, тізілімді қайта жүктеңіз.

# A row beside the others and beside what stands.
import-problem-unknown-plot = Тізілімде { $value } учаскесі жоқ. Нөмірін тексеріңіз немесе учаскені қосыңыз: тізілімді жүктеңіз.
import-problem-unknown-account = Порталда { $value } дербес шоты жоқ. Нөмірін тексеріңіз немесе шотты қосыңыз: тізілімді жүктеңіз.
import-problem-duplicate-plot = { $other ->
    [none] { $value } учаскесі бұл файлда бұрын кездескен. Бір жолын қалдырыңыз.
   *[other] { $value } учаскесі { $other }-жолда кездескен. Бір жолын қалдырыңыз.
}
import-problem-not-electrified = { $value } учаскесі электрлендірілмеген, есептеуіші жоқ. Нөмірін тексеріңіз немесе учаскені тізілімде түзетіңіз.
import-problem-wrong-period = Жолдың кезеңі ({ $value }) файлдың кезеңінен ({ $expected }) басқа. Күндерін түзетіңіз немесе жолды бөлек файлмен жүктеңіз.
import-problem-period-overlaps = { $value } кезеңі бұрын жүктелген кезеңмен ({ $other }) қабаттасады. Күндерін түзетіңіз немесе бұрынғы жүктеуді қайтарыңыз.
import-problem-end-below-start = Соңындағы көрсеткіш ({ $value }) басындағы көрсеткіштен ({ $other }) кіші. Цифрларды тексеріңіз; есептеуіш ауыстырылса, жаңа есептеуіш енгізіңіз.
import-problem-sum-differs = Көрсеткіштер сомасы ({ $value }) күн + түн қосындысына ({ $expected }) тең емес. Соманы немесе көрсеткіштерді түзетіңіз.
import-problem-start-differs = { $expected ->
    [none] { $other } күнгі көрсеткіште тарифтер саны басқа. Көрсеткіштерді тексеріңіз; есептеуіш ауыстырылса, жаңа есептеуіш енгізіңіз.
   *[other] Басындағы көрсеткіш ({ $value }) { $other } күнгі көрсеткішпен ({ $expected }) сәйкес емес. Оны түзетіңіз; есептеуіш ауыстырылса, жаңа есептеуіш енгізіңіз.
}
import-problem-overlaps = Соңындағы көрсеткіш ({ $value }) келесісінен үлкен: { $other } күні { $expected } тұр. Цифрларды тексеріңіз немесе сол жүктеуді қайтарыңыз.
import-problem-use-differs = Тұтыну ({ $value }) көрсеткіштердің айырмасына ({ $expected }) тең емес. Тұтынуды немесе көрсеткіштерді түзетіңіз.
import-problem-cost-differs = Сома ({ $value }) тұтынуды тарифке көбейткенге ({ $expected }) тең емес. Файлдағы соманы немесе порталдағы тарифті түзетіңіз.
import-problem-no-tariff = { $value } күніне тариф жоқ: көрсеткіштерді сомасыз жүктейміз. Тарифті қоссаңыз, сомалар есептеледі.

# Where it is; the parts are joined by ", ".
import-place-row = { $row }-жол
import-place-column = «{ $column }» бағаны
import-problem-duplicate-item = { $value } учаскесі бойынша бұл бап { $other }-жолда бар. Бір жол қалдырыңыз: сомаларды қосыңыз немесе артығын өшіріңіз.
import-problem-zero-sum = Төлем сомасы — нөл. Қанша төленгенін жазыңыз немесе жолды өшіріңіз.
