/// A register made on real addresses, on disk.
package struct RegisterFiles: Hashable, Sendable {
    /// The folder that holds the files.
    package let directory: String
    /// Households in the register.
    package let households: Int
    /// Persons in the register.
    package let residents: Int
    /// Rows of the needs file.
    package let needs: Int

    /// The resident register.
    package var residentsPath: String { directory + "/residents.csv" }
    /// The needs.
    package var needsPath: String { directory + "/needs.csv" }
    /// The answer key: where each household's address really is.
    package var answersPath: String { directory + "/answers.csv" }
}
