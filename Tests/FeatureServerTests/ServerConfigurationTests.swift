import Foundation
import Registry
import Testing

@testable import FeatureServer

/// What is found wrong with certificates before anything is served.
@Suite struct ServerConfigurationTests {
    private let fixture: ServerFixture

    init() throws { fixture = try ServerFixture() }

    private func faults(chain: String, key: String, mode: Int = 0o600, at day: Int64 = 1_800_000_000) throws
        -> [ConfigurationFault]
    {
        var configuration = ServerConfiguration()
        configuration.certificate = try fixture.write("chain.pem", chain)
        configuration.key = try fixture.write("key.pem", key)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: configuration.key ?? "")
        for path in [fixture.paths.database, fixture.paths.audit] {
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        }
        return configuration.faults(fixture.paths, hasOwnAudience: false, now: day, listens: false)
    }

    @Test func aCertificateWithItsKeyIsSound() throws {
        #expect(try faults(chain: TestCertificate.chain, key: TestCertificate.key).isEmpty)
    }

    @Test func tellsWhatIsWrongWithACertificate() throws {
        let (chain, key) = (TestCertificate.chain, TestCertificate.key)
        let path = fixture.folder.appendingPathComponent("chain.pem").path
        let keyPath = fixture.folder.appendingPathComponent("key.pem").path
        #expect(try faults(chain: key, key: key) == [.invalidCertificate(path: path)])
        #expect(try faults(chain: chain, key: key, at: 5_000_000_000) == [.certificateExpired(path: path)])
        #expect(try faults(chain: chain, key: chain) == [.invalidKey(path: keyPath)])
        #expect(try faults(chain: chain, key: key, mode: 0o644) == [.readableByOthers(path: keyPath)])
        #expect(try faults(chain: chain, key: Self.otherKey) == [.keyOfAnotherCertificate])
    }

    /// A key that belongs to no certificate.
    private static let otherKey = """
        -----BEGIN EC PRIVATE KEY-----
        MHcCAQEEIDPyA9uN89ie6doT/OxL4iRvDxgjnJnt1OwX6dHG4qSRoAoGCCqGSM49
        AwEHoUQDQgAEz+6gl8I0U9Z+/Xkks06bMlNnLD10oTExQboe+c+StVIn1Tujqhf5
        SMy+Jhl9aW0f+hKIsubNORTlsvdooo+tjA==
        -----END EC PRIVATE KEY-----

        """
}
