import Foundation
import Interchange
package import TilePacks

extension TilePackError {
    /// Why the pack of a path cannot be used, and what would do.
    package func text(_ path: String) -> Bilingual {
        switch self {
        case .file(let error):
            Bilingual(
                "背景地図を開けません: \(path)（\(Self.reason(error))）", "cannot open the base map \(path): \(Self.reason(error))")
        case .unknownFormat:
            Bilingual(
                "背景地図ではありません: \(path)。MBTiles か PMTiles（第3版）を指定してください。",
                "no base map: \(path). Give MBTiles or PMTiles of version 3.")
        case .damaged(let part):
            Bilingual("背景地図が壊れています: \(path)（\(part)）", "the base map is damaged: \(path) (\(part))")
        case .notImages(let kind):
            Bilingual(
                "背景地図が画像ではありません: \(path)（\(kind)）。png・jpeg・webp の地図を指定してください。",
                "the base map holds no images: \(path) (\(kind)). Give one of png, jpeg or webp; vector tiles are not drawn."
            )
        case .unknownCompression:
            Bilingual(
                "背景地図の圧縮の方式が読めません: \(path)（目次は gzip か無圧縮、画像は無圧縮）",
                "the base map is compressed in a way that is not read: \(path) (directories by gzip or not at all, images not at all)"
            )
        case .openElsewhere:
            Bilingual(
                "背景地図をほかのプログラムが開いているか、書きかけです: \(path)。閉じるか、journal_mode を DELETE にしてください。",
                "another program has the base map open, or left a log beside it: \(path). Close it there, or set journal_mode to DELETE."
            )
        }
    }

    private static func reason(_ error: InterchangeError) -> String {
        switch error {
        case .missingFile: "not found"
        case .notARegularFile: "not a file"
        case .unreadable(_, let errno): String(cString: strerror(errno))
        default: "unreadable"
        }
    }
}
