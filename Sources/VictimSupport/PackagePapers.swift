import Interchange

/// The papers of a package: what it is and how to destroy it, and a receipt to print and sign.
struct PackagePapers {
    let list: PackageList
    let terms: HandOver
    let dataSha256: String
    /// The data files.
    let files: [PackageFile]

    private var mark: String { list.drill ? "【訓練 DRILL】" : "" }

    /// `README.txt`: UTF-8 with a byte order mark and CR LF, so that the oldest editor shows it.
    var readme: String {
        var lines: [String] = []
        if list.drill { lines += ["【訓練】この名簿の人は実在しません。 / DRILL: nobody on this list exists.", ""] }
        lines += japanese + ["", String(repeating: "-", count: 70), ""] + english
        return "\u{FEFF}" + lines.map { Self.oneLine($0) + "\r\n" }.joined()
    }

    private var japanese: [String] {
        var lines = [
            "\(list.municipality) 要援護者名簿", "", "これは何か",
            "  災害のときに助けが必要な世帯 \(list.households) 世帯、\(list.persons) 人の名簿です。区域: \(list.area)",
            "  基準日 \(list.asOf)、世代 \(list.generation)、配点表 \(list.policyTitle) \(list.policyVersion)",
            "だれが見てよいか", "  提供先: \(list.audienceLabel)。根拠: \(list.legalBasisLabel)。ほかの人に見せたり、渡したりしないでください。",
        ]
        if let basis = list.openOnlyOnLabel {
            lines.append("  【開封の条件】平常時に提供へ同意していない方の名簿です。災害が発生し、または発生するおそれがあり、市区町村が")
            lines.append("  \(basis)により開封を認めたときだけ開いてください。")
        }
        if let until = list.activationUntil { lines.append("  根拠となる発令は \(until)（UTC）に終わります。") }
        if let purpose = terms.purpose { lines.append("  利用目的: \(purpose)。ほかの目的には使えません。") }
        lines += [
            "いつまでか", "  \(terms.expiresOn) まで。過ぎたら、印刷したものも含めてすべて廃棄し、渡した市区町村に知らせてください。",
            "廃棄のしかた", "  このフォルダと、封をしたファイル（.age）を、複写・控え・ごみ箱の中も含めて消します。USBメモリーは初期化します。",
            "  紙は裁断か焼却をします。廃棄した日と人を記録に残してください。",
            "受け取ったら", "  receipt.html（受領書）を印刷し、記入して、渡した市区町村に返してください。",
            "  開いたあとのファイルは暗号化されていません。暗号化された機器か、鍵のかかる所に置いてください。", "中身",
        ]
        lines += files.map { "  \($0.name)（\($0.bytes) バイト）" }
        lines += [
            "  manifest.json（件数、各ファイルの SHA-256、期限など）", "", "作成: \(terms.madeAt)（UTC） \(terms.madeBy)",
        ]
        return lines
    }

    private var english: [String] {
        [
            "What this is: the \(list.households) households (\(list.persons) persons) who need help first in a disaster.",
            "Who may see it: \(list.audience), on the basis \(list.legalBasis); nobody else.",
            list.openOnlyOn.map { "To be opened only when the municipality allows it on \($0)." } ?? "",
            "Until when: \(terms.expiresOn). Then destroy every copy, paper too, and tell the municipality.",
            "How to destroy it: delete this folder and the sealed file with all copies and backups; format sticks;",
            "shred or burn paper; write down who did it and when.", "Print receipt.html, sign it and send it back.",
        ]
    }

    /// `receipt.html`: 受領書; no script, nothing loaded from elsewhere.
    var receipt: String {
        let facts: [(String, String)] = [
            ("名簿 / list", "\(list.municipality)（\(list.municipalityCode)） \(list.area)"),
            ("世帯・人数 / households, persons", "\(list.households) 世帯、\(list.persons) 人"),
            ("基準日・世代 / as of, generation", "\(list.asOf)、\(list.generation)"),
            ("提供先の区分 / audience", list.audienceLabel), ("根拠 / legal basis", list.legalBasisLabel),
            ("開封の条件 / to be opened", list.openOnlyOnLabel ?? ""), ("利用目的 / purpose", terms.purpose ?? ""),
            ("利用期限 / use until", terms.expiresOn),
            ("作成 / made", "\(terms.madeAt)（UTC） \(terms.madeBy)"), ("データの SHA-256 / of the data", dataSha256),
        ]
        let blanks = [
            "受領した日 / date", "団体名 / organisation", "受領者の氏名・署名 / receiver", "管理責任者 / manager",
            "取扱者 / handlers", "保管場所 / kept where", "渡した職員 / handed over by", "廃棄した日・人 / destroyed on, by",
        ]
        var page = "<!DOCTYPE html>\n<html lang=\"ja\"><head><meta charset=\"utf-8\"><title>受領書</title>"
        page +=
            "<style>body{font-family:sans-serif;margin:2em;max-width:48em}table{border-collapse:collapse;width:100%}"
        page +=
            "td,th{border:1px solid #666;padding:.5em;text-align:left;vertical-align:top}th{width:38%;font-weight:normal}"
        page += "td{overflow-wrap:anywhere}tr.blank td{height:2.2em}@page{size:A4;margin:15mm}</style></head><body>\n"
        page += "<h1>\(HTMLText.escaped(mark))受領書 / receipt</h1>\n<p>次の名簿を受け取りました。定められた目的と期限を守り、"
        page += "ほかの人に渡さず、期限が過ぎたらすべて廃棄して報告します。</p>\n<table>\n"
        for (name, value) in facts { page += row(name, HTMLText.escaped(value)) }
        for name in blanks { page += row(name, "", isBlank: true) }
        return page + "</table>\n</body></html>\n"
    }

    private func row(_ name: String, _ value: String, isBlank: Bool = false) -> String {
        "<tr\(isBlank ? " class=\"blank\"" : "")><th>\(name)</th><td>\(value)</td></tr>\n"
    }

    /// The text without what would begin a line or turn it.
    private static func oneLine(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { HTMLText.isForbidden($0.value) ? "\u{FFFD}" : $0 }))
    }
}
