import Geospatial

/// The texts by which points of the house survey are found again.
enum SurveyKey {
    /// The key of an address whose town is registered: the registered names, the number, and what is left.
    static func matched(_ match: AddressMatch, withRest: Bool) -> String {
        var key = "T\t" + match.prefecture + match.city + "\t" + match.town + match.koaza + "\t" + match.number
        if withRest {
            key += "\t"
            append(AddressText(match.rest).tokens[...], to: &key)
        }
        return key
    }

    /// The keys of an address as text, with and without its prefecture; numbers and separators in one spelling.
    static func whole(_ text: AddressText, prefectureEnd: Int) -> [String] {
        var keys: [String] = []
        for start in prefectureEnd > 0 ? [0, prefectureEnd] : [0] {
            var key = "F\t"
            append(text.tokens[start...], to: &key)
            keys.append(key)
        }
        return keys
    }

    private static func append(_ tokens: ArraySlice<AddressToken>, to key: inout String) {
        var pendingSeparator = false
        var afterNumber = false
        for token in tokens {
            if token.isNumber {
                if pendingSeparator || afterNumber { key += "-" }
                key += String(token.number)
                pendingSeparator = false
                afterNumber = true
                continue
            }
            let isUnit: Bool
            switch token.value {
            case AddressToken.separator, AddressToken.chome, 0x756A, 0x53F7: isUnit = true  // 番 号
            case 0x5730: isUnit = pendingSeparator  // 地 of 番地
            case 0x30CE: isUnit = pendingSeparator  // の of 番地の
            default: isUnit = false
            }
            if isUnit, afterNumber || pendingSeparator {
                pendingSeparator = true
                afterNumber = false
                continue
            }
            pendingSeparator = false
            afterNumber = false
            if let scalar = Unicode.Scalar(token.value & 0x1F_FFFF) { key.unicodeScalars.append(scalar) }
        }
    }
}

extension AddressDictionary {
    /// The surveyed point with the key and its source; nil when there is none, or several that differ.
    func surveyPoint(_ key: String) -> (point: Coordinate, source: Int)? {
        let hash = TextHash.fnv1a(key.utf8)
        var low = 0
        var high = surveyKeys.count / DictionaryFormat.Survey.length
        while low < high {
            let middle = (low + high) / 2
            if surveyKeys.u64(middle * DictionaryFormat.Survey.length) < hash {
                low = middle + 1
            } else {
                high = middle
            }
        }
        var text = key
        return text.withUTF8 { bytes in
            let texts = storage.view(.surveyTexts)
            while low * DictionaryFormat.Survey.length < surveyKeys.count {
                let at = low * DictionaryFormat.Survey.length
                guard surveyKeys.u64(at) == hash else { return nil }
                if texts.compare(surveyKeys.u32(at + DictionaryFormat.Survey.key), bytes) == 0 {
                    let source = surveyKeys.u32(at + DictionaryFormat.Survey.source)
                    guard source & 1 == 0,
                        let point = Self.coordinate(
                            surveyKeys.i64(at + DictionaryFormat.Survey.longitude),
                            surveyKeys.i64(at + DictionaryFormat.Survey.latitude))
                    else { return nil }
                    return (point, Int(source >> 1) + 1)
                }
                low += 1
            }
            return nil
        }
    }
}
