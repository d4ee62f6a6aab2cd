/// Why a package cannot be made or opened.
package enum PackageError: Error, Equatable, Sendable {
    /// The last day of use lies in the past.
    case alreadyExpired
    /// The content, deflated in a package, would take more memory than the limit, in bytes.
    case tooLarge(limit: Int)
    /// What was sealed is an ordinary file.
    case notAPackage
    /// The package was made by a newer program.
    case newerVersion(Int)
    /// The package is not what its manifest says; the file is one of the manifest, counted from 1, nil for the package as a whole.
    case inconsistent(file: Int?)
}
