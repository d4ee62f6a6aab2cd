import VictimSupport

extension PackageError {
    /// What failed and what to do.
    var sentence: Bilingual {
        switch self {
        case .alreadyExpired:
            Bilingual("利用期限（--expires）が過ぎています。今日以降の日を指定してください。", "the last day of use lies in the past.")
        case .tooLarge(let limit):
            Bilingual(
                "ファイルが大きすぎます（\(limit >> 20) MiB まで。渡し用ファイルは圧縮して）。区域を分けてください。",
                "the file is too large: at most \(limit >> 20) MiB, a package deflated. Divide the area.")
        case .notAPackage:
            Bilingual(
                "渡し用ファイルではなく、封をした普通のファイルです。--output を指定して開いてください。",
                "an ordinary sealed file, no package: open it with --output.")
        case .newerVersion(let version):
            Bilingual(
                "新しい版（\(version)）の渡し用ファイルです。新しい engo で開いてください。",
                "package version \(version): open it with a newer engo.")
        case .inconsistent(let file):
            Bilingual(
                "渡し用ファイルの中身が目録と違います\(file.map { "（\($0) 番目のファイル）" } ?? "")。何も書いていません。作成元に確かめてください。",
                "the package is not what its manifest says\(file.map { " (file \($0))" } ?? ""); nothing was written. Ask its maker."
            )
        }
    }

    /// The exit code of `Docs/cli.md`.
    var exitCode: ProgramExitCode {
        switch self {
        case .alreadyExpired: .usage
        case .tooLarge, .notAPackage, .newerVersion, .inconsistent: .badData
        }
    }
}

extension PlainOutputRefused {
    /// Both ways out.
    var sentence: Bilingual {
        Bilingual(
            "実データの個人情報を、暗号化せずにファイルやパイプへ書き出すところでした。受取人の鍵で封をする（engo export・list の --seal-to）か、"
                + "暗号化しないことを --plain で明示してください。",
            "this would write real persons' data unencrypted to a file or pipe: seal it (--seal-to of engo export and list), "
                + "or say --plain.")
    }
}
