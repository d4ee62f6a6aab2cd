/// Writes grades in the forms that the files of welfare systems use: one form in nine of ten rows, others in the rest.
enum GradeSpelling {
    /// 要支援1 and 2 (-1, 0) and 要介護1…5.
    static func care(_ grade: Int, _ stream: inout RandomStream) -> String {
        let isSupport = grade <= 0
        let level = isSupport ? grade + 2 : grade
        switch stream.below(100) {
        case ..<90: return (isSupport ? "要支援" : "要介護") + String(level)
        case ..<94: return (isSupport ? "要支援" : "要介護") + DecimalText.fullWidth(String(level))
        // 要介護状態区分 of the 中間標準レイアウト.
        case ..<98: return String(isSupport ? 11 + level : 20 + level)
        default: return (isSupport ? "支" : "介") + String(level)
        }
    }

    /// Grades of the certificates for physical and mental disability.
    static func level(_ grade: Int, _ stream: inout RandomStream) -> String {
        switch stream.below(100) {
        case ..<90: "\(grade)級"
        case ..<95: DecimalText.fullWidth(String(grade)) + "級"
        case ..<98: String(grade)
        default: KanjiNumeral.withPlaces(grade) + "級"
        }
    }

    /// Grades of the certificate for intellectual disability: four in ten severe.
    static func intellectual(_ stream: inout RandomStream) -> String {
        stream.weighted([(24, "A"), (8, "A1"), (7, "A2"), (1, "Ａ"), (35, "B"), (11, "B1"), (13, "B2"), (1, "Ｂ")])
    }
}
