import Synchronization
import VictimSupport

/// Tells on standard error what a verb is doing, once it has taken longer than a second; short work stays silent.
final class ProgressReporter: Sendable {
    private let start = ContinuousClock.now
    private let lastLine: Mutex<ContinuousClock.Instant>

    init() { lastLine = Mutex(start) }

    /// Takes each stage as it begins.
    var handler: ProgressHandler { { self.begin($0) } }

    private func begin(_ stage: ProgressStage) {
        let now = ContinuousClock.now
        let isDue = lastLine.withLock { last in
            guard now - start > .seconds(1), now - last > .milliseconds(500) else { return false }
            last = now
            return true
        }
        if isDue { StandardError.line(stage.sentence.japanese, stage.sentence.english) }
    }
}

extension ProgressStage {
    fileprivate var sentence: Bilingual {
        switch self {
        case .reading: Bilingual("… 読み込み中", "reading")
        case .compiling: Bilingual("… 住所辞書を作成中", "compiling the dictionary")
        case .storing(let rows): Bilingual("… 保存中（\(rows) 行）", "storing \(rows) rows")
        case .storingAndLocating(let rows): Bilingual("… 保存し、位置を検索中（\(rows) 行）", "storing and locating \(rows) rows")
        case .locating(let households): Bilingual("… 位置を検索中（\(households) 世帯）", "locating \(households) households")
        case .scoring: Bilingual("… 援護度を計算中", "scoring")
        case .writing(let done, let total): Bilingual("… 書き出し中 \(done)/\(total) 世帯", "writing \(done) of \(total)")
        }
    }
}
