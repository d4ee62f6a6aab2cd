import Foundation

/// The folder of public data beside the checkout, which a plain clone does not have.
enum SharedData {
    static let folder: String? = {
        var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        while folder.path != "/" {
            if FileManager.default.fileExists(atPath: folder.appendingPathComponent("Package.swift").path) {
                let shared = folder.deletingLastPathComponent().appendingPathComponent("shared").path
                return FileManager.default.fileExists(atPath: shared) ? shared : nil
            }
            folder.deleteLastPathComponent()
        }
        return nil
    }()
}
