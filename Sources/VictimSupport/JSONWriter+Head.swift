import AddressDictionary
import Disclosure
import Interchange
import Registry

extension JSONWriter {
    /// Whose answer a document is, whether it is a drill, and which state of the register was read.
    mutating func head(of info: WorkspaceInfo, generation: Int64) {
        member("drill", info.mode == .drill)
        member("drill_mark", info.mode == .drill ? WorkspaceMode.drillMark : nil)
        member("municipality", info.name)
        member("municipality_code", info.code.text)
        member("generation", Int(generation))
    }
}
