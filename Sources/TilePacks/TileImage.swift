/// One image of a pack.
package struct TileImage: Hashable, Sendable {
    /// A form of images that browsers draw.
    package enum Kind: String, CaseIterable, Sendable {
        /// Portable Network Graphics.
        case png = "image/png"
        /// JPEG.
        case jpeg = "image/jpeg"
        /// WebP.
        case webp = "image/webp"

        /// The form that the first bytes of an image tell; nil for everything else.
        package init?(of bytes: [UInt8]) {
            if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
                self = .png
            } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
                self = .jpeg
            } else if bytes.count >= 12, bytes.starts(with: Array("RIFF".utf8)),
                bytes[8..<12].elementsEqual("WEBP".utf8)
            {
                self = .webp
            } else {
                return nil
            }
        }
    }

    /// The largest image that is handed out, in bytes.
    package static let longest = 4 << 20

    /// Its form.
    package let kind: Kind
    /// Its bytes.
    package let bytes: [UInt8]

    /// Takes bytes that are an image; nil for whatever else, which no browser should be given.
    init?(_ bytes: [UInt8]) {
        guard let kind = Kind(of: bytes) else { return nil }
        self.kind = kind
        self.bytes = bytes
    }
}
