/// Whether a workspace holds real residents or synthetic ones; fixed when the workspace is made.
package enum WorkspaceMode: String, Codable, Sendable {
    /// Real residents.
    case real
    /// Synthetic residents for rehearsals; every output is marked 訓練.
    case drill

    /// The mark that every output of a drill carries.
    package static let drillMark = "訓練"
}
