import Foundation
import Interchange

extension InterchangeError {
    /// What failed, where, and what to do.
    var sentence: Bilingual {
        switch self {
        case .missingFile(let path):
            Bilingual("ファイルがありません: \(path)", "there is no such file: \(path)")
        case .notARegularFile(let path):
            Bilingual("通常のファイルではありません: \(path)", "not a regular file: \(path)")
        case .emptyFile(let path):
            Bilingual("ファイルが空です: \(path)", "the file is empty: \(path)")
        case .tooLarge(let path, let bytes, let limit):
            Bilingual(
                "ファイルが大きすぎます（\(bytes) バイト、上限 \(limit)）: \(path)",
                "the file is too large (\(bytes) bytes, limit \(limit)): \(path)")
        case .changedWhileRead(let path):
            Bilingual(
                "読んでいる間に書き換えられました。書き出しが終わってから、もう一度実行してください: \(path)",
                "the file was written to while it was read; run again when its export is finished: \(path)")
        case .unreadable(let path, let code):
            Bilingual("読めません（errno \(code)）: \(path)", "cannot be read (errno \(code)): \(path)")
        case .cannotWrite(let path, EEXIST):
            Bilingual(
                "既にあるので書きません: \(path)。別の名前にしてください。", "the file exists and stays: \(path). Give another name.")
        case .cannotWrite(let path, let code):
            Bilingual(
                "書き込めません（errno \(code)）: \(path)。フォルダと空き容量を確かめてください。",
                "cannot be written (errno \(code)): \(path). Check the folder and the free space.")
        case .unsupportedEncoding(let name):
            Bilingual(
                "文字コード \(name) は扱えません。UTF-8、CP932、BOM付きUTF-16、EUC-JP のどれかにしてください。",
                "encoding \(name) is not read; use UTF-8, CP932, UTF-16 with its byte order mark, or EUC-JP.")
        case .ambiguousEncoding:
            Bilingual(
                "文字コードが CP932 か EUC-JP か決まりません。--encoding cp932 か --encoding euc-jp を付けてください。",
                "the encoding may be CP932 or EUC-JP: say which with --encoding.")
        case .invalidEncoding(let encoding, let line, let offset):
            Bilingual(
                "\(line) 行目（\(offset) バイト目）が \(encoding.rawValue) ではありません。",
                "line \(line) (byte \(offset)) is not \(encoding.rawValue).")
        case .lineTooLong(let offset, let limit):
            Bilingual(
                "\(offset) バイト目から始まる行が長すぎます（\(limit) バイトまで）。区切りや引用符を確かめてください。",
                "the line that begins at byte \(offset) is longer than \(limit) bytes; check separators and quotes.")
        case .undetectableEncoding(let utf8Line, _, let cp932Line, _):
            Bilingual(
                "文字コードが分かりません（EUC-JP でもなく、UTF-8 としては \(utf8Line) 行目、CP932 としては \(cp932Line) 行目が不正）。",
                "the encoding is neither EUC-JP nor UTF-8 (line \(utf8Line)) nor CP932 (line \(cp932Line)).")
        case .encodingUnavailable(let encoding):
            Bilingual("この計算機では \(encoding.rawValue) を扱えません。", "\(encoding.rawValue) is not available on this machine.")
        case .unmappableCharacters(let encoding, let count, _):
            Bilingual(
                "\(encoding.rawValue) にない文字が \(count) 個あります。", "\(count) characters are not in \(encoding.rawValue).")
        case .missingHeader:
            Bilingual("見出し（1行目）がありません。", "there is no header line.")
        case .emptyColumnName(let line, let column):
            Bilingual("\(line) 行目 \(column) 列目の見出しが空です。", "line \(line): column \(column) has an empty heading.")
        case .duplicateColumn(let line, let column):
            Bilingual("\(line) 行目 \(column) 列目の見出しが重複しています。", "line \(line): column \(column) repeats a heading.")
        case .misplacedQuote(let line, let column):
            Bilingual(
                "\(line) 行目 \(column) 列目の引用符が正しくありません。", "line \(line), column \(column): misplaced quotation mark.")
        case .controlCharacter(let line, let column):
            Bilingual("\(line) 行目 \(column) 列目に制御文字があります。", "line \(line), column \(column): control character.")
        case .unterminatedQuote(let line):
            Bilingual("\(line) 行目で始まる引用符が閉じていません。", "the quotation mark opened on line \(line) is never closed.")
        case .tooManyFields(let line, let limit):
            Bilingual("\(line) 行目の列が多すぎます（上限 \(limit)）。", "line \(line) has more than \(limit) fields.")
        case .wrongFieldCount(let line, let found, let expected):
            Bilingual(
                "\(line) 行目は \(found) 列です（\(expected) 列のはず）。",
                "line \(line) has \(found) fields instead of \(expected).")
        case .invalidJSON(let line, let column, let reason):
            Bilingual(
                "JSON として読めません（\(line) 行目 \(column) 文字目、\(reason)）。",
                "not JSON: line \(line), column \(column): \(reason).")
        case .invalidGeoJSON(let path, let reason):
            Bilingual(
                "区域として読めません（\(path.isEmpty ? "全体" : path)）: \(reason.japanese)",
                "not an area (\(path.isEmpty ? "document" : path)): \(reason.english)")
        case .corruptArchive(let reason):
            Bilingual("zip として読めません（\(reason)）。", "not a readable archive: \(reason).")
        case .invalidYAML(let line, let column, let reason):
            Bilingual(
                "YAML として読めません（\(line) 行目 \(column) 文字目、\(reason)）。",
                "not YAML: line \(line), column \(column): \(reason).")
        }
    }

    /// The exit code of `Docs/cli.md`.
    var exitCode: ProgramExitCode {
        switch self {
        case .missingFile, .notARegularFile, .changedWhileRead, .unreadable: .noInput
        case .cannotWrite: .cannotCreate
        default: .badData
        }
    }
}

extension GeoJSONReason {
    /// Why, and what to do.
    fileprivate var japanese: String {
        switch self {
        case .missingMember(let name): "\(name) がありません。"
        case .wrongType(let expected): "\(expected) のはずです。"
        case .unknownType: "type が GeoJSON のものではありません。"
        case .wrongNesting(let type): "座標の入れ子が \(type) と合いません。"
        case .shortPosition: "座標に数が足りません。"
        case .unsupportedReferenceSystem(let name): "座標系 \(name) は読めません。--crs で指定するか、経度・緯度に変換してください。"
        case .severalReferenceSystems: "座標系が2つ書かれています。1つに変換してください。"
        case .tooLarge(let bytes, let limit): "大きすぎます（\(bytes) バイト、上限 \(limit)）。"
        case .tooManyPositions(let limit): "点が多すぎます（上限 \(limit)）。"
        }
    }

    /// Why, and what to do.
    fileprivate var english: String {
        switch self {
        case .missingMember(let name): "\(name) is missing."
        case .wrongType(let expected): "\(expected) is needed here."
        case .unknownType: "the type is none of GeoJSON's."
        case .wrongNesting(let type): "the coordinates are not nested as in a \(type)."
        case .shortPosition: "a position has fewer than two numbers."
        case .unsupportedReferenceSystem(let name):
            "reference system \(name) cannot be read: say it with --crs, or transform to longitude and latitude."
        case .severalReferenceSystems: "two reference systems are named; transform to one."
        case .tooLarge(let bytes, let limit): "too large (\(bytes) bytes, limit \(limit))."
        case .tooManyPositions(let limit): "too many positions (limit \(limit))."
        }
    }
}
