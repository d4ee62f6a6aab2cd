/// The tables of a compiled policy in borrowed memory: loops over millions of people touch no reference count.
struct PolicyView {
    let numbers: CompiledNumbers
    let groups: UnsafeBufferPointer<CompiledGroup>
    let groupOfRule: UnsafeBufferPointer<Int32>
    let pointsOfRule: UnsafeBufferPointer<Int>
    let triggers: UnsafeBufferPointer<CompiledTrigger>
    let furtherNeeds: UnsafeBufferPointer<CompiledNeed>
    let houses: UnsafeBufferPointer<CompiledHouse>
    let households: UnsafeBufferPointer<CompiledHousehold>
    let overrideBands: UnsafeBufferPointer<SupportBand>
    let needStarts: UnsafeBufferPointer<Int32>
    let needNumbers: UnsafeBufferPointer<Int32>
    let ageStarts: UnsafeBufferPointer<Int32>
    let ageNumbers: UnsafeBufferPointer<Int32>
}

extension CompiledPolicy {
    /// Lends the tables; they are valid only inside the body.
    func withView<Result>(_ body: (PolicyView) -> Result) -> Result {
        groups.withUnsafeBufferPointer { groups in
            groupOfRule.withUnsafeBufferPointer { groupOfRule in
                pointsOfRule.withUnsafeBufferPointer { pointsOfRule in
                    triggers.withUnsafeBufferPointer { triggers in
                        overrideBands.withUnsafeBufferPointer { overrideBands in
                            withConditions { furtherNeeds, houses, households in
                                withLists { needStarts, needNumbers, ageStarts, ageNumbers in
                                    body(
                                        PolicyView(
                                            numbers: numbers, groups: groups, groupOfRule: groupOfRule,
                                            pointsOfRule: pointsOfRule, triggers: triggers,
                                            furtherNeeds: furtherNeeds, houses: houses, households: households,
                                            overrideBands: overrideBands, needStarts: needStarts,
                                            needNumbers: needNumbers, ageStarts: ageStarts, ageNumbers: ageNumbers))
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    private func withConditions<Result>(
        _ body: (
            UnsafeBufferPointer<CompiledNeed>, UnsafeBufferPointer<CompiledHouse>,
            UnsafeBufferPointer<CompiledHousehold>
        ) -> Result
    ) -> Result {
        furtherNeeds.withUnsafeBufferPointer { needs in
            houses.withUnsafeBufferPointer { houses in
                households.withUnsafeBufferPointer { body(needs, houses, $0) }
            }
        }
    }

    private func withLists<Result>(
        _ body: (
            UnsafeBufferPointer<Int32>, UnsafeBufferPointer<Int32>, UnsafeBufferPointer<Int32>,
            UnsafeBufferPointer<Int32>
        ) -> Result
    ) -> Result {
        byNeed.starts.withUnsafeBufferPointer { needStarts in
            byNeed.numbers.withUnsafeBufferPointer { needNumbers in
                byAge.starts.withUnsafeBufferPointer { ageStarts in
                    byAge.numbers.withUnsafeBufferPointer { body(needStarts, needNumbers, ageStarts, $0) }
                }
            }
        }
    }
}
