//! The fields of the standard, in its order, with their lengths.

coded! {
    /// A field of the payment QR code; its code is its key. The first five are required.
    pub enum QrField {
        /// The payee's name.
        Name = "Name",
        /// The payee's account.
        PersonalAcc = "PersonalAcc",
        /// The name of the payee's bank.
        BankName = "BankName",
        /// БИК.
        Bic = "BIC",
        /// Correspondent account of the bank, `0` if it has none.
        CorrespAcc = "CorrespAcc",
        /// The sum in kopecks.
        Sum = "Sum",
        /// Назначение платежа.
        Purpose = "Purpose",
        /// ИНН of the payee.
        PayeeInn = "PayeeINN",
        /// ИНН of the payer.
        PayerInn = "PayerINN",
        /// Статус составителя платёжного документа.
        DrawerStatus = "DrawerStatus",
        /// КПП of the payee.
        Kpp = "KPP",
        /// КБК.
        Cbc = "CBC",
        /// ОКТМО.
        Oktmo = "OKTMO",
        /// Основание налогового платежа.
        PaytReason = "PaytReason",
        /// Налоговый период.
        TaxPeriod = "TaxPeriod",
        /// Номер документа.
        DocNo = "DocNo",
        /// Дата документа.
        DocDate = "DocDate",
        /// Тип платежа.
        TaxPaytKind = "TaxPaytKind",
        /// The payer's surname.
        LastName = "LastName",
        /// The payer's name.
        FirstName = "FirstName",
        /// The payer's patronymic.
        MiddleName = "MiddleName",
        /// The payer's address.
        PayerAddress = "PayerAddress",
        /// Лицевой счёт бюджетного получателя.
        PersonalAccount = "PersonalAccount",
        /// Индекс платёжного документа.
        DocIdx = "DocIdx",
        /// СНИЛС.
        PensAcc = "PensAcc",
        /// Номер договора.
        Contract = "Contract",
        /// Лицевой счёт of the payer with the payee.
        PersAcc = "PersAcc",
        /// Номер квартиры.
        Flat = "Flat",
        /// The payer's phone.
        Phone = "Phone",
        /// Вид ДУЛ плательщика.
        PayerIdType = "PayerIdType",
        /// Номер ДУЛ плательщика.
        PayerIdNum = "PayerIdNum",
        /// Ф.И.О. ребёнка или учащегося.
        ChildFio = "ChildFio",
        /// Дата рождения.
        BirthDate = "BirthDate",
        /// Срок платежа.
        PaymTerm = "PaymTerm",
        /// Период оплаты.
        PaymPeriod = "PaymPeriod",
        /// Вид платежа.
        Category = "Category",
        /// Код услуги или название прибора учёта.
        ServiceName = "ServiceName",
        /// Номер прибора учёта.
        CounterId = "CounterId",
        /// Показание прибора учёта.
        CounterVal = "CounterVal",
        /// Номер извещения, начисления, счёта.
        QuittId = "QuittId",
        /// Дата извещения, начисления, счёта.
        QuittDate = "QuittDate",
        /// Номер учреждения.
        InstNum = "InstNum",
        /// Номер группы или класса.
        ClassNum = "ClassNum",
        /// Ф.И.О. преподавателя.
        SpecFio = "SpecFio",
        /// Сумма страховки, дополнительной услуги, пени, in kopecks.
        AddAmount = "AddAmount",
        /// Номер постановления.
        RuleId = "RuleId",
        /// Номер исполнительного производства.
        ExecId = "ExecId",
        /// Код вида платежа.
        RegType = "RegType",
        /// УИН.
        Uin = "UIN",
        /// Технический код: 02 is housing, 15 is other.
        TechCode = "TechCode",
    }
}

impl QrField {
    /// What must stand in every code, first and in this order.
    pub const REQUIRED: [Self; 5] = [Self::Name, Self::PersonalAcc, Self::BankName, Self::Bic, Self::CorrespAcc];

    /// The fewest and the most characters of a value, where the standard says.
    pub(super) const fn length(self) -> (usize, usize) {
        match self {
            Self::Name => (1, 160),
            Self::PersonalAcc | Self::Cbc => (20, 20),
            Self::BankName => (1, 45),
            Self::Bic | Self::Kpp => (9, 9),
            Self::CorrespAcc => (1, 20),
            Self::Sum => (1, 18),
            Self::Purpose => (1, 210),
            Self::PayeeInn | Self::PayerInn => (1, 12),
            Self::DrawerStatus | Self::PaytReason | Self::TaxPaytKind | Self::TechCode => (1, 2),
            Self::Oktmo => (1, 11),
            Self::TaxPeriod | Self::DocDate => (1, 10),
            Self::DocNo => (1, 15),
            _ => (1, usize::MAX),
        }
    }

    /// Whether a value has digits only.
    pub(super) const fn is_of_digits(self) -> bool {
        matches!(self, Self::Bic | Self::CorrespAcc | Self::Sum | Self::PayeeInn | Self::PayerInn)
    }

    /// The field of a key in any case.
    pub(super) fn of_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.code().eq_ignore_ascii_case(key))
    }
}
