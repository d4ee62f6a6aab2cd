import FilterLanguage
import HTTPTypes

extension Problem {
    /// A filter that cannot be read: where and why, and nothing of what was written.
    static func invalidFilter(_ error: FilterError) -> Problem {
        let (place, fault) = (error.place.text, error.fault.text)
        return Problem(
            status: .badRequest, code: "invalid-filter",
            text: Bilingual(
                "絞り込みの式が読めません（\(place.japanese)）: \(fault.japanese)",
                "The filter cannot be read (\(place.english)): \(fault.english)"))
    }
}

extension FilterPlace {
    fileprivate var text: Bilingual {
        switch self {
        case .character(let character): Bilingual("\(character)文字目", "character \(character)")
        case .member(let path) where path.isEmpty: Bilingual("式全体", "the whole")
        case .member(let path): Bilingual(path, path)
        case .line(let line, let column): Bilingual("\(line)行\(column)列", "line \(line), column \(column)")
        }
    }
}

extension FilterFault {
    fileprivate var text: Bilingual {
        switch self {
        case .expected(let expectation): expectation.text
        case .unterminatedText: Bilingual("引用符が閉じていません。", "A quote is not closed.")
        case .invalidEscape:
            Bilingual("「\\」の後の文字が使えません。", "A backslash stands before a character that it cannot escape.")
        case .invalidNumber: Bilingual("数として読めません。", "This is no number.")
        case .invalidTime:
            Bilingual(
                "DATE('2026-06-01') か TIMESTAMP('2026-06-01T00:00:00Z') の形で書いてください。",
                "Write DATE('2026-06-01') or TIMESTAMP('2026-06-01T00:00:00Z').")
        case .unknownProperty(let nearest):
            Bilingual(
                "その項目はありません。\(nearest.map { "\($0) ではありませんか。" } ?? "")使える項目は queryables にあります。",
                "There is no such property.\(nearest.map { " Did you mean \($0)?" } ?? "") The queryables list them.")
        case .wrongKind(let expected):
            Bilingual("ここは\(expected.title.japanese)です。", "This must be \(expected.title.english).")
        case .noOrder: Bilingual("大小は比べられません。= か <> を使ってください。", "These have no order; use = or <>.")
        case .unknownOperator: Bilingual("そのような演算や関数はありません。", "There is no such operator or function.")
        case .unsupported: Bilingual("この機能は使えません（Docs/filter-language.md）。", "This part of CQL2 is not supported.")
        case .argumentCount(let count): Bilingual("引数は\(count)個です。", "It takes \(count) arguments.")
        case .invalidRing:
            Bilingual(
                "多角形の輪は4点以上で、最後の点は最初の点と同じにします。", "A ring has four positions or more, the last equal to the first.")
        case .emptyShape: Bilingual("図形に点がありません。", "The shape has no position.")
        case .positionOutOfRange: Bilingual("座標が範囲の外です。", "A position is out of range.")
        case .invalidDistance:
            Bilingual("距離は1mから200kmまで、単位は m か km です。", "A distance is from 1 m to 200 km, its unit m or km.")
        case .invalidJSON: Bilingual("JSON として読めません。", "This is no JSON.")
        case .beyondLimit(let limit):
            Bilingual("\(limit.title.japanese)は\(limit.most)までです。", "At most \(limit.most) \(limit.title.english).")
        }
    }
}

extension FilterExpectation {
    fileprivate var text: Bilingual {
        switch self {
        case .predicate: Bilingual("条件が必要です。", "A condition is expected.")
        case .operand: Bilingual("項目か値が必要です。", "A property or a value is expected.")
        case .property: Bilingual("項目の名前が必要です。", "The name of a property is expected.")
        case .comparison:
            Bilingual(
                "比較（=, <, IN, LIKE など）が必要です。", "A comparison is expected, such as =, <, IN or LIKE.")
        case .value: Bilingual("値が必要です。", "A value is expected.")
        case .text: Bilingual("'…' の文字列が必要です。", "A text in single quotes is expected.")
        case .list: Bilingual("かっこに入れた値の並びが必要です。", "A list of values in brackets is expected.")
        case .opening: Bilingual("「(」が必要です。", "An opening bracket is expected.")
        case .closing: Bilingual("「)」が必要です。", "A closing bracket is expected.")
        case .comma: Bilingual("コンマが必要です。", "A comma is expected.")
        case .and: Bilingual("BETWEEN には AND が必要です。", "BETWEEN needs AND.")
        case .null: Bilingual("IS の後は NULL か NOT NULL です。", "IS takes NULL or NOT NULL.")
        case .shape: Bilingual("図形が必要です。", "A shape is expected.")
        case .number: Bilingual("数が必要です。", "A number is expected.")
        case .end: Bilingual("式はここで終わるはずです。", "The filter should end here.")
        case .operation:
            Bilingual("op と args の JSON が必要です。", "An object with the members op and args is expected.")
        }
    }
}

extension FilterKind {
    fileprivate var title: Bilingual {
        switch self {
        case .text: Bilingual("文字列", "a text")
        case .number: Bilingual("数", "a number")
        case .bool: Bilingual("TRUE か FALSE", "TRUE or FALSE")
        case .day: Bilingual("日付", "a date")
        case .instant: Bilingual("時刻", "a timestamp")
        case .texts: Bilingual("値の集まりの項目", "a property that holds a set")
        case .geometry: Bilingual("位置の項目", "the geometry")
        }
    }
}

extension FilterLimit {
    fileprivate var title: Bilingual {
        switch self {
        case .characters: Bilingual("文字数", "characters")
        case .nesting: Bilingual("入れ子", "levels")
        case .terms: Bilingual("項目・値・演算の数", "properties, values and operators")
        case .positions: Bilingual("図形の点の数", "positions")
        case .pattern: Bilingual("LIKE の文字数", "characters of a pattern")
        }
    }
}
