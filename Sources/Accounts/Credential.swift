import Crypto

/// How somebody proves who they are: the stored password, the secret of the second factor, and the recovery codes.
package struct Credential: Sendable {
    /// The password.
    package let password: PasswordHash
    /// The second factor.
    package let secret: OneTimePasswordSecret
    /// The hashes of the recovery codes that were not used yet.
    package let recoveryHashes: [[UInt8]]

    /// Gathers what was stored, or what is to be.
    package init(password: PasswordHash, secret: OneTimePasswordSecret, recoveryHashes: [[UInt8]]) {
        self.password = password
        self.secret = secret
        self.recoveryHashes = recoveryHashes
    }

    /// What tells this credential from every other, and nothing else of it: 128 bits of a hash over the stored password with its salt,
    /// in 32 hexadecimal digits.
    package var mark: String {
        LoginMark.text(of: password.text, for: "engo credential", bytes: 16)
    }

    /// What a second factor is worth.
    package enum Verdict: Hashable, Sendable {
        /// A code of the app, and the step that it uses up.
        case code(step: Int64)
        /// A recovery code, and the hash that it uses up.
        case recovery(hash: [UInt8])
        /// A code that was used before.
        case replayed
        /// Neither.
        case wrong
    }

    /// Judges a second factor; looks at every recovery code whatever was typed.
    ///
    /// - Parameters:
    ///   - seconds: now, in seconds since 1970.
    ///   - usedStep: the latest step whose code was accepted, or nil.
    package func verdict(on factor: SecondFactor, at seconds: Int64, usedStep: Int64?) -> Verdict {
        switch factor {
        case .code(let code):
            switch secret.verdict(on: code, at: seconds, usedStep: usedStep) {
            case .fresh(let step): return .code(step: step)
            case .replayed: return .replayed
            case .wrong: return .wrong
            }
        case .recovery(let code):
            let hash = code.hash
            let found = recoveryHashes.reduce(false) { ConstantTime.areEqual(hash, $1) || $0 }
            return found ? .recovery(hash: hash) : .wrong
        case .malformed: return .wrong
        }
    }
}

/// A new credential with what its holder is told once and nobody can read again.
package struct IssuedCredential: Sendable {
    /// What is stored.
    package let credential: Credential
    /// The recovery codes.
    package let recoveryCodes: [RecoveryCode]

    /// Makes the credential of a password: a salt, a secret and recovery codes of its own.
    ///
    /// - Throws: ``AccountError/tooManyLogins(waiting:)``.
    package init(
        _ password: Password, cost: PasswordCost, in slots: HashingSlots,
        using generator: inout some RandomNumberGenerator
    ) throws(AccountError) {
        let hash = try PasswordHash.make(password, cost: cost, in: slots, using: &generator)
        let secret = OneTimePasswordSecret(using: &generator)
        var codes: [RecoveryCode] = []
        for _ in 0..<RecoveryCode.count { codes.append(RecoveryCode(using: &generator)) }
        recoveryCodes = codes
        credential = Credential(password: hash, secret: secret, recoveryHashes: codes.map(\.hash))
    }
}
