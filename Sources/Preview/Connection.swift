/// One connection, served on a thread of its own: there are few, and straight code is easy to
/// check.
struct Connection: Sendable {
  let socket: Socket
  let board: NewsBoard
  let hosts: AllowedHosts
  /// How long a request, an answer or silence may last.
  let patience: Duration

  /// Answers requests one after the other until either side ends.
  func serve() {
    var pending: [UInt8] = []
    while true {
      let deadline = ContinuousClock.now + patience
      switch nextRequest(&pending, until: deadline) {
      case .ended: return
      case .refused(let status):
        _ = socket.write(Response(status).bytes(isHead: false, isLast: true), until: deadline)
        return socket.finish()
      case .request(let request):
        guard answer(request) else { return }
        if request.isLast { return socket.finish() }
      }
    }
  }

  /// Tells a caller that too many are served already.
  func refuse() {
    let bytes = Response(.unavailable).bytes(isHead: false, isLast: true)
    _ = socket.write(bytes, until: .now + .milliseconds(100))
  }

  private enum Next {
    case request(Request), refused(Status), ended
  }

  /// Reads up to the end of the next head; what came behind it stays pending.
  private func nextRequest(
    _ pending: inout [UInt8], until deadline: ContinuousClock.Instant
  ) -> Next {
    while true {
      switch pending.isEmpty ? .incomplete : Request.reading(pending) {
      case .request(let request, let length):
        pending.removeFirst(length)
        return .request(request)
      case .refused(let status): return .refused(status)
      case .incomplete: break
      }
      switch socket.read(until: deadline) {
      case .bytes(let bytes): pending += bytes
      case .ended: return .ended
      // A connection that is merely kept open ends in silence.
      case .late: return pending.isEmpty ? .ended : .refused(.timeout)
      }
    }
  }

  /// Sends the answer; false when the connection is over.
  private func answer(_ request: Request) -> Bool {
    let response: Response
    if !hosts.contains(request.host) {
      response = Response(.misdirected)
    } else if request.path == PreviewSite.events, !request.isHead {
      guard !hosts.admits(request) else {
        stream()
        return false
      }
      response = Response(.forbidden)
    } else {
      response = board.current.response(to: request)
    }
    let bytes = response.bytes(isHead: request.isHead, isLast: request.isLast)
    return socket.write(bytes, until: .now + patience)
  }

  /// Tells what is known, and then every piece of news, until the page is left.
  private func stream() {
    var site = board.current
    guard socket.write(Response.eventStreamHead + site.event, until: .now + patience) else {
      return
    }
    while true {
      if let newer = board.site(newerThan: site.revision, patience: 0.5) {
        site = newer
        guard socket.write(site.event, until: .now + patience) else { return }
      }
      // A page that is gone says so by ending its side.
      if case .ended = socket.read(until: .now) { return }
    }
  }
}
