import CProj

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// PROJ's way to files, narrowed to its database.
///
/// PROJ opens a bare grid name in the current directory before anywhere else, so the same register would give other positions
/// when somebody keeps a grid file beside it. Nothing but `proj.db` on a full path is ever opened.
enum ProjectionDatabaseFiles {
    /// Installs the restriction in a context.
    static func restrict(_ context: OpaquePointer, of proj: ProjLibrary) {
        var api = PROJ_FILE_API()
        api.version = 1
        api.open_cbk = { _, name, access, _ in
            guard let name, access == PROJ_OPEN_ACCESS_READ_ONLY, ProjectionDatabaseFiles.isDatabase(name),
                let file = fopen(name, "rb")
            else { return nil }
            return OpaquePointer(file)
        }
        api.read_cbk = { _, handle, buffer, size, _ in
            guard let handle, let buffer else { return 0 }
            return fread(buffer, 1, size, ProjectionDatabaseFiles.file(handle))
        }
        api.write_cbk = { _, _, _, _, _ in 0 }
        api.seek_cbk = { _, handle, offset, whence, _ in
            guard let handle else { return 0 }
            return fseek(ProjectionDatabaseFiles.file(handle), Int(offset), whence) == 0 ? 1 : 0
        }
        api.tell_cbk = { _, handle, _ in
            guard let handle else { return 0 }
            return UInt64(max(0, ftell(ProjectionDatabaseFiles.file(handle))))
        }
        api.close_cbk = { _, handle, _ in
            guard let handle else { return }
            _ = fclose(ProjectionDatabaseFiles.file(handle))
        }
        api.exists_cbk = { _, name, _ in
            guard let name, ProjectionDatabaseFiles.isDatabase(name) else { return 0 }
            return access(name, R_OK) == 0 ? 1 : 0
        }
        api.mkdir_cbk = { _, _, _ in 0 }
        api.unlink_cbk = { _, _, _ in 0 }
        api.rename_cbk = { _, _, _, _ in 0 }
        // PROJ copies the table of functions; it keeps no pointer to this variable.
        _ = proj.contextSetFileAPI(context, &api, nil)
    }

    private static func isDatabase(_ name: UnsafePointer<CChar>) -> Bool {
        guard name[0] == 0x2F else { return false }
        let length = strlen(name)
        let suffix = "/proj.db"
        return length >= suffix.utf8.count && strcmp(name + (length - suffix.utf8.count), suffix) == 0
    }

    private static func file(_ handle: OpaquePointer) -> UnsafeMutablePointer<FILE> {
        UnsafeMutablePointer<FILE>(handle)
    }
}
