import Residents

extension Need {
    /// The columns that ``StoredNeeds`` reads, of `need AS n LEFT JOIN need_file AS f`.
    static let columns = """
        n.resident_number, n.kind, n.grade, n.detail, n.valid_from, n.valid_until, n.source_line, f.id, f.name, f.received_on
        """
}
