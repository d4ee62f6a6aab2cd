import CProj

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The functions of PROJ, loaded when the first transformation is made.
///
/// Most runs of the program need none, and loading PROJ with the forty libraries behind it takes twelve milliseconds of
/// processor time, a good part of what a whole list may take. Linking would pay that at every start. The types are the
/// header's; the names and versions of the library are those of PROJ 9, whose interface is stable since 6.
struct ProjLibrary: Sendable {
    let contextCreate: @convention(c) () -> OpaquePointer?
    let contextDestroy: @convention(c) (OpaquePointer?) -> OpaquePointer?
    let contextErrno: @convention(c) (OpaquePointer?) -> Int32
    let contextSetFileAPI:
        @convention(c) (OpaquePointer?, UnsafePointer<PROJ_FILE_API>?, UnsafeMutableRawPointer?) -> Int32
    let contextSetEnableNetwork: @convention(c) (OpaquePointer?, Int32) -> Int32
    let logLevel: @convention(c) (OpaquePointer?, PJ_LOG_LEVEL) -> PJ_LOG_LEVEL
    let createFromSystems:
        @convention(c) (OpaquePointer?, UnsafePointer<CChar>?, UnsafePointer<CChar>?, OpaquePointer?) -> OpaquePointer?
    let create: @convention(c) (OpaquePointer?, UnsafePointer<CChar>?) -> OpaquePointer?
    let type: @convention(c) (OpaquePointer?) -> PJ_TYPE
    let normalizeForVisualization: @convention(c) (OpaquePointer?, OpaquePointer?) -> OpaquePointer?
    let destroy: @convention(c) (OpaquePointer?) -> OpaquePointer?
    let transform: @convention(c) (OpaquePointer?, PJ_DIRECTION, PJ_COORD) -> PJ_COORD
    let errno: @convention(c) (OpaquePointer?) -> Int32
    let errnoReset: @convention(c) (OpaquePointer?) -> Int32
    let lastUsedOperation: @convention(c) (OpaquePointer?) -> OpaquePointer?
    let info: @convention(c) (OpaquePointer?) -> PJ_PROJ_INFO
    let name: @convention(c) (OpaquePointer?) -> UnsafePointer<CChar>?
    let identifier: @convention(c) (OpaquePointer?, Int32) -> UnsafePointer<CChar>?
    let identify:
        @convention(c) (
            OpaquePointer?, OpaquePointer?, UnsafePointer<CChar>?, UnsafePointer<UnsafePointer<CChar>?>?,
            UnsafeMutablePointer<UnsafeMutablePointer<Int32>?>?
        ) -> OpaquePointer?
    let listCount: @convention(c) (OpaquePointer?) -> Int32
    let listElement: @convention(c) (OpaquePointer?, OpaquePointer?, Int32) -> OpaquePointer?
    let listDestroy: @convention(c) (OpaquePointer?) -> Void
    let integersDestroy: @convention(c) (UnsafeMutablePointer<Int32>?) -> Void
    let sourceSystem: @convention(c) (OpaquePointer?, OpaquePointer?) -> OpaquePointer?
    let partOfSystem: @convention(c) (OpaquePointer?, OpaquePointer?, Int32) -> OpaquePointer?
    let geodesicInit: @convention(c) (UnsafeMutablePointer<geod_geodesic>?, Double, Double) -> Void
    let geodesicInverse:
        @convention(c) (
            UnsafePointer<geod_geodesic>?, Double, Double, Double, Double, UnsafeMutablePointer<Double>?,
            UnsafeMutablePointer<Double>?, UnsafeMutablePointer<Double>?
        ) -> Void
    let geodesicDirect:
        @convention(c) (
            UnsafePointer<geod_geodesic>?, Double, Double, Double, Double, UnsafeMutablePointer<Double>?,
            UnsafeMutablePointer<Double>?, UnsafeMutablePointer<Double>?
        ) -> Void

    /// PROJ, or nil when it is not installed.
    static let loaded = ProjLibrary()

    private static let names = ["libproj.so.25", "libproj.so", "libproj.dylib"]

    private init?() {
        guard let handle = Self.names.lazy.compactMap({ dlopen($0, RTLD_NOW | RTLD_LOCAL) }).first else { return nil }
        guard let contextCreate = dlsym(handle, "proj_context_create"),
            let contextDestroy = dlsym(handle, "proj_context_destroy"),
            let contextErrno = dlsym(handle, "proj_context_errno"),
            let contextSetFileAPI = dlsym(handle, "proj_context_set_fileapi"),
            let contextSetEnableNetwork = dlsym(handle, "proj_context_set_enable_network"),
            let logLevel = dlsym(handle, "proj_log_level"),
            let createFromSystems = dlsym(handle, "proj_create_crs_to_crs"),
            let create = dlsym(handle, "proj_create"), let type = dlsym(handle, "proj_get_type"),
            let normalizeForVisualization = dlsym(handle, "proj_normalize_for_visualization"),
            let destroy = dlsym(handle, "proj_destroy"), let transform = dlsym(handle, "proj_trans"),
            let errno = dlsym(handle, "proj_errno"), let errnoReset = dlsym(handle, "proj_errno_reset"),
            let lastUsedOperation = dlsym(handle, "proj_trans_get_last_used_operation"),
            let info = dlsym(handle, "proj_pj_info"), let name = dlsym(handle, "proj_get_name"),
            let identifier = dlsym(handle, "proj_get_id_code"), let identify = dlsym(handle, "proj_identify"),
            let listCount = dlsym(handle, "proj_list_get_count"), let listElement = dlsym(handle, "proj_list_get"),
            let listDestroy = dlsym(handle, "proj_list_destroy"),
            let integersDestroy = dlsym(handle, "proj_int_list_destroy"),
            let sourceSystem = dlsym(handle, "proj_get_source_crs"),
            let partOfSystem = dlsym(handle, "proj_crs_get_sub_crs"),
            let geodesicInit = dlsym(handle, "geod_init"), let geodesicInverse = dlsym(handle, "geod_inverse"),
            let geodesicDirect = dlsym(handle, "geod_direct")
        else { return nil }
        // Each symbol is cast to the signature that proj.h declares for it.
        self.contextCreate = Self.cast(contextCreate)
        self.contextDestroy = Self.cast(contextDestroy)
        self.contextErrno = Self.cast(contextErrno)
        self.contextSetFileAPI = Self.cast(contextSetFileAPI)
        self.contextSetEnableNetwork = Self.cast(contextSetEnableNetwork)
        self.logLevel = Self.cast(logLevel)
        self.createFromSystems = Self.cast(createFromSystems)
        self.create = Self.cast(create)
        self.type = Self.cast(type)
        self.normalizeForVisualization = Self.cast(normalizeForVisualization)
        self.destroy = Self.cast(destroy)
        self.transform = Self.cast(transform)
        self.errno = Self.cast(errno)
        self.errnoReset = Self.cast(errnoReset)
        self.lastUsedOperation = Self.cast(lastUsedOperation)
        self.info = Self.cast(info)
        self.name = Self.cast(name)
        self.identifier = Self.cast(identifier)
        self.identify = Self.cast(identify)
        self.listCount = Self.cast(listCount)
        self.listElement = Self.cast(listElement)
        self.listDestroy = Self.cast(listDestroy)
        self.integersDestroy = Self.cast(integersDestroy)
        self.sourceSystem = Self.cast(sourceSystem)
        self.partOfSystem = Self.cast(partOfSystem)
        self.geodesicInit = Self.cast(geodesicInit)
        self.geodesicInverse = Self.cast(geodesicInverse)
        self.geodesicDirect = Self.cast(geodesicDirect)
    }

    /// Silences a context, keeps it off the network, and lets it open nothing but PROJ's own database.
    func prepare(_ context: OpaquePointer) {
        _ = logLevel(context, PJ_LOG_NONE)
        _ = contextSetEnableNetwork(context, 0)
        ProjectionDatabaseFiles.restrict(context, of: self)
    }

    private static func cast<Function>(_ symbol: UnsafeMutableRawPointer) -> Function {
        unsafeBitCast(symbol, to: Function.self)
    }
}
