import FeatureServer
import Foundation
import Registry
import TilePacks

extension ConfigurationFault {
    /// What is wrong and what to do.
    var sentence: Bilingual {
        switch self {
        case .plainBeyondLoopback:
            Bilingual(
                "ほかの計算機から使うには、--tls-certificate と --tls-key（または --behind-proxy）が必要です。",
                "to be reached from other machines, give --tls-certificate and --tls-key, or --behind-proxy.")
        case .halfOfTLS:
            Bilingual(
                "--tls-certificate と --tls-key は、両方指定してください。", "give both --tls-certificate and --tls-key.")
        case .needsBaseURL:
            Bilingual(
                "利用者が開くアドレスを --base-url で指定してください（例 https://engo.example.jp）。",
                "say with --base-url by which address people reach the service, such as https://engo.example.jp.")
        case .invalidBaseURL:
            Bilingual(
                "--base-url は、https://ホスト名[:ポート] の形です（TLSを使うなら https）。",
                "--base-url is https://host[:port], with nothing behind it; plain http only without TLS.")
        case .unreadable(let path, let errno):
            Bilingual("開けません: \(path)（\(Self.reason(errno))）", "cannot open \(path): \(Self.reason(errno))")
        case .readableByOthers(let path):
            Bilingual(
                "ほかの利用者も読めるファイルです: \(path)。chmod 600 で、所有者だけが読めるようにしてください。",
                "others may read \(path): make it readable by its owner only (chmod 600).")
        case .invalidCertificate(let path):
            Bilingual("証明書（PEM）として読めません: \(path)", "no certificate chain in PEM form: \(path)")
        case .certificateExpired(let path):
            Bilingual("証明書の有効期限が切れています: \(path)", "the certificate has expired: \(path)")
        case .invalidKey(let path):
            Bilingual("秘密鍵（PEM、パスフレーズなし）として読めません: \(path)", "no private key in PEM form without a passphrase: \(path)")
        case .keyOfAnotherCertificate:
            Bilingual("秘密鍵が証明書と合いません。", "the private key is another certificate's.")
        case .cannotListen(let errno):
            Bilingual(
                "待ち受けられません（\(Self.reason(errno))）。--host と --port を確かめてください。",
                "cannot listen there: \(Self.reason(errno)); look at --host and --port.")
        case .noAccounts:
            Bilingual(
                "利用者のいない作業ファイルは、この計算機だけで使えます。ほかから使うには engo user add で利用者を作ってください。",
                "a workspace without accounts is served on this machine alone: make accounts with engo user add.")
        case .audienceBesideAccounts:
            Bilingual(
                "利用者のいる作業ファイルでは、提供先はログインのときに選びます。--audience --basis --reason は使えません。",
                "with accounts everybody chooses at the login: leave out --audience, --basis and --reason.")
        case .workspace(let error):
            Bilingual(
                "作業ファイルを開けません（\(error.words.japanese)）。engo doctor で調べてください。",
                "the workspace cannot be opened: \(error.words.english); engo doctor says more.")
        case .base(let path, let error): error.text(path)
        }
    }

    /// The exit code of `Docs/cli.md`.
    var exitCode: Int32 {
        switch self {
        case .plainBeyondLoopback, .halfOfTLS, .needsBaseURL, .invalidBaseURL, .audienceBesideAccounts: 64
        case .invalidCertificate, .invalidKey, .keyOfAnotherCertificate, .certificateExpired: 65
        case .unreadable: 66
        case .noAccounts: 69
        case .cannotListen: 75
        case .readableByOthers: 77
        case .workspace(let error):
            switch error {
            case .noWorkspace, .unreadable, .folderNotWritable: 66
            case .notAWorkspace, .foreignSchema: 65
            case .needsMigration, .newerFormat: 69
            case .busy: 75
            default: 70
            }
        case .base(_, .file): 66
        case .base: 65
        }
    }

    private static func reason(_ errno: Int32) -> String { String(cString: strerror(errno)) }
}

extension RegistryError {
    /// Why a workspace cannot be opened, in a few words.
    fileprivate var words: Bilingual {
        switch self {
        case .noWorkspace: Bilingual("ファイルがありません", "there is no file")
        case .notAWorkspace, .foreignSchema: Bilingual("作業ファイルではありません", "it is no workspace")
        case .newerFormat: Bilingual("新しい版のプログラムが必要です", "it needs a newer program")
        case .needsMigration: Bilingual("古い版のものです", "it is of an older version")
        case .damaged: Bilingual("壊れています", "it is damaged")
        case .busy: Bilingual("ほかのプログラムが使っています", "another program uses it")
        default: Bilingual("読めません", "it cannot be read")
        }
    }
}
