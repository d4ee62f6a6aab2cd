import AddressDictionary
package import Disclosure
package import Registry
import Residents

/// What a workspace holds and what should be looked at: `engo status`. Counts only, no person.
package struct WorkspaceStatus: Sendable {
    /// Name, municipality, mode, default audience and basis.
    package let info: WorkspaceInfo
    /// The generation that is read.
    package let generation: Int64
    /// Counts over the whole register.
    package let counts: RegistryCounts
    /// Who may be shared and who must not.
    package let sharing: SharingCounts
    /// How many shelters there are, and for what.
    package let shelters: ShelterCounts
    /// Where the shelters came from, or nil when none were imported.
    package let shelterSource: ShelterSource?
    /// The hazard layers, in byte order of their names.
    package let hazardLayers: [StoredHazardLayer]
    /// The layers of the ground, in byte order of their names.
    package let groundLayers: [StoredGroundLayer]
    /// Where the register came from, or nil when there is none.
    package let residents: SourceFile?
    /// Where the needs came from, or nil when there are none.
    package let needs: SourceFile?
    /// How the scores were made, or nil when nobody is scored.
    package let scoreRun: ScoreRun?
    /// How old register and needs are today.
    package let freshness: Freshness
    /// The dictionary beside the workspace, or nil when there is none.
    package let dictionaryEdition: String?
    /// The dictionary that the positions come from, or nil when nobody is located.
    package let locatedEdition: String?
    /// Who may receive what, and the declarations of a disaster.
    package let disclosure: DisclosureState
    /// The declarations that hold now.
    package let holding: [Activation]
    /// What should be looked at, in a fixed order.
    package let warnings: [StatusWarning]

    /// The audience and basis that reading verbs assume; nil where every command states them.
    package var usualDisclosure: DisclosureDefault? { disclosure.usualInForce }

    /// Reads the state of a workspace.
    ///
    /// - Throws: ``Registry/RegistryError``.
    package init(_ paths: WorkspacePaths, moment: Moment) throws {
        var edition: String?
        var isDamaged = false
        do {
            edition = try Locator.verifiedEditionIfPresent(paths)
        } catch is AddressDictionaryError {
            isDamaged = true
        }
        dictionaryEdition = edition
        let reader = try RegistryReader(paths)
        let state = try reader.read { snapshot in
            (
                info: try snapshot.info(), generation: try snapshot.generation(), counts: try snapshot.counts(),
                residents: try snapshot.source(kind: "residents"), needs: try snapshot.source(kind: "needs"),
                sharing: try snapshot.sharingCounts(today: moment.today), run: try snapshot.scoreRun(),
                located: try snapshot.locatedEdition(), shelters: try snapshot.shelterCounts(),
                shelterSource: try snapshot.shelterSource(), hazardLayers: try snapshot.hazardLayers(),
                groundLayers: try snapshot.groundLayers(),
                facts: try snapshot.receivedFacts(), disclosure: try snapshot.disclosureState()
            )
        }
        info = state.info
        disclosure = state.disclosure
        holding = state.disclosure.activations.filter { $0.holds(at: moment.utc) }
        generation = state.generation
        counts = state.counts
        sharing = state.sharing
        shelters = state.shelters
        shelterSource = state.shelterSource
        hazardLayers = state.hazardLayers
        groundLayers = state.groundLayers
        residents = state.residents
        needs = state.needs
        scoreRun = state.run
        freshness = Freshness(state.facts, on: moment.today)
        locatedEdition = state.located
        var warnings: [StatusWarning] = []
        if isDamaged {
            warnings.append(.damagedDictionary)
        } else if edition == nil {
            warnings.append(.noDictionary)
        }
        if state.counts.households == 0 { warnings.append(.noResidents) }
        if state.needs == nil { warnings.append(.noNeeds) }
        if state.counts.unlocated > 0 { warnings.append(.unlocatedHouseholds) }
        if let edition, state.counts.households > 0, state.located != edition {
            warnings.append(.locatedWithAnotherDictionary)
        }
        if state.counts.needsWithoutResident > 0 { warnings.append(.needsWithoutResident) }
        let needStates = state.counts.needsByState
        if needStates[.expired] ?? 0 > 0 { warnings.append(.needsExpired) }
        if needStates[.expiring] ?? 0 > 0 { warnings.append(.needsExpiring) }
        if needStates[.unrecognised] ?? 0 > 0 { warnings.append(.needsUnrecognised) }
        if state.sharing.protectionsPastTheirDate > 0 { warnings.append(.protectionsPastTheirDate) }
        if state.sharing.protectedWithoutResident > 0 { warnings.append(.protectedWithoutResident) }
        if let run = state.run, run.asOf != moment.today { warnings.append(.scoredForAnotherDay) }
        self.warnings = warnings + freshness.warnings
    }
}

/// What a status tells the officer to look at.
package enum StatusWarning: String, CaseIterable, Sendable {
    /// No address dictionary beside the workspace.
    case noDictionary = "no-dictionary"
    /// The dictionary beside the workspace is damaged or of another version; it can be built again.
    case damagedDictionary = "damaged-dictionary"
    /// No register imported.
    case noResidents = "no-residents"
    /// No needs imported: scores rest on ages and households alone.
    case noNeeds = "no-needs"
    /// Some households have no position; lists by area count them, and hold them only when asked to.
    case unlocatedHouseholds = "unlocated-households"
    /// The dictionary was rebuilt after the households were located.
    case locatedWithAnotherDictionary = "located-with-another-dictionary"
    /// Some needs name a number that nobody in the register has.
    case needsWithoutResident = "needs-without-resident"
    /// Some needs have ended, and nothing of their kind has followed.
    case needsExpired = "needs-expired"
    /// Some needs end soon.
    case needsExpiring = "needs-expiring"
    /// Some needs have a grade that is not known, and give no points.
    case needsUnrecognised = "needs-unrecognised"
    /// Some protections are past their planned end and were not lifted; they hold on.
    case protectionsPastTheirDate = "protections-past-their-date"
    /// Some protected persons are not in the register.
    case protectedWithoutResident = "protected-without-resident"
    /// Ages and validities are counted on another day than today.
    case scoredForAnotherDay = "scored-for-another-day"
    /// The register is older than ``Freshness/registerLimitDays`` days, or of unknown age.
    case registerOld = "register-old"
    /// Some needs come from a file older than ``Freshness/needsLimitDays`` days, or of unknown age.
    case needsOld = "needs-old"
}
