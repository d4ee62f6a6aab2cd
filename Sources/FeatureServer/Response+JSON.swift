import HTTPTypes
import Hummingbird
import Interchange
import NIOCore

extension Response {
    /// A document that was written as a whole; a line break ends it.
    init(
        status: HTTPResponse.Status = .ok, headers: HTTPFields = [.contentType: ServedForm.json.mediaType],
        json: JSONWriter
    ) {
        var json = json
        json.finalLineBreak()
        self.init(
            status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: json.bytes)))
    }
}
