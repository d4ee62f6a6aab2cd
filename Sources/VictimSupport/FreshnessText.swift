package import Interchange
import Registry
import Residents

extension Freshness {
    /// The ages in one line, as lists show them.
    package func line(_ language: OutputLanguage) -> String {
        switch language {
        case .japanese:
            let register = register.map { Self.japanese($0) } ?? "なし"
            let needs = oldestNeeds.map { "\(self.needs.count) ファイル、最も古いもの \(Self.japanese($0))" } ?? "なし"
            return "住民データ \(register)、支援情報 \(needs)、期限切れ \(expiredNeeds) 件、まもなく期限 \(expiringNeeds) 件（\(day.iso) 時点）"
        case .english:
            let register = register.map { Self.english($0) } ?? "none"
            let needs = oldestNeeds.map { "\(self.needs.count) file(s), oldest \(Self.english($0))" } ?? "none"
            return
                "register \(register); needs \(needs); \(expiredNeeds) expired, \(expiringNeeds) end soon (on \(day.iso))"
        }
    }

    private static func japanese(_ file: File) -> String {
        guard let day = file.file.receivedOn, let age = file.ageDays else { return "受領日不明" }
        return "\(day.iso) 受領（\(age) 日前）"
    }

    private static func english(_ file: File) -> String {
        guard let day = file.file.receivedOn, let age = file.ageDays else { return "received on an unknown day" }
        return "received \(day.iso) (\(age) days before)"
    }

    /// Writes the ages as one JSON object; its members are listed in `Docs/data-formats.md`.
    package func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("on", day.iso)
        json.name("register")
        if let register { Self.write(register, to: &json) } else { json.null() }
        json.name("needs_files")
        json.beginArray()
        for file in needs { Self.write(file, to: &json) }
        json.endArray()
        json.member("needs_expired", expiredNeeds)
        json.member("needs_expiring", expiringNeeds)
        json.endObject()
    }

    private static func write(_ file: File, to json: inout JSONWriter) {
        json.beginObject()
        json.member("file", file.file.name)
        json.member("received_on", file.file.receivedOn?.iso)
        json.member("age_days", file.ageDays)
        json.member("rows", file.file.rows)
        json.member("is_old", file.isOld)
        json.endObject()
    }
}
