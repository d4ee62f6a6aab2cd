package import Disclosure
import Interchange
package import Registry
package import Residents

/// Whose records an entry of the audit log names, as far as the workspace still knows: `engo audit records`.
package struct AuditedPeople: Sendable {
    /// Somebody whom the entry names.
    package struct Person: Sendable {
        /// 宛名番号.
        package let number: ResidentNumber
        /// Whether the person is registered today; else an earlier state that is kept holds them.
        package let isRegistered: Bool
    }

    /// The workspace that answered.
    package let info: WorkspaceInfo
    /// In byte order of the numbers.
    package let people: [Person]
    /// How many more the entry names, of whom no state knows any more.
    package let unknown: Int

    /// Looks for the people of an entry in today's register and in the states that are kept; the release is in the audit log first.
    ///
    /// - Throws: ``Disclosure/DisclosureError``, ``Registry/RegistryError``.
    package init(
        of keys: PackedKeys, line: Int, in snapshot: RegistrySnapshot, release: ListRelease, audit: AuditLog
    ) throws {
        info = try snapshot.info()
        let clearance = try snapshot.clear(release.disclosure, for: .workspace)
        let grant = try clearance.release(
            DisclosureEvent(
                by: release.acting, generation: snapshot.generation(), households: 0, persons: keys.count,
                records: .people(keys), query: "audit line \(line)", format: release.format),
            to: audit)
        var people: [Person] = []
        unknown = try snapshot.people(keyed: keys.keys, grant: grant) { number, isRegistered in
            people.append(Person(number: number, isRegistered: isRegistered))
        }
        self.people = people
    }

    /// One line for each as CSV (RFC 4180, CRLF); in a drill the last column says 訓練.
    package func writeCSV(_ language: OutputLanguage, to sink: some OutputSink) throws {
        var writer = try DelimitedWriter(encoding: .utf8WithByteOrderMark)
        let mark = info.mode == .drill ? [WorkspaceMode.drillMark] : []
        let isJapanese = language == .japanese
        writer.row(
            (isJapanese ? ["宛名番号", "今の登録"] : ["resident_number", "registered"])
                + (mark.isEmpty ? [] : [isJapanese ? "訓練表示" : "drill_mark"]))
        for person in people { writer.row([person.number.text, person.isRegistered ? "1" : "0"] + mark) }
        try writer.drain { try sink.write($0) }
    }
}
