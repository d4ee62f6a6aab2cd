import Foundation
import Printing
import VictimSupport

extension AtlasError {
    /// What failed, and what to do.
    var sentence: Bilingual {
        switch self {
        case .tooManyHouseholds(let count, let limit):
            Bilingual(
                "\(count) 世帯は一冊に多すぎます（\(limit) 世帯まで）。区域を分けるか、--band や --limit で絞ってください。",
                "\(count) households are too many for one atlas (\(limit) at most): divide the area, or select with --band or --limit."
            )
        case .projectionUnavailable:
            Bilingual(
                "地図の方眼を計算できません。PROJ（libproj）があるか確かめてください。",
                "the grid of the maps cannot be computed: is PROJ (libproj) installed?")
        }
    }

    /// The exit code that fits.
    var exitCode: ProgramExitCode {
        switch self {
        case .tooManyHouseholds: .usage
        case .projectionUnavailable: .notReady
        }
    }
}

extension PrintingError {
    /// What failed, and what to do: every one has the way out by HTML, which any browser prints.
    var sentence: Bilingual {
        switch self {
        case .noBrowser(let path):
            Bilingual(
                (path.map { "ブラウザーがありません: \($0)。" } ?? "PDF を作るブラウザーがありません。")
                    + "Debian では chromium を入れる（apt-get install chromium）か、--output 名前.html にして、ブラウザーで開いて印刷してください。",
                (path.map { "there is no browser at \($0): " } ?? "there is no browser to make the PDF: ")
                    + "install chromium (apt-get install chromium), or give --output NAME.html and print that from a browser."
            )
        case .browserEnded(let path):
            Bilingual(
                "\(path) が動きません。コンテナーの中では --no-sandbox を付けて起動する包みを --browser で指定してください。または --output 名前.html。",
                "\(path) does not run; in a container name a wrapper that adds --no-sandbox with --browser, or give --output NAME.html."
            )
        case .noAnswer(let path, let seconds):
            Bilingual(
                "\(path) が \(seconds) 秒たっても答えません。--limit で減らすか、--output 名前.html にしてください。",
                "\(path) does not answer within \(seconds) seconds: take fewer with --limit, or give --output NAME.html."
            )
        case .refused(let method):
            Bilingual(
                "ブラウザーが \(method) を受け付けません。新しい chromium にするか、--output 名前.html にしてください。",
                "the browser refuses \(method): use a newer chromium, or give --output NAME.html.")
        case .noJapaneseFont(let path):
            Bilingual(
                "\(path) に日本語の書体がなく、文字が四角になります。書体を入れる（apt-get install fonts-ipafont-gothic）か、--output 名前.html にしてください。",
                "\(path) has no font with Japanese characters, all text would be boxes: install one (apt-get install fonts-ipafont-gothic), or give --output NAME.html."
            )
        case .unknownDocument:
            Bilingual(
                "ブラウザーの PDF の形が違います。別の版の chromium にするか、--output 名前.html にしてください。",
                "the browser's PDF is of an unknown form: use another version of chromium, or give --output NAME.html.")
        case .noFolder(let code):
            Bilingual(
                "一時フォルダを作れません: \(String(cString: strerror(code)))。TMPDIR を確かめてください。",
                "no temporary folder can be made: \(String(cString: strerror(code))); check TMPDIR.")
        }
    }

    /// The exit code that fits.
    var exitCode: ProgramExitCode {
        switch self {
        case .noBrowser, .browserEnded, .refused, .noAnswer, .noJapaneseFont: .notReady
        case .unknownDocument: .software
        case .noFolder: .cannotCreate
        }
    }
}
