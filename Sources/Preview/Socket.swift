internal import Glibc

/// A TCP socket: the system's calls behind values. Nothing else in this module touches the network.
///
/// It closes when the last one who holds it lets go.
final class Socket: Sendable {
  private let descriptor: Int32

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
  }

  /// Why a socket cannot be opened, as the system says it.
  struct Failure: Error {
    let reason: String
  }

  /// Listens at the first address that a host name stands for; port 0 takes a free one.
  static func listening(host: String, port: Int) throws(Failure) -> Socket {
    var hints = unsafe addrinfo()
    unsafe hints.ai_flags = AI_PASSIVE
    unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    let found = unsafe getaddrinfo(host, String(port), &hints, &list)
    guard found == 0, let first = unsafe list?.pointee else {
      throw Failure(reason: unsafe String(cString: gai_strerror(found)))
    }
    defer { unsafe freeaddrinfo(list) }
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    let descriptor = unsafe socket(first.ai_family, kind, 0)
    guard descriptor >= 0 else { throw failure() }
    let result = Socket(descriptor)
    var yes: Int32 = 1
    let size = socklen_t(MemoryLayout<Int32>.size)
    _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, size)
    guard unsafe bind(descriptor, first.ai_addr, first.ai_addrlen) == 0,
      listen(descriptor, 128) == 0
    else { throw failure() }
    return result
  }

  private static func failure() -> Failure {
    Failure(reason: unsafe String(cString: strerror(errno)))
  }

  /// The port at which it listens.
  var port: Int {
    var address = sockaddr_storage()
    var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let result = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe getsockname(descriptor, $0, &size)
      }
    }
    guard result == 0 else { return 0 }
    // The port stands at the same place in both families.
    return unsafe withUnsafeBytes(of: &address) { bytes in
      unsafe Int(bytes[2]) << 8 | Int(bytes[3])
    }
  }

  /// The next one who calls; nil when listening has ended.
  func accepted() -> Socket? {
    while true {
      let caller = accept(descriptor, nil, nil)
      if caller >= 0 {
        _ = fcntl(caller, F_SETFD, FD_CLOEXEC)
        var yes: Int32 = 1
        let size = socklen_t(MemoryLayout<Int32>.size)
        _ = unsafe setsockopt(caller, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, size)
        return Socket(caller)
      }
      switch errno {
      case EINTR, ECONNABORTED, EPROTO: continue
      // Out of descriptors or memory: some will be free again.
      case EMFILE, ENFILE, ENOBUFS, ENOMEM: usleep(50_000)
      default: return nil
      }
    }
  }

  /// Ends reading and writing at once, also for a thread that waits in them.
  func end() {
    shutdown(descriptor, Int32(SHUT_RDWR))
  }

  /// Tells the other side that nothing more comes, and reads on for a moment: closing a socket with
  /// unread bytes would take the last answer back.
  func finish() {
    shutdown(descriptor, Int32(SHUT_WR))
    let deadline = ContinuousClock.now + .milliseconds(300)
    var budget = 64
    while budget > 0, case .bytes = read(until: deadline) { budget -= 1 }
  }

  /// What came from the other side.
  enum Arrival {
    case bytes([UInt8]), ended, late
  }

  /// Waits for bytes.
  func read(until deadline: ContinuousClock.Instant) -> Arrival {
    while true {
      guard wait(for: POLLIN, until: deadline) else { return .late }
      var buffer = [UInt8](repeating: 0, count: 8_192)
      let count = unsafe recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
      if count > 0 { return .bytes(Array(buffer.prefix(count))) }
      if count == 0 || ![EINTR, EAGAIN].contains(errno) { return .ended }
    }
  }

  /// Sends all bytes; false when the other side is gone or takes too long.
  func write(_ bytes: [UInt8], until deadline: ContinuousClock.Instant) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      guard wait(for: POLLOUT, until: deadline) else { return false }
      let flags = Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)
      let count = unsafe rest.withUnsafeBytes {
        unsafe send(descriptor, $0.baseAddress, $0.count, flags)
      }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if ![EINTR, EAGAIN].contains(errno) {
        return false
      }
    }
    return true
  }

  /// Waits until the socket is ready; false when the time is over.
  private func wait(for event: Int32, until deadline: ContinuousClock.Instant) -> Bool {
    while true {
      let left = (deadline - .now) / .milliseconds(1)
      var request = pollfd(fd: descriptor, events: Int16(event), revents: 0)
      let count = unsafe poll(&request, 1, Int32(max(0, min(left.rounded(.up), 3_600_000))))
      if count > 0 { return true }
      if count == 0 { return false }
      if errno != EINTR { return true }
    }
  }

  /// The addresses of this machine in its networks, loopback aside.
  static func networkAddresses() -> [String] {
    var list: UnsafeMutablePointer<ifaddrs>?
    guard unsafe getifaddrs(&list) == 0 else { return [] }
    defer { unsafe freeifaddrs(list) }
    var addresses: [String] = []
    var next = unsafe list
    while let entry = unsafe next?.pointee {
      unsafe next = entry.ifa_next
      guard let address = unsafe entry.ifa_addr else { continue }
      let family = unsafe Int32(address.pointee.sa_family)
      guard family == AF_INET, unsafe entry.ifa_flags & UInt32(IFF_LOOPBACK) == 0 else {
        continue
      }
      var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
      let size = socklen_t(MemoryLayout<sockaddr_in>.size)
      let length = socklen_t(name.count)
      guard unsafe getnameinfo(address, size, &name, length, nil, 0, NI_NUMERICHOST) == 0 else {
        continue
      }
      addresses.append(
        String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
    }
    return addresses
  }
}
