import AddressDictionary
import Drill
import Interchange
import SpatialQuery
import SupportScoring

extension AddressDictionaryError {
    /// What failed, where, and what to do.
    var sentence: Bilingual {
        switch self {
        case .invalidLocalGovernmentCode:
            Bilingual("全国地方公共団体コードが正しくありません。", "the local government code is not valid.")
        case .unreadableSource(let file, let error):
            Bilingual("\(file): \(error.sentence.japanese)", "\(file): \(error.sentence.english)")
        case .noSourceFiles(let directory):
            Bilingual(
                "住所データがありません: \(directory)（mt_town… などのCSVが必要です）",
                "no address data in \(directory): CSV files such as mt_town… are needed.")
        case .missingColumn(let file, let column):
            Bilingual("\(file): 列がありません: \(column)", "\(file): the column \(column) is missing.")
        case .unknownHeader(let file):
            Bilingual("\(file): 見出しが住所データのものではありません。", "\(file): the header is of no known kind of address data.")
        case .unexpectedArchiveContent(let file, let entries):
            Bilingual(
                "\(file): CSVが1つだけ入った zip ではありません（\(entries) 件）。",
                "\(file): the archive must hold one CSV file (found \(entries)).")
        case .unsupportedReferenceSystem(let file, let line, let code):
            Bilingual("\(file):\(line): 扱えない座標系です: \(code)", "\(file):\(line): unsupported reference system \(code).")
        case .projectionUnavailable:
            Bilingual(
                "座標系の変換に PROJ が必要です。libproj を入れてください（Debian: apt-get install libproj-dev）。",
                "PROJ is needed to transform coordinates: install libproj (Debian: apt-get install libproj-dev).")
        case .wrongCoordinates(let file, let line, let count, let fault):
            Bilingual(
                "\(file):\(line): \(fault.reason.japanese)（\(count) 行）",
                "\(file):\(line): \(fault.reason.english) (\(count) rows).")
        case .tokyoDatum(let file, let count, let metres):
            Bilingual(
                "\(file): 座標が旧日本測地系（Tokyo）のようです。ほかの資料の同じ場所 \(count) か所から、決まった向きに約 \(metres) m ずれています。"
                    + "調査点なら --crs EPSG:4301 を付けてください。",
                "\(file): the coordinates look like the Tokyo datum: about \(metres) m from \(count) of the same places in other "
                    + "sources, all in the direction of that shift. For --points give --crs EPSG:4301.")
        case .missingReferenceSystem(let file):
            Bilingual(
                "\(file): x・y の座標には座標系が必要です。--crs EPSG:6674 のように付けてください。",
                "\(file): columns x and y need their reference system: give --crs, such as EPSG:6674.")
        case .wrongReferenceSystem(let file, let code):
            Bilingual(
                "\(file): 経度・緯度の列に、平面の座標系 \(code) が指定されています。度の座標系にするか、列の名前を x・y にしてください。",
                "\(file): \(code) is a plane, and the columns are longitude and latitude: give a system in degrees, or name the columns x and y."
            )
        case .nothingToCompile(nil):
            Bilingual("使える住所データがありません。", "the sources hold no usable address.")
        case .nothingToCompile(let refusal?):
            Bilingual(
                "使える住所データがありません。最初の誤り: \(refusal.file):\(refusal.line): \(refusal.reason.code)",
                "the sources hold no usable address; first fault: \(refusal.file):\(refusal.line): "
                    + refusal.reason.code)
        case .tooLarge(let table):
            Bilingual("住所データが大きすぎます: \(table)", "the address data is too large: \(table).")
        case .cannotWrite(let error):
            error.sentence
        case .cannotOpen(let path, let code):
            Bilingual("住所辞書を開けません（errno \(code)）: \(path)", "the dictionary cannot be opened (errno \(code)): \(path)")
        case .foreignFile:
            Bilingual("住所辞書のファイルではありません。engo dictionary build で作り直してください。", "not a dictionary file; build it again.")
        case .unsupportedVersion(let found, let expected):
            Bilingual(
                "住所辞書の版が違います（\(found)、必要なのは \(expected)）。engo dictionary build で作り直してください。",
                "dictionary format \(found), this program reads \(expected); build it again.")
        case .truncated(let expected, let found):
            Bilingual(
                "住所辞書が途中で切れています（\(expected) バイトのうち \(found)）。作り直してください。",
                "the dictionary is truncated (\(found) of \(expected) bytes); build it again.")
        case .corrupt(let section):
            Bilingual("住所辞書が壊れています（\(section)）。作り直してください。", "the dictionary is damaged (\(section)); build it again.")
        }
    }

    /// The exit code of `Docs/cli.md`.
    var exitCode: ProgramExitCode {
        switch self {
        case .unreadableSource(_, let error), .cannotWrite(let error): error.exitCode
        case .noSourceFiles, .cannotOpen: .noInput
        case .projectionUnavailable: .notReady
        default: .badData
        }
    }
}

extension CoordinateFault {
    /// What is wrong and what to do.
    fileprivate var reason: Bilingual {
        switch self {
        case .swappedAxes:
            Bilingual("経度と緯度が入れ替わっています。経度が先です。", "longitude and latitude are exchanged; longitude comes first")
        case .metresAsDegrees:
            Bilingual(
                "度ではなくメートルの座標のようです。列を x・y とし、--crs で座標系を指定してください。",
                "these look like metres, not degrees: name the columns x and y and give --crs")
        case .degreesAsMetres:
            Bilingual(
                "平面の座標系が指定されていますが、値は度のようです。", "the reference system is a plane, and these look like degrees")
        case .outsideJapan:
            Bilingual("座標が日本の範囲にありません。座標系を確かめてください。", "coordinates outside Japan; check the reference system")
        case .farFromAddresses:
            Bilingual(
                "座標が住所の町から遠く離れています。座標系（平面直角座標系の系番号）と、x・y の順を確かめてください。",
                "coordinates far from the towns of their addresses; check the zone and the order of x and y")
        }
    }
}

extension ScoringPolicyError {
    /// What is wrong in the policy, where, and the nearest valid word.
    var sentence: Bilingual {
        let place = position.map { "\($0.line):\($0.column): " } ?? ""
        let text = reason
        return Bilingual("配点表 \(place)\(text.japanese)", "policy \(place)\(text.english)")
    }

    private var reason: Bilingual {
        switch self {
        case .notYAML(let error):
            error.sentence
        case .missingKey(let key, _, _):
            Bilingual("項目がありません: \(key)", "the key \(key) is missing")
        case .unknownKey(_, _, let nearest):
            Bilingual("知らない項目です\(Self.hint(nearest))", "unknown key\(Self.hint(nearest))")
        case .unknownWord(_, _, let nearest, let allowed):
            Bilingual(
                "使えない語です\(Self.hint(nearest))。使える語: \(allowed.joined(separator: ", "))",
                "unknown word\(Self.hint(nearest)); allowed: \(allowed.joined(separator: ", "))")
        case .wrongForm(let form, _, _):
            Bilingual("値の形が違います（必要: \(form.rawValue)）", "wrong form; needed: \(form.rawValue)")
        case .outOfRange(_, _, let lowest, let highest):
            Bilingual(
                "数値が範囲外です（\(Points(thousandths: lowest).text)〜\(Points(thousandths: highest).text)）",
                "the number is out of range (\(Points(thousandths: lowest).text) to \(Points(thousandths: highest).text))"
            )
        case .duplicateIdentifier(_, _, let firstLine):
            Bilingual("同じ id が \(firstLine) 行目にあります", "line \(firstLine) has the same id")
        case .unknownSource(_, _, let nearest):
            Bilingual("sources にない出典です\(Self.hint(nearest))", "no such source\(Self.hint(nearest))")
        case .factNotAllowedHere:
            Bilingual("ここでは使えない事実です", "this fact may not be used here")
        case .tooManyRules(let limit, _, _):
            Bilingual("規則が多すぎます（上限 \(limit)）", "too many rules (limit \(limit))")
        case .unknownShippedPolicy(let nearest, let known):
            Bilingual(
                "付属の配点表にない名前です\(Self.hint(nearest))。付属: \(known.joined(separator: ", "))",
                "name is none of those that come with the program\(Self.hint(nearest)); there are: \(known.joined(separator: ", "))"
            )
        }
    }

    private static func hint(_ nearest: String?) -> String { nearest.map { "（\($0)？）" } ?? "" }

    /// The exit code of `Docs/cli.md`.
    var exitCode: ProgramExitCode {
        if case .unknownShippedPolicy = self { .usage } else { .badData }
    }
}

extension SpatialQueryError {
    /// What failed.
    var sentence: Bilingual {
        switch self {
        case .tooManyVertices(let count, let limit):
            Bilingual(
                "区域の頂点が多すぎます（\(count)、上限 \(limit)）。", "the area has too many vertices (\(count), limit \(limit)).")
        case .columnLengthMismatch, .coordinateOutOfRange:
            Bilingual("作業ファイルが壊れています（位置）。", "the workspace is damaged (positions).")
        }
    }

    /// The exit code of `Docs/cli.md`.
    var exitCode: ProgramExitCode {
        switch self {
        case .tooManyVertices: .badData
        case .columnLengthMismatch, .coordinateOutOfRange: .software
        }
    }
}

extension DrillError {
    /// What failed, where, and what to do.
    var sentence: Bilingual {
        switch self {
        case .householdsOutOfRange(let households, let minimum, let maximum):
            Bilingual(
                "世帯数 \(households) は範囲外です（\(minimum)〜\(maximum)）。",
                "\(households) households are out of range (\(minimum) to \(maximum)).")
        case .cannotCreateFolder(let path, let code):
            Bilingual("フォルダを作れません（errno \(code)）: \(path)", "the folder cannot be made (errno \(code)): \(path)")
        case .cannotListFolder(let path, let code):
            Bilingual("フォルダを読めません（errno \(code)）: \(path)", "the folder cannot be read (errno \(code)): \(path)")
        case .missingColumn(let path, let column):
            Bilingual("\(path): 列がありません: \(column)", "\(path): the column \(column) is missing.")
        case .noTowns(let code):
            Bilingual("町字データに \(code) がありません。", "the town tables do not hold \(code).")
        case .noAddresses(let code):
            Bilingual("住居表示・地番データに \(code) がありません。", "no residence and no parcel of \(code).")
        case .unexpectedArchive(let path, let entries):
            Bilingual(
                "\(path): CSVが1つだけ入った zip ではありません（\(entries) 件）。",
                "\(path): the archive must hold one CSV file (found \(entries)).")
        }
    }

    /// The exit code of `Docs/cli.md`.
    var exitCode: ProgramExitCode {
        switch self {
        case .householdsOutOfRange: .usage
        case .cannotCreateFolder: .cannotCreate
        case .cannotListFolder: .noInput
        case .missingColumn, .noTowns, .noAddresses, .unexpectedArchive: .badData
        }
    }
}
