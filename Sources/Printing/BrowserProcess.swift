import Foundation

/// A browser without a screen that takes requests at its descriptor 3 and answers at its descriptor 4.
///
/// A process group of its own, so that all of its children end with it.
final class BrowserProcess {
    let path: String
    /// Where requests are written.
    let requests: Int32
    /// Where answers are read.
    let answers: Int32
    private let identifier: pid_t
    private var hasEnded = false

    /// Starts the browser with a folder as its home.
    ///
    /// - Throws: ``PrintingError/browserEnded(path:)`` when it cannot be started.
    init(path: String, folder: String) throws(PrintingError) {
        var (toBrowser, fromBrowser): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
        // A socket, because a write to a pipe that nobody reads any more would end a program that does not ignore SIGPIPE.
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &toBrowser) == 0 else {
            throw .browserEnded(path: path)
        }
        guard pipe(&fromBrowser) == 0 else {
            toBrowser.forEach { close($0) }
            throw .browserEnded(path: path)
        }
        for own in [toBrowser[1], fromBrowser[0]] { _ = fcntl(own, F_SETFD, FD_CLOEXEC) }
        // Out of the way of 3 and 4, which the browser's ends are put to.
        let inner = [toBrowser[0], fromBrowser[1]].map { fcntl($0, F_DUPFD_CLOEXEC, 10) }
        close(toBrowser[0])
        close(fromBrowser[1])
        requests = toBrowser[1]
        answers = fromBrowser[0]
        self.path = path
        let arguments = [path] + Self.options(folder)
        let environment = Self.environment(folder)
        var identifier: pid_t = 0
        let code = Self.spawn(path, arguments, environment, inner, &identifier)
        inner.forEach { close($0) }
        self.identifier = identifier
        guard code == 0 else {
            close(requests)
            close(answers)
            throw .browserEnded(path: path)
        }
        BrowserFolder.isUsed(folder, by: identifier)
    }

    /// No network, no profile of anybody, no report of a crash; a sandbox wherever the browser allows one.
    private static func options(_ folder: String) -> [String] {
        [
            "--headless", "--remote-debugging-pipe", "--user-data-dir=\(folder)", "--no-first-run",
            "--no-default-browser-check", "--disable-gpu", "--disable-extensions", "--disable-background-networking",
            "--disable-component-update", "--disable-default-apps", "--disable-sync", "--no-pings",
            "--disable-breakpad", "--disable-crash-reporter", "--host-resolver-rules=MAP * ~NOTFOUND",
            "--password-store=basic", "--force-color-profile=srgb", "--lang=ja",
        ] + (geteuid() == 0 ? ["--no-sandbox"] : []) + ["about:blank"]
    }

    private static func environment(_ folder: String) -> [String] {
        let own = ["HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_CACHE_HOME": folder, "TMPDIR": folder, "TZ": "UTC"]
        return ProcessInfo.processInfo.environment.merging(own) { $1 }.map { "\($0)=\($1)" }.sorted()
    }

    private static func spawn(
        _ path: String, _ arguments: [String], _ environment: [String], _ inner: [Int32], _ identifier: inout pid_t
    ) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
        }
        posix_spawn_file_actions_adddup2(&actions, inner[0], 3)
        posix_spawn_file_actions_adddup2(&actions, inner[1], 4)
        // The signals that this program waits for in a thread of its own are the browser's to hear.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        var usual = sigset_t()
        sigemptyset(&usual)
        sigaddset(&usual, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &usual)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
        var argumentTexts = arguments.map { strdup($0) } + [nil]
        var environmentTexts = environment.map { strdup($0) } + [nil]
        defer { (argumentTexts + environmentTexts).forEach { free($0) } }
        return posix_spawn(&identifier, path, &actions, &attributes, &argumentTexts, &environmentTexts)
    }

    /// Waits until it has ended, so long at most.
    func waitForEnd(seconds: Int) {
        for _ in 0..<seconds * 50 where !hasEnded {
            if waitpid(identifier, nil, WNOHANG) == identifier {
                hasEnded = true
            } else {
                usleep(20_000)
            }
        }
    }

    /// Ends it and everything that it started.
    func stop() {
        close(requests)
        close(answers)
        // The group may outlive the process that was started.
        kill(-identifier, SIGKILL)
        if !hasEnded { waitpid(identifier, nil, 0) }
        hasEnded = true
    }
}
