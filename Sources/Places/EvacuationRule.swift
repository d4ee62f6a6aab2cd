/// What a household should do, from the worst zones that may reach it, its floor and who lives there.
///
/// The first line that applies decides:
///
/// 1. A house-collapse zone: leave. A landslide zone of any kind: leave.
/// 2. A depth that is not known: leave.
/// 3. Deeper than ``powerLossMetres`` and somebody depends on power: leave.
/// 4. Deeper than the ground floor, and water for ``longestStayHours`` or more: leave.
/// 5. Not deeper than the household's floor lies: stay.
/// 6. On the ground floor (or below), and not deeper than the second floor lies: move upstairs; leave where somebody uses a
///    wheelchair.
/// 7. Anything else: leave.
///
/// A depth is taken at the upper end of its class. An unknown floor is the ground floor. Leaving means before the water comes:
/// every class reaches beyond the 0.3 m at which people who need help can no longer evacuate, and nearly every one the 0.5 m at
/// which nobody can walk.
///
/// - Source: 川崎市 洪水ハザードマップ (0.3 m, 0.5 m, 0.7 m); 加古川市 総合防災マップ (floor and depth to action); 国土交通省
///   水管理・国土保全局「洪水浸水想定区域図作成マニュアル」 (0.5 m ground floor, 3 m second floor); 内閣府「避難情報に関するガイドライン」
///   (家屋倒壊等氾濫想定区域 and 土砂災害警戒区域 need 立退き避難; 屋内安全確保 needs a dry room and supplies for as long as the
///   water stays); 防災基本計画 (supplies for three days at least).
package enum EvacuationRule {
    /// The height of the ground floor, in metres: 床上浸水 begins above it.
    package static let groundFloorMetres = 0.5
    /// The height of one storey, in metres: the second floor begins at one, the third at two.
    package static let storeyMetres = 3.0
    /// Above this depth the sockets of the ground floor are wet and the power fails, in metres.
    package static let powerLossMetres = 0.7
    /// From so many hours of water on, supplies for three days do not last.
    package static let longestStayHours = 72

    /// What the household should do, and which line says so.
    ///
    /// - Parameters:
    ///   - exposure: what may reach it; the worst of each measure counts.
    ///   - floor: the lowest floor on which a member is known to live, 1 at ground level; nil when none is known.
    ///   - dependsOnPower: whether a member's life support needs power.
    ///   - usesWheelchair: whether a member uses a wheelchair.
    package static func decide(
        _ exposure: HazardExposure, floor: Int?, dependsOnPower: Bool, usesWheelchair: Bool
    ) -> (action: EvacuationAction, reason: EvacuationReason) {
        if exposure.houseCollapse.worst != nil { return (.leave, .houseCollapse) }
        if exposure.landslide.worst != nil { return (.leave, .landslide) }
        let duration = exposure.duration.worst?.meaning
        guard let depth = exposure.depth.worst?.meaning else {
            return duration == nil ? (.noZone, .noZone) : (.leave, .unknownDepth)
        }
        guard case .depth(_, let upTo) = depth else { return (.leave, .unknownDepth) }
        let metres = upTo ?? .infinity
        if dependsOnPower, metres > powerLossMetres { return (.leave, .powerLost) }
        if metres > groundFloorMetres, lasts(duration) { return (.leave, .longFlood) }
        let floor = floor ?? 1
        if metres <= height(ofFloor: floor) { return (.stay, .dryFloor) }
        if floor <= 1, metres <= height(ofFloor: 2) {
            return usesWheelchair ? (.leave, .cannotClimb) : (.moveUpstairs, .secondFloorDry)
        }
        return (.leave, .floorUnderWater)
    }

    /// How high above the ground a floor lies, in metres; 0 below ground.
    package static func height(ofFloor floor: Int) -> Double {
        floor < 1 ? 0 : floor == 1 ? groundFloorMetres : Double(floor - 1) * storeyMetres
    }

    private static func lasts(_ duration: HazardMeaning?) -> Bool {
        switch duration {
        case .duration(let from, _): from >= longestStayHours
        case .unknown: true
        default: false
        }
    }
}
