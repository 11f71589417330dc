internal import Foundation
internal import Synchronization

/// Serves the last good build of a guide from memory, for the one who edits it.
public final class PreviewServer: Sendable {
  /// Why nothing can be served at an address.
  public struct Failure: Error {
    /// What the system says.
    public let reason: String
  }

  /// The port at which it listens.
  public let port: Int
  /// The address for a browser on this machine.
  public let address: String
  /// The addresses for other devices in the network; empty when bound to loopback.
  public let networkAddresses: [String]

  let board: NewsBoard
  private let socket: Socket
  private let hosts: AllowedHosts
  private let limits: Limits
  private let connections = Mutex(0)

  /// What one caller may take.
  struct Limits: Sendable {
    var connections = 64
    var patience = Duration.seconds(30)
  }

  /// Begins to listen; callers wait until `start`.
  public convenience init(host: String, port: Int) throws(Failure) {
    try self.init(host: host, port: port, limits: Limits())
  }

  init(host: String, port: Int, limits: Limits) throws(Failure) {
    do {
      socket = try Socket.listening(host: host, port: port)
    } catch {
      throw Failure(reason: error.reason)
    }
    self.limits = limits
    self.port = socket.port
    let isEverywhere = ["0.0.0.0", "::", "[::]"].contains(host)
    let isLoopback = host == "localhost" || host.hasPrefix("127.") || host == "::1"
    let others = isEverywhere ? Socket.networkAddresses() : isLoopback ? [] : [host]
    let bound = socket.port
    networkAddresses = others.map { "http://\(AllowedHosts.bracketed($0)):\(bound)/" }
    address = "http://\(isEverywhere ? "localhost" : AllowedHosts.bracketed(host)):\(bound)/"
    hosts = AllowedHosts(port: bound, addresses: isEverywhere ? others : [host])
    // Pages of an earlier run of the preview are told apart by the time at which this one began.
    board = NewsBoard(PreviewSite(generation: Int(Date().timeIntervalSince1970 * 1_000)))
  }

  /// Takes callers, each on a thread of its own.
  public func start() {
    Thread.detachNewThread { [self] in
      while let caller = socket.accepted() {
        let connection = Connection(
          socket: caller, board: board, hosts: hosts, patience: limits.patience)
        let isWelcome = connections.withLock { count in
          guard count < limits.connections else { return false }
          count += 1
          return true
        }
        guard isWelcome else {
          connection.refuse()
          continue
        }
        Thread.detachNewThread { [self] in
          connection.serve()
          connections.withLock { $0 -= 1 }
        }
      }
    }
  }

  /// Takes no more callers.
  public func stop() {
    socket.end()
  }
}
