import Incidents

extension IncidentError {
    /// What is wrong with the work on an incident, and what to do.
    var sentence: Bilingual {
        switch self {
        case .noSuchIncident(let open):
            let numbers = open.isEmpty ? "なし none" : open.map(String.init).joined(separator: ", ")
            return Bilingual(
                "その番号の事案はありません。対応中の事案: \(numbers)", "there is no such incident; those that are open: \(numbers)")
        case .closed(let id):
            return Bilingual("事案 \(id) は閉じられています。何も記録していません。", "incident \(id) is closed; nothing was recorded.")
        case .nameTaken(let id):
            return Bilingual(
                "同じ名前の事案があります: \(id)。別の名前にしてください。", "incident \(id) has this name; give it another.")
        case .nobodyInside:
            return Bilingual(
                "区域内に世帯がありません。事案を開いていません。", "nobody is inside the area; no incident was opened.")
        case .noSuchTeam(let nearest):
            return Bilingual(
                "この事案にない班です" + (nearest.map { "（\($0)？）" } ?? "") + "。班は engo incident assign でできます。",
                "the incident has no such team" + (nearest.map { " (\($0)?)" } ?? "")
                    + "; engo incident assign makes teams.")
        case .noSuchHousehold:
            return Bilingual("この事案にその番号の世帯はありません。", "the incident has no household of this number.")
        case .numbersDisagree:
            return Bilingual(
                "対応番号と世帯番号が別の世帯を指しています。何も記録していません。",
                "--number and --household belong to different households; nothing was recorded.")
        case .timeOutOfRange:
            return Bilingual(
                "時刻が未来か、事案の \(Self.earliestDays) 日より前です。何も記録していません。",
                "the time lies in the future, or more than \(Self.earliestDays) days before the incident; nothing was recorded."
            )
        case .idTaken:
            return Bilingual(
                "同じIDで別の内容の報告が記録されています。何も記録していません。",
                "a report of this id says something else; nothing was recorded.")
        case .tooManyReports(let limit):
            return Bilingual(
                "1世帯の報告が一度に \(limit) 件を超えます。何も記録していません。",
                "there are more than \(limit) reports of one household at once; nothing was recorded.")
        case .notAFieldFile:
            return Bilingual(
                "現場の端末から書き出した報告のファイルではありません。何も記録していません。",
                "this is no file of reports from a phone; nothing was recorded.")
        case .otherIncident:
            return Bilingual(
                "別の事案の報告です。何も記録していません。", "the reports belong to another incident; nothing was recorded.")
        case .tooManyIntervals(let limit):
            return Bilingual(
                "経過の区切りが \(limit) を超えます。--every を大きくしてください。",
                "the progress would have more than \(limit) intervals; give a larger --every.")
        }
    }

    /// The exit code of `Docs/cli.md`.
    var exitCode: ProgramExitCode {
        switch self {
        case .noSuchIncident, .noSuchTeam, .noSuchHousehold, .numbersDisagree, .timeOutOfRange, .tooManyIntervals:
            .usage
        case .closed, .nobodyInside: .notReady
        case .nameTaken, .idTaken, .tooManyReports, .notAFieldFile, .otherIncident: .badData
        }
    }
}
