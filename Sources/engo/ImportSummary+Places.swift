import Places
import VictimSupport

extension ImportSummary {
    static func shelters(_ report: ShelterReport) {
        let form =
            report.form == .gsi
            ? ("国土地理院の様式", "the form of 国土地理院") : ("自治体標準オープンデータの様式", "the form of 自治体標準オープンデータセット")
        let changes = report.changes
        let verb =
            changes.isNone
            ? ("既に取り込み済みです（変更なし）", "already imported, nothing changed")
            : report.isDryRun ? ("検査しました（変更なし）", "checked, nothing changed") : ("取り込みました", "imported")
        StandardError.line(
            "\(verb.0): 避難場所 \(changes.after) か所（\(report.encoding)、\(form.0)）",
            "\(verb.1): \(changes.after) shelters in \(form.1)")
        if changes.before > 0, !changes.isNone {
            StandardError.line(
                "前の避難場所は丸ごと置き換わります: 新規 \(changes.added)、変更 \(changes.changed)、廃止 \(changes.removed)、同じ "
                    + "\(changes.unchanged)",
                "in place of the shelters before: \(changes.added) new, \(changes.changed) changed, \(changes.removed) gone, "
                    + "\(changes.unchanged) the same")
        }
        if report.faults.count > 0 {
            StandardError.line(
                "注意: 誤りのある \(report.faults.count) 行を除きました。直して取り込み直してください。",
                "warning: \(report.faults.count) wrong rows were set aside; put them right and import again")
        }
        privateUse(report.privateUse)
        warnings(report.warnings)
    }

    static func hazard(_ report: HazardReport) {
        let verb: (String, String) =
            switch (report.outcome, report.generation) {
            case (.same, _): ("既に取り込み済みです（変更なし）", "already imported, nothing changed")
            case (_, nil): ("検査しました（変更なし）", "checked, nothing changed")
            case (.replaced, _): ("置き換えました", "replaced")
            case (.new, _): ("取り込みました", "imported")
            }
        let layer = report.layer
        let attribute = layer.attribute?.rawValue ?? "属性なし no attribute"
        StandardError.line(
            "\(verb.0): \(layer.kind.japanese)、区域 \(report.zones)（\(attribute)、\(layer.referenceSystem ?? "CRS84")）",
            "\(verb.1): \(layer.kind.rawValue), \(report.zones) zones (\(attribute), \(layer.referenceSystem ?? "CRS84"))"
        )
        for line in PlacesText.codes(report.zonesByCode, of: layer) {
            StandardError.write(TableLine.harmless(line) + "\n")
        }
        if let named = layer.attribute, named != .depthOf2012, named.kind != layer.kind {
            StandardError.line(
                "注意: 属性 \(named.rawValue) は \(named.kind.japanese)のものです。指定のとおり \(layer.kind.japanese)とします。",
                "warning: \(named.rawValue) is the attribute of \(named.kind.rawValue); taken as \(layer.kind.rawValue), as asked"
            )
        }
        if report.unknownZones > 0 {
            StandardError.line(
                "注意: 区分の分からない区域 \(report.unknownZones)（保持します）",
                "warning: \(report.unknownZones) zones have a code that is not known; they are kept")
        }
        if layer.featuresWithoutShape > 0 {
            StandardError.line(
                "注意: 形のない地物 \(layer.featuresWithoutShape)（取り込みません）",
                "warning: \(layer.featuresWithoutShape) features have no shape and are no zones")
        }
    }
}

extension ShelterReport: ImportReportForPrograms {
    func json(kind: String) -> String { PlacesText.json(self, kind: kind) }
}
