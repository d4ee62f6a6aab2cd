/// Where a table's rows came from; the name is the file's own, without folders.
package struct SourceFile: Hashable, Sendable {
    /// File name.
    package let name: String
    /// Encoding that was read (`utf-8`, `utf-8-bom`, `cp932`).
    package let encoding: String
    /// Bytes of the file.
    package let byteCount: Int
    /// Data rows.
    package let rowCount: Int

    /// Describes a source.
    package init(name: String, encoding: String, byteCount: Int, rowCount: Int) {
        self.name = name
        self.encoding = encoding
        self.byteCount = byteCount
        self.rowCount = rowCount
    }
}
