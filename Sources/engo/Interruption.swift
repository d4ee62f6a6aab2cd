import Foundation
import Interchange
import Printing

/// What Ctrl-C does, or a system that shuts down: the program ends at once, and nothing unfinished stays.
///
/// A thread of its own waits for the signals, so that it may do what a signal handler may not. A workspace needs nothing: a
/// change that did not commit has not happened.
enum Interruption {
    /// Begins to wait; before any other thread is there, because a thread inherits what its maker does not hear.
    static func watch() {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGINT)
        sigaddset(&signals, SIGTERM)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        let awaited = signals
        Thread.detachNewThread {
            var signals = awaited
            var received: Int32 = 0
            guard sigwait(&signals, &received) == 0 else { return }
            AtomicFileWriter.removeUnfinished()
            BrowserFolder.removeUnfinished()
            StandardError.line("中断しました。途中のものは残していません。", "interrupted; nothing unfinished is left.")
            // The signal again, as if nobody had waited for it: whoever started the program sees how it ended.
            signal(received, SIG_DFL)
            pthread_sigmask(SIG_UNBLOCK, &signals, nil)
            kill(getpid(), received)
        }
    }

    /// Lets signals through again, for a program that takes this one's place.
    static func unblock() {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGINT)
        sigaddset(&signals, SIGTERM)
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        signal(SIGPIPE, SIG_DFL)
    }
}
