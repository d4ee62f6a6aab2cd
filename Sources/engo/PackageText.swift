import VictimSupport

/// What a package says of itself, for people.
enum PackageText {
    static func text(_ manifest: PackageManifest) -> String {
        let list = manifest.list
        var lines = list.drill ? ["【訓練 DRILL】"] : []
        lines += [
            "市区町村 municipality   \(list.municipality) \(list.municipalityCode)",
            "区域 area               \(list.area)\(list.selection)",
            "世帯 households         \(list.households)", "人 persons              \(list.persons)",
            "世代 generation         \(list.generation)", "基準日 as of            \(list.asOf)",
            "配点表 policy           \(list.policyTitle) \(list.policyVersion)（SHA-256 \(list.policySha256.prefix(12))）",
            "提供先 audience         \(list.audienceLabel) \(list.audience)",
            "根拠 legal basis        \(list.legalBasisLabel)",
        ]
        if let basis = list.openOnlyOnLabel { lines.append("開封の条件 opened on    \(basis)のときだけ") }
        if let purpose = manifest.handOver.purpose { lines.append("利用目的 purpose        \(purpose)") }
        lines += [
            "利用期限 use until      \(manifest.handOver.expiresOn)",
            "作成 made               \(manifest.handOver.madeAt) \(manifest.handOver.madeBy)",
            "データ data SHA-256     \(manifest.dataSha256)",
        ]
        for file in manifest.files { lines.append("  \(file.sha256)  \(file.name)（\(file.bytes) bytes）") }
        return TableLine.harmless(lines)
    }
}
