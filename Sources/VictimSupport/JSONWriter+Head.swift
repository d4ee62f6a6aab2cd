import AddressDictionary
package import Disclosure
package import Interchange
package import Registry

extension JSONWriter {
    /// Whose answer a document is, whether it is a drill, and which state of the register was read.
    package mutating func head(of info: WorkspaceInfo, generation: Int64) {
        member("drill", info.mode == .drill)
        member("drill_mark", info.mode == .drill ? WorkspaceMode.drillMark : nil)
        member("municipality", info.name)
        member("municipality_code", info.code.text)
        member("generation", Int(generation))
    }

    /// To whom and on which rule a document is handed out, and until when that rule holds.
    package mutating func disclosure(_ clearance: Clearance) {
        member("audience", clearance.audience.rawValue)
        member("audience_name", clearance.name.japanese)
        member("legal_basis", clearance.basis.japanese)
        member("disclosure_rules", clearance.rules)
        name("activation")
        guard let activation = clearance.activation else { return null() }
        beginObject()
        member("number", Int(activation.id))
        member("event", activation.event)
        member("declared_by", activation.declaredBy)
        member("until", activation.until)
        member("area", activation.area)
        endObject()
    }
}
