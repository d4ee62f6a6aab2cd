/// Why a person's whereabouts must not become known.
package enum ProtectionKind: String, CaseIterable, Sendable {
    /// ＤＶ等支援措置, for victims of domestic violence, stalking, child abuse and the like.
    ///
    /// - Source: 住民基本台帳事務処理要領 第5-10.
    case supportMeasure
    /// 抑止: the register withholds the person's certificates and addresses.
    ///
    /// - Source: 住民記録システム標準仕様書 1.0, j160.
    case suppression
    /// Any other reason that the municipality states.
    case other

    /// Reads the usual words; nil for any other, because what is lifted must be what was meant.
    package init?(recorded text: String) {
        switch TextBytes.folded(text).lowercased() {
        case "支援措置", "dv", "dv等支援措置", "dv等", "dv支援措置", "dv等支援", "配偶者暴力", "ストーカー", "ストーカー行為等", "児童虐待", "児童虐待等",
            "その他前記に準ずるもの", "support-measure":
            self = .supportMeasure
        case "抑止", "抑止フラグ", "発行抑止", "交付抑止", "suppression": self = .suppression
        case "その他", "その他の保護", "other": self = .other
        default: return nil
        }
    }

    /// ＤＶ等支援措置, 抑止 or その他の保護.
    package var japanese: String {
        switch self {
        case .supportMeasure: "ＤＶ等支援措置"
        case .suppression: "抑止"
        case .other: "その他の保護"
        }
    }
}
