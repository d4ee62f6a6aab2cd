/// Brings the sources that name their towns into the draft.
extension DictionaryCompiler {
    /// Brings the named towns and blocks into the draft, where the registry has none or has no point.
    mutating func mergeReferences() {
        for reference in referenceTowns.filter({ $0.rank == 1 }) + referenceTowns.filter({ $0.rank == 2 }) {
            guard let city = referenceCity(reference) else {
                report.refuse(draft.files[Int(reference.point.file)], Int(reference.point.line), .unknownTown)
                continue
            }
            let name = TownKeys.withoutPlaceholder(reference.town)
            bringToSuccessor(reference, name)
            var index = draft.cities[city].code.isEmpty ? nil : townByID(city, reference.id)
            index = index ?? draft.town(city: city, name: name, koaza: reference.koaza, rank: reference.rank)
            if let index {
                if draft.towns[index].point.isPresent {
                    datums.add(
                        file: reference.point.file, reference.point, draft.towns[index].point, isRecord: false)
                } else {
                    draft.towns[index].point = reference.point
                }
                continue
            }
            if name.isEmpty, reference.koaza.isEmpty, reference.id.isEmpty { continue }
            var town = DraftDictionary.Town(city: city, id: reference.id, name: name, koaza: reference.koaza)
            town.hasChome = TownKeys.stem(TownKeys.main(name: name, koaza: "")) != nil
            town.source = reference.rank
            town.point = reference.point
            _ = draft.addTown(town, code: nil)
        }
        for reference in referenceBlocks { merge(reference) }
    }

    /// A town that a source still has under a former municipality stands under today's one too, if that is registered.
    private mutating func bringToSuccessor(_ reference: ReferenceTown, _ name: String) {
        guard !name.isEmpty,
            let today = FormerMunicipalities.successor(
                prefecture: reference.prefecture, former: reference.city, town: name),
            let city = draft.registeredCity(prefecture: reference.prefecture, name: today)
        else { return }
        if let known = draft.town(city: city, name: name, koaza: reference.koaza, rank: reference.rank) {
            if !draft.towns[known].point.isPresent { draft.towns[known].point = reference.point }
            return
        }
        var town = DraftDictionary.Town(city: city, id: "", name: name, koaza: reference.koaza)
        town.hasChome = TownKeys.stem(TownKeys.main(name: name, koaza: "")) != nil
        town.source = reference.rank
        town.point = reference.point
        _ = draft.addTown(town, code: nil)
    }

    private mutating func referenceCity(_ reference: ReferenceTown) -> Int? {
        if !reference.code.isEmpty {
            let parts = DraftDictionary.split(reference.city)
            if let city = draft.city(code: reference.code, county: parts.county, city: parts.city, ward: parts.ward) {
                return city
            }
        }
        return draft.city(prefecture: reference.prefecture, name: reference.city)
    }

    private func townByID(_ city: Int, _ id: String) -> Int? {
        guard id.utf8.count == 7, let number = UInt64(id), let code = UInt64(draft.cities[city].code) else {
            return nil
        }
        return draft.town(code: code * 10_000_000 + number)
    }

    private mutating func merge(_ reference: ReferenceBlock) {
        let file = draft.files[Int(reference.point.file)]
        guard let city = draft.city(prefecture: reference.prefecture, name: reference.city) else {
            return report.refuse(file, Int(reference.point.line), .unknownTown)
        }
        let name = TownKeys.withoutPlaceholder(reference.town)
        let index: Int
        if let known = draft.town(city: city, name: name, koaza: reference.koaza, rank: 1) {
            index = known
        } else {
            var town = DraftDictionary.Town(city: city, id: "", name: name, koaza: reference.koaza)
            town.hasChome = TownKeys.stem(TownKeys.main(name: name, koaza: "")) != nil
            town.source = 1
            index = draft.addTown(town, code: nil)
        }
        if reference.isResidential { draft.towns[index].isResidential = true }
        let parts = reference.number.utf8.split(separator: UInt8(0x2D), maxSplits: 2).map { ArraySlice(Array($0)) }
        guard let first = parts.first,
            let key = draft.numberKey(first, parts.count > 1 ? parts[1] : [], parts.count > 2 ? parts[2] : [])
        else { return report.refuse(file, Int(reference.point.line), .malformed) }
        draft.blocks.append(
            DraftDictionary.Record(
                town: UInt32(index), join: reference.isRepresentative ? 0 : 1, key: key, id: -1,
                file: reference.point.file, line: reference.point.line,
                point: reference.point))
    }
}
