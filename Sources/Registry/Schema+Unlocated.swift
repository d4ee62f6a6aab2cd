extension Schema {
    /// Finds the households without a position at once; it holds nobody else, so it costs next to nothing where all are located.
    static let unlocated = """
        CREATE INDEX location_without_position ON location (place_id) WHERE longitude IS NULL;
        """
}
