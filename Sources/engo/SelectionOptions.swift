import ArgumentParser
import Registry
import Residents
import SupportScoring
import VictimSupport

/// The options that choose among the households that an area may concern.
struct SelectionOptions: ParsableArguments {
    @Option(
        help: "載せる世帯: certain 確実、possible 可能性ありも、all 位置不明も / households to list: certain, possible (with certain), all")
    var include: ListSelection.Inclusion = .possible

    @Option(help: "援護区分で絞る（例 A,B） / only these bands, such as A,B")
    var band: BandList?

    @Option(help: "支援の種別で絞る。くり返せる（例 要介護:5、電源依存） / only with this need, such as 要介護:5; may be repeated")
    var need: [NeedArgument] = []

    @Option(help: "援護度がこれ以上の世帯に絞る / only households with at least this score")
    var minScore: ScoreArgument?

    @Option(help: "使うハザードの層。くり返せる（省略時は全部） / hazard layers to use; all when left out; may be repeated")
    var hazard: [HazardText] = []

    @Flag(help: "援護区分と避難行動を合わせた順に並べる / order by band and evacuation action together")
    var hazardOrder = false

    func validate() throws {
        // One bit each, see `householdsInNeed`.
        if need.count > 60 {
            throw ValidationError("--need は60個までです / --need may be given 60 times at most.")
        }
    }

    var hazardRequest: HazardRequest { HazardRequest(layers: hazard.map(\.text), isOrder: hazardOrder) }

    var selection: ListSelection {
        ListSelection(
            inclusion: include, bands: band?.bands ?? [], needs: need.map(\.filter), minimumScore: minScore?.points)
    }
}

extension ListSelection.Inclusion: ExpressibleByArgument {}

/// Bands with commas between them, in either case.
struct BandList: ExpressibleByArgument {
    let bands: Set<SupportBand>

    init?(argument: String) {
        var bands: Set<SupportBand> = []
        for label in argument.uppercased().split(separator: ",", omittingEmptySubsequences: false) {
            guard let band = SupportBand(label: String(label)) else { return nil }
            bands.insert(band)
        }
        self.bands = bands
    }
}

/// `KIND` or `KIND:GRADE`, spelled as needs files spell them.
struct NeedArgument: ExpressibleByArgument {
    let filter: NeedFilter

    init?(argument: String) {
        let parts = argument.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == ":" || $0 == "：" }
        guard let kind = NeedKind(recorded: String(parts[0])) else { return nil }
        guard parts.count > 1 else {
            filter = NeedFilter(kind: kind, level: nil)
            return
        }
        // A grade that does not count, or says nothing, would find nobody or everybody.
        guard let grade = try? NeedGrade.parse(String(parts[1]), kind: kind), grade.counts, !grade.code.isEmpty else {
            return nil
        }
        filter = NeedFilter(kind: kind, level: grade.level)
    }
}

/// A score of at most nine digits and three decimals.
struct ScoreArgument: ExpressibleByArgument {
    let points: Points

    init?(argument: String) {
        guard let points = Points(text: argument) else { return nil }
        self.points = points
    }
}
