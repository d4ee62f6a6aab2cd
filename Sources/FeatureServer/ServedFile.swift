import HTTPTypes
import Hummingbird
import Interchange
import NIOCore

/// A file of a page, which tells nothing about anybody.
enum ServedFile {
    /// The file, or that the browser has it: the same bytes have the same tag.
    static func response(_ bytes: [UInt8], named name: String, _ request: Request) -> Response {
        let tag = "\"\(Checksum.hexadecimal(bytes))-\(bytes.count)\""
        var headers: HTTPFields = [.eTag: tag, .cacheControl: "no-cache"]
        if request.headers[.ifNoneMatch] == tag { return Response(status: .notModified, headers: headers) }
        headers[.contentType] = mediaType(of: name)
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private static func mediaType(of name: String) -> String {
        if name.hasSuffix(".js") { return "text/javascript; charset=utf-8" }
        return name.hasSuffix(".css") ? "text/css; charset=utf-8" : "image/png"
    }
}
