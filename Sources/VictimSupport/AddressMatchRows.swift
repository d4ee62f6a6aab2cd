package import AddressDictionary
import Geospatial
import Interchange

/// Writes matched addresses as rows into a buffer; one row per address, in the order of the calls.
package struct AddressMatchRows {
    /// The rows written so far, UTF-8.
    package private(set) var bytes: [UInt8] = []
    private let format: AddressMatchFormat
    private var isFirstField = true

    /// Rows of a form.
    package init(_ format: AddressMatchFormat) { self.format = format }

    /// The line that stands before all rows; nothing in JSON Lines.
    package mutating func header() {
        guard format != .jsonl else { return }
        for column in AddressMatchColumn.allCases { text(column.rawValue) }
        endRow()
    }

    /// One row. `input` must be valid UTF-8.
    package mutating func row(_ input: UnsafeBufferPointer<UInt8>, _ match: AddressMatch) {
        if format == .jsonl {
            object(input, match)
        } else {
            field(input)
            text(match.prefecture)
            text(match.city)
            text(match.town)
            text(match.number)
            text(match.rest)
            text(match.matchLevel.name)
            text(match.coordinateLevel.name)
            decimal(match.position?.longitude, 9)
            decimal(match.position?.latitude, 9)
            decimal(match.uncertaintyMetres, 1)
            text(match.isCertain ? "true" : "false")
            text(match.lgCode)
            text(match.machiazaID)
            text(match.recordID)
            text(match.candidates.joined(separator: "|"))
            ids(match.rules)
            text(match.koaza)
        }
        endRow()
    }

    // MARK: TSV and CSV

    private mutating func text(_ text: String) {
        var text = text
        text.withUTF8 { field($0) }
    }

    private mutating func decimal(_ value: Double?, _ decimals: Int) {
        separate()
        if let value { DecimalText.append(value, decimals: decimals, to: &bytes) }
    }

    /// Ids, which hold nothing to be escaped, in one field.
    private mutating func ids(_ ids: [String]) {
        separate()
        for (index, id) in ids.enumerated() {
            if index > 0 { bytes.append(0x7C) }
            bytes.append(contentsOf: id.utf8)
        }
    }

    private mutating func separate() {
        if !isFirstField { bytes.append(format == .csv ? 0x2C : 0x09) }
        isFirstField = false
    }

    private mutating func field(_ field: UnsafeBufferPointer<UInt8>) {
        separate()
        let isMarked = format == .csv && FormulaGuard.isNeeded(field)
        let isPlain = !isMarked && field.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x2C && $0 != 0x5C }
        if isPlain {
            bytes.append(contentsOf: field)
        } else if format == .csv {
            bytes.append(0x22)
            if isMarked { bytes.append(FormulaGuard.mark) }
            for byte in field {
                if byte == 0x22 { bytes.append(0x22) }
                bytes.append(byte)
            }
            bytes.append(0x22)
        } else {
            for byte in field { appendEscaped(byte) }
        }
    }

    private mutating func appendEscaped(_ byte: UInt8) {
        switch byte {
        case 0x09: bytes += Array("\\t".utf8)
        case 0x0A: bytes += Array("\\n".utf8)
        case 0x0D: bytes += Array("\\r".utf8)
        case 0x5C: bytes += Array("\\\\".utf8)
        default: bytes.append(byte)
        }
    }

    private mutating func endRow() {
        bytes.append(0x0A)
        isFirstField = true
    }

    // MARK: JSON Lines

    private mutating func object(_ input: UnsafeBufferPointer<UInt8>, _ match: AddressMatch) {
        var json = JSONWriter()
        json.beginObject()
        for column in AddressMatchColumn.allCases {
            json.name(column.rawValue)
            switch column {
            case .input: json.string(String(decoding: input, as: UTF8.self))
            case .prefecture: json.string(match.prefecture)
            case .city: json.string(match.city)
            case .town: json.string(match.town)
            case .number: json.string(match.number)
            case .rest: json.string(match.rest)
            case .matchLevel: json.string(match.matchLevel.name)
            case .coordinateLevel: json.string(match.coordinateLevel.name)
            case .longitude: Self.number(match.position?.longitude, 9, &json)
            case .latitude: Self.number(match.position?.latitude, 9, &json)
            case .uncertaintyMetres: Self.number(match.uncertaintyMetres, 1, &json)
            case .certain: json.bool(match.isCertain)
            case .lgCode: json.string(match.lgCode)
            case .machiazaID: json.string(match.machiazaID)
            case .recordID: json.string(match.recordID)
            case .candidates: Self.array(match.candidates, &json)
            case .rules: Self.array(match.rules, &json)
            case .koaza: json.string(match.koaza)
            }
        }
        json.endObject()
        bytes += json.bytes
    }

    private static func number(_ value: Double?, _ decimals: Int, _ json: inout JSONWriter) {
        if let value { json.number(value, decimals: decimals) } else { json.null() }
    }

    private static func array(_ texts: [String], _ json: inout JSONWriter) {
        json.beginArray()
        for text in texts { json.string(text) }
        json.endArray()
    }
}
