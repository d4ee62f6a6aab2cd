/// What the server bears at once; every number has a test.
package struct ServerLimits: Hashable, Sendable {
    /// Reads at the same time, each with a thread and a connection to the workspace.
    package var readers = 24
    /// Reads that may wait beside them.
    package var waitingReads = 64
    /// Reads of one operator at the same time; what is asked beside them waits.
    package var readersPerOperator = 8
    /// Reads of one operator that may wait.
    package var waitingReadsPerOperator = 24
    /// Changes that may wait, the one that is made among them.
    package var waitingChanges = 4
    /// The same of one operator, who so leaves a place for others.
    package var waitingChangesPerOperator = 3
    /// Seconds that a report on a household waits for another program's change.
    package var recordWaitSeconds = 30
    /// Seconds after which a read is ended, the time of the client that takes its answer not counted.
    package var querySeconds = 60
    /// Seconds after which a client that takes nothing loses its answer.
    package var stallSeconds = 20
    /// Seconds after which an answer is cut off, however the client takes it.
    package var answerSeconds = 600

    /// Connections in all; for one more, the one that has been idle for longest is closed.
    package var connections = 1_024
    /// Connections of one address; one more is closed at once.
    package var connectionsPerAddress = 128
    /// Seconds from a connection to the end of its first request's header.
    package var headerSeconds = 10
    /// Seconds from an answer to the end of the next request's header.
    package var idleSeconds = 60
    /// Seconds from the end of a header to the end of the body.
    package var bodySeconds = 60
    /// Bytes of one header.
    package var headerBytes = 16_384
    /// Bytes of all headers of a request.
    package var headersBytes = 32_768
    /// Headers of a request.
    package var headerCount = 100
    /// Bytes of a request's body; forms and logins take ``formBytes``.
    package var bodyBytes = 32 << 20
    /// Bytes of a form or a login.
    package var formBytes = 16_384

    /// Logins that may wait for their hashing or do it.
    package var waitingLogins = 32
    /// The same from one address.
    package var waitingLoginsPerAddress = 4

    /// Seconds for answers to finish when the server stops.
    package var stopSeconds = 20

    /// Features on a page when nobody says how many.
    package var usualFeatures = 100
    /// Features on a page at most; what asks for more gets so many.
    package var mostFeatures = 1_000_000
    /// Features on a page that people read at most.
    package var mostRows = 1_000
    /// Bytes that a search may send: an area of some hundred thousand positions.
    package var searchBytes = 8 << 20
    /// Bytes of what is remembered of the register between requests; 1.7 million households need some 100 MB for each audience.
    package var cacheBytes = 512 << 20

    /// Bytes of the places that are remembered between requests, and as many again of what tiles are cut from.
    package var placeBytes = 128 << 20
    /// Bytes of an area that is sent to be kept.
    package var areaBytes = 32 << 20

    /// Bytes of a table or of a phone's reports that come back: some 40,000 lines.
    package var reportFileBytes = 8 << 20

    /// The usual limits.
    package init() {}
}
