import Disclosure
import Foundation
import Registry
import VictimSupport

extension VictimSupportError {
    /// What failed, where, and what to do; one sentence per faulty row.
    var sentences: [Bilingual] {
        switch self {
        case .unreadableContent(let file, let error):
            return [Bilingual("\(file): \(error.sentence.japanese)", "\(file): \(error.sentence.english)")]
        case .missingColumns(let file, let columns):
            let names = columns.joined(separator: ", ")
            return [
                Bilingual(
                    "\(file): 1行目（見出し）に列がありません: \(names)。何も変更していません。",
                    "\(file): the header (line 1) lacks the columns \(names); nothing was changed.")
            ]
        case .noRows(let file):
            return [
                Bilingual(
                    "\(file): データの行がありません。何も変更していません。", "\(file): there are no rows; nothing was changed.")
            ]
        case .badRows(let file, let faults): return Self.sentences(file, faults)
        case .shrinks(let file, let before, let after, let limit):
            return [
                Bilingual(
                    "\(file): 取り込むと \(before) 件が \(after) 件に減ります（\(limit)％を超える減少）。何も変更していません。"
                        + "ファイルが途中で切れていないか確かめ、正しければ --shrink-limit 100 を付けてください。",
                    "\(file): the import would leave \(after) of \(before), more than \(limit) % less; nothing was changed. "
                        + "Is the file whole? If so, give --shrink-limit 100.")
            ]
        case .fieldsVanish(let file, let fields):
            let names = fields.joined(separator: "、")
            return [
                Bilingual(
                    "\(file): 今の住民データにある \(names) が、このファイルでは一人にもありません。何も変更していません。"
                        + "列の名前が変わっていないか確かめ（engo import profile check）、正しければ --shrink-limit 100 を付けてください。",
                    "\(file): nobody in it has \(names), which the register has; nothing was changed. "
                        + "Was a column renamed? If not, give --shrink-limit 100.")
            ]
        case .wouldClearNeeds(let file, let count):
            return [
                Bilingual(
                    "\(file): 今ある支援情報のうち \(count) 件がこのファイルにありません。何も変更していません。"
                        + "全件のファイルなら --full（その \(count) 件は終わります）、一部なら --partial を付けてください。",
                    "\(file): \(count) needs that are there are not in the file; nothing was changed. "
                        + "Give --full if the file holds all needs (those end), --partial if it holds some.")
            ]
        case .notScored:
            return [
                Bilingual("援護度がまだありません。engo score を実行してください。", "nobody is scored yet: run engo score.")
            ]
        case .emptyGeneration(let generation):
            return [
                Bilingual(
                    "世代 \(generation) には住民が一人もいないので、戻せません。何も変更していません。",
                    "nobody was registered in generation \(generation); nothing was changed.")
            ]
        case .noDaytimeScores:
            return [
                Bilingual(
                    "平日日中の援護度がありません。配点表の household に daytime を書き、engo score を実行してください。",
                    "there are no daytime scores: give the policy's household a daytime rule and run engo score.")
            ]
        case .scoreTooLarge:
            return [
                Bilingual(
                    "配点が大きすぎます（世帯の合計が 2,147,483 点を超えます）。配点表を見直してください。",
                    "the policy's points are too large: a household's total exceeds 2,147,483.")
            ]
        case .unreadablePolicy, .noSuchPolicy: return [policySentence]
        case .noRegister:
            return [
                Bilingual(
                    "住民データがまだありません。engo import residents を実行してください。",
                    "there is no register yet: run engo import residents.")
            ]
        case .outputIsNoDictionary(let path):
            return [
                Bilingual(
                    "出力先に住所辞書ではないファイルがあります: \(path)。消さないために中止しました。別の名前にしてください。",
                    "the output path holds a file that is no dictionary (\(path)); it was left alone. Give another name."
                )
            ]
        case .noDictionary(let path):
            return [
                Bilingual(
                    "住所辞書がありません: \(path)。engo dictionary build を実行してください。",
                    "there is no address dictionary (\(path)): run engo dictionary build.")
            ]
        case .wouldReplace(let path):
            return [
                Bilingual(
                    "既に作業ファイルがあります: \(path)。何も変更していません。今の内容を控えに替えてよければ --replace を付けてください。",
                    "there is a workspace already: \(path); nothing was changed. Give --replace if the backup may take its place."
                )
            ]
        case .cannotReplace(let path):
            return [
                Bilingual(
                    "今あるファイルは作業ファイルではないか、壊れています: \(path)。-wal・-shm の付くファイルと一緒に別の名前に移し（-audit は残し）、"
                        + "もう一度実行してください。",
                    "what is there is no workspace, or damaged: \(path). Move it away with its -wal and -shm files, leave -audit, "
                        + "and run again.")
            ]
        case .dictionaryNotRestored(let path):
            return [
                Bilingual(
                    "住民データは控えの状態に戻りました。住所辞書だけ書き込めませんでした: \(path)。空き容量を確かめて、もう一度実行するか、"
                        + "engo dictionary build で作り直してください。",
                    "the register is restored; only the address dictionary could not be written: \(path). Check the free space and "
                        + "run again, or run engo dictionary build.")
            ]
        case .correctionRefused(let code):
            return [
                Bilingual(
                    "訂正を受け付けられません: \(code.japanese) [\(code.rawValue)]。何も変更していません。",
                    "the correction cannot be accepted: \(code.rawValue); nothing was changed.")
            ]
        case .noSuchCorrection:
            return [
                Bilingual(
                    "この住所の訂正はありません。engo dictionary corrections で確かめてください。",
                    "nothing was taught about this address: see engo dictionary corrections.")
            ]
        case .unknownShelterForm, .unknownHazardKind, .ambiguousHazardKind, .otherHazardKind, .outsideJapan,
            .hazardLayerExists, .noHazardLayer, .noSuchHazardLayer, .groundLayerExists, .noSuchGroundLayer,
            .groundTooDetailed:
            return [placesSentence]
        case .noSuchActivation(let holding):
            let numbers = holding.isEmpty ? "なし none" : holding.map(String.init).joined(separator: ", ")
            return [
                Bilingual(
                    "その番号の発令は、今はありません。発令中: \(numbers)", "no such declaration holds now; those that do: \(numbers)")
            ]
        case .nothingToTeach(let file):
            return [
                Bilingual(
                    "\(file): 「正しい住所」も「経度」「緯度」も、どの行にも入っていません。何も変更していません。",
                    "\(file): no row has a corrected_address, or longitude and latitude; nothing was changed.")
            ]
        }
    }

    private static func sentences(_ file: String, _ faults: RowFaults) -> [Bilingual] {
        let total = Bilingual(
            "\(file): \(faults.count) 行に誤りがあります。何も変更していません。",
            "\(file): \(faults.count) rows are wrong; nothing was changed.")
        let listed = faults.first.map { error in
            let column = error.column.map { "\($0): " } ?? ""
            return Bilingual(
                "\(file):\(error.line): \(column)\(error.code.japanese) [\(error.code.rawValue)]",
                "\(file):\(error.line): \(column)\(error.code.rawValue)")
        }
        let rest = faults.count - listed.count
        let more = Bilingual("ほかに \(rest) 行あります。", "and \(rest) more rows.")
        return [total] + listed + (rest > 0 ? [more] : [])
    }

    /// The exit code of `Docs/cli.md`.
    var exitCode: ProgramExitCode {
        switch self {
        case .shrinks, .fieldsVanish, .wouldClearNeeds, .unreadableContent, .missingColumns, .noRows, .badRows,
            .scoreTooLarge,
            .correctionRefused,
            .noSuchCorrection,
            .noSuchActivation,
            .nothingToTeach, .unknownShelterForm, .unknownHazardKind, .ambiguousHazardKind, .otherHazardKind,
            .outsideJapan, .hazardLayerExists, .noSuchHazardLayer, .groundLayerExists, .noSuchGroundLayer,
            .groundTooDetailed:
            .badData
        case .notScored, .noDaytimeScores, .noRegister, .emptyGeneration, .noDictionary, .noHazardLayer: .notReady
        case .cannotReplace, .unreadablePolicy, .noSuchPolicy: .badData
        case .outputIsNoDictionary, .wouldReplace, .dictionaryNotRestored: .cannotCreate
        }
    }
}

extension RegistryError {
    /// What failed, where, and what to do.
    var sentence: Bilingual {
        switch self {
        case .noWorkspace(let path):
            Bilingual(
                "作業ファイルがありません: \(path)。engo init で作ります。", "there is no workspace: \(path). Make one with engo init.")
        case .alreadyExists(let path):
            Bilingual("既にあります: \(path)", "already exists: \(path)")
        case .unreadable(let path, let code):
            Bilingual("読めません（errno \(code)）: \(path)", "cannot be read (errno \(code)): \(path)")
        case .folderNotWritable(let path):
            Bilingual(
                "作業ファイルのあるフォルダに書き込めません: \(path)。読むときにも索引ファイルと監査ログをそこに置きます。",
                "the folder of the workspace cannot be written: \(path). Readers too keep an index and the audit log there."
            )
        case .notAWorkspace(let path):
            Bilingual(
                "engo の作業ファイルではありません（または壊れています）: \(path)。控えは engo restore で作業ファイルにします。",
                "not an engo workspace, or damaged: \(path). A backup becomes one with engo restore.")
        case .newerFormat(let path):
            Bilingual("新しい版の engo で作られています: \(path)", "made by a newer engo: \(path)")
        case .needsMigration(let path):
            Bilingual(
                "古い版の engo で作られています: \(path)。engo backup で控えを取ってから engo score を一度実行すると、新しい形式になります。",
                "made by an older engo: \(path). Run engo backup, then engo score once to bring it up to date.")
        case .busy(let path):
            Bilingual(
                "別の engo が書き込み中です: \(path)。終わってからもう一度実行してください。",
                "another engo is writing to \(path); try again when it has finished.")
        case .cannotWrite(let path, let code):
            Bilingual(
                "書き込めません（errno \(code)）: \(path)。フォルダと空き容量を確かめてください。",
                "cannot be written (errno \(code)): \(path). Check the folder and the free space.")
        case .unusableLoginBook(let path):
            Bilingual(
                "ログインの記録が読めません: \(path)。消すと作り直され、失敗の数と、ふだんの端末の記録は最初からになります。",
                "the record of logins cannot be read: \(path). Remove it: it is made anew, and failures and known sources begin anew."
            )
        case .notDurable(let setting):
            Bilingual("保存の確実さを確保できません: \(setting)", "the durability setting did not hold: \(setting)")
        case .packedColumnMismatch(let column):
            Bilingual("作業ファイルが壊れています（\(column)）。", "the workspace is damaged (\(column)).")
        case .generationNotKept(let first, let last):
            Bilingual(
                "その世代は残っていません。残っている世代: \(first)〜\(last)（engo generations list）",
                "that generation is not kept; those from \(first) to \(last) are: see engo generations list.")
        case .notABackup(let path):
            Bilingual(
                "engo backup で作った控えではありません: \(path)。何も変更していません。",
                "not made by engo backup: \(path); nothing was changed.")
        case .damaged(let path):
            Bilingual(
                "ファイルが壊れているか、途中で切れています: \(path)。何も変更していません。壊れていない控えを使ってください。",
                "the file is damaged or cut short: \(path); nothing was changed. Use a sound backup.")
        case .foreignSchema(let path):
            Bilingual(
                "この engo が作らない表・引き金などが入っているか、足りません: \(path)。何も変更していません。",
                "has tables, triggers or views that engo does not make, or lacks some: \(path); nothing was changed.")
        case .otherWorkspace(let path, let backup, let target):
            Bilingual(
                "控えと作業ファイルの市区町村または種類（実データ・訓練）が違います: \(path)（控え \(backup.text)、作業ファイル \(target.text)）。"
                    + "何も変更していません。",
                "the backup is of another municipality or kind than the workspace: \(path) (\(backup.text), not \(target.text)); "
                    + "nothing was changed.")
        case .noSuchHousehold:
            Bilingual("その世帯番号の世帯はありません。", "no household has this number.")
        case .database(let code):
            Bilingual("データベースの誤り（SQLite \(code)）。", "database error (SQLite \(code)).")
        }
    }

    /// The exit code of `Docs/cli.md`.
    var exitCode: ProgramExitCode {
        switch self {
        case .noWorkspace, .unreadable: .noInput
        case .alreadyExists, .cannotWrite, .folderNotWritable: .cannotCreate
        case .notAWorkspace, .newerFormat, .noSuchHousehold, .generationNotKept, .notABackup, .damaged, .foreignSchema,
            .otherWorkspace, .unusableLoginBook:
            .badData
        case .needsMigration: .notReady
        case .busy: .busy
        case .notDurable, .packedColumnMismatch, .database: .software
        }
    }
}

extension WorkspaceIdentity {
    fileprivate var text: String { "\(code) \(mode.rawValue)" }
}
